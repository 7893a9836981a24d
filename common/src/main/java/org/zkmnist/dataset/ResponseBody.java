package org.zkmnist.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Body of an HTTP response, taken piece by piece by a thread that waits only so long for each: the JDK's client has no time
 * limit between two pieces. No more than one piece is under way, so a fast mirror cannot fill the memory.
 */
final class ResponseBody implements BodySubscriber<ResponseBody>, Closeable {
    /** What the connection reports: a piece, the end, or its failure. */
    private record Event(List<ByteBuffer> piece, boolean end, Throwable failure) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

    /**
     * Waits for the next piece.
     *
     * @return null at the end of the body
     * @throws IOException if the connection failed, or nothing came in time
     */
    List<ByteBuffer> next(Duration patience) throws IOException, InterruptedException {
        Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            throw new IOException("no data for " + seconds(patience));
        }
        if (event.failure != null) {
            throw new IOException("connection lost: " + event.failure.getMessage(), event.failure);
        }
        if (event.end) {
            return null;
        }
        subscription.join().request(1);
        return event.piece;
    }

    static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    @Override
    public CompletionStage<ResponseBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription.complete(newSubscription);
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        events.add(new Event(piece, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(null, false, failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(null, true, null));
    }

    /** Ends the transfer, wherever it is. */
    @Override
    public void close() {
        subscription.thenAccept(Subscription::cancel);
    }
}
