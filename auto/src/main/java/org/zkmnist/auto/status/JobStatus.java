package org.zkmnist.auto.status;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.Stage;
import org.zkmnist.model.ModelKind;

/**
 * Where the job stands at one moment. Immutable.
 *
 * @param sequence greater with every change
 * @param stage the stage under way, the one that failed, or the last one
 * @param models both networks
 * @param notices what the user should know, a line each
 * @param files what can be fetched; empty until the job is done
 * @param log the newest lines, oldest first
 */
public record JobStatus(
        long sequence,
        JobState state,
        Stage stage,
        Optional<Download> download,
        Map<ModelKind, ModelStatus> models,
        Optional<Failure> failure,
        List<String> notices,
        List<PublishedFile> files,
        List<LogEntry> log) {
    /** How many lines of the log are kept. */
    public static final int LOG_LINES = 200;

    public JobStatus {
        models = Collections.unmodifiableMap(new EnumMap<>(models));
        notices = List.copyOf(notices);
        files = List.copyOf(files);
        log = List.copyOf(log);
    }

    /** Whether all artifacts are in place. */
    public boolean isReady() {
        return state == JobState.READY;
    }

    /** How it is with one stage: waiting, active, done or failed. */
    public String stateOf(Stage asked) {
        if (isReady() || asked.compareTo(stage) < 0) {
            return "done";
        }
        if (asked != stage) {
            return "waiting";
        }
        return state == JobState.FAILED ? "failed" : "active";
    }

    /** Name of the stage in JSON. */
    public static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    JobStatus in(Stage next) {
        return new JobStatus(sequence + 1, state, next, Optional.empty(), models, failure, notices, files, log);
    }

    JobStatus with(Optional<Download> changed) {
        return new JobStatus(sequence + 1, state, stage, changed, models, failure, notices, files, log);
    }

    JobStatus with(ModelKind kind, ModelStatus changed) {
        Map<ModelKind, ModelStatus> next = new EnumMap<>(models);
        next.put(kind, changed);
        return new JobStatus(sequence + 1, state, stage, download, next, failure, notices, files, log);
    }

    JobStatus withNotice(String notice) {
        List<String> next = new ArrayList<>(notices);
        next.add(notice);
        return new JobStatus(sequence + 1, state, stage, download, models, failure, next, files, log);
    }

    JobStatus withLine(LogEntry entry) {
        List<LogEntry> next = new ArrayList<>(log.subList(Math.max(0, log.size() + 1 - LOG_LINES), log.size()));
        next.add(entry);
        return new JobStatus(entry.id(), state, stage, download, models, failure, notices, files, next);
    }

    JobStatus ready(List<PublishedFile> published) {
        return new JobStatus(
                sequence + 1,
                JobState.READY,
                stage,
                Optional.empty(),
                models,
                Optional.empty(),
                notices,
                published,
                log);
    }

    JobStatus failed(Failure why) {
        return new JobStatus(
                sequence + 1,
                JobState.FAILED,
                stage,
                Optional.empty(),
                models,
                Optional.of(why),
                notices,
                List.of(),
                log);
    }
}
