package org.zkmnist.auto.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zkmnist.Modeller;
import org.zkmnist.ModellerListener;
import org.zkmnist.Settings;
import org.zkmnist.auto.status.Failure;
import org.zkmnist.auto.status.JobState;
import org.zkmnist.auto.status.PublishedFile;
import org.zkmnist.auto.status.StatusRecorder;
import org.zkmnist.auto.status.StatusRoutes;
import org.zkmnist.export.ArtifactFile;
import org.zkmnist.export.ArtifactSet;

/** The service's work: once, and after a failure again whenever somebody asks for it. */
final class Job implements StatusRoutes.Retry {
    private final Settings settings;
    private final ModellerListener listener;
    private final StatusRecorder recorder;
    private final ServiceLog log;
    private boolean retryAsked;

    /**
     * @param listener is told of the work; the recorder is to be one of those behind it
     * @param log is told of failures, which are no part of the work
     */
    Job(Settings settings, ModellerListener listener, StatusRecorder recorder, ServiceLog log) {
        this.settings = settings;
        this.listener = listener;
        this.recorder = recorder;
        this.log = log;
    }

    /**
     * Works on this thread, and then waits for a reason to work again.
     *
     * @throws InterruptedException when the thread is interrupted, which is the only end
     */
    void run() throws InterruptedException {
        while (true) {
            attempt();
            // Images and gradients of the training have no use any more: the collector gives their memory back now,
            // and not when the server, which needs little, would next run out of it.
            System.gc();
            awaitRetry();
            recorder.jobStarted();
            recorder.say("trying again");
            log.event("trying again");
        }
    }

    private void attempt() throws InterruptedException {
        try {
            ArtifactSet artifacts = new Modeller(settings, listener).train();
            recorder.jobDone(files(artifacts));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    private synchronized void fail(Throwable thrown) {
        retryAsked = false;
        Failure failure = Failure.of(thrown);
        recorder.jobFailed(failure);
        log.event("failed: " + failure.message());
        log.event(failure.advice());
    }

    private List<PublishedFile> files(ArtifactSet artifacts) {
        List<PublishedFile> files = new ArrayList<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            ArtifactFile file = artifacts.measure(name);
            files.add(new PublishedFile(name, file.size(), Optional.of(file.sha256())));
        }
        Path models = settings.modelCache();
        try {
            files.add(new PublishedFile(Settings.MODEL_CACHE, Files.size(models), Optional.empty()));
        } catch (IOException e) {
            // It could not be kept, which has been said.
        }
        return files;
    }

    private synchronized void awaitRetry() throws InterruptedException {
        while (!retryAsked) {
            wait();
        }
        retryAsked = false;
    }

    @Override
    public synchronized boolean retry() {
        if (retryAsked || !hasFailed()) {
            return false;
        }
        retryAsked = true;
        notifyAll();
        return true;
    }

    boolean hasFailed() {
        return recorder.current().state() == JobState.FAILED;
    }
}
