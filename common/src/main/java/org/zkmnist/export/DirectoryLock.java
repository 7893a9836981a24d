package org.zkmnist.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps other threads and other processes from publishing to the same directory. Ends with the process at the latest. */
final class DirectoryLock {
    // A lock on a file belongs to the whole process: threads of one process have to be kept apart beside it.
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel processes;

    private DirectoryLock(ReentrantLock threads, FileChannel processes) {
        this.threads = threads;
        this.processes = processes;
    }

    /**
     * Waits until nobody else holds the lock.
     *
     * @param directory an existing directory, as real path
     * @param fileName of the file within it that is locked; made if it is missing, and never deleted, since another
     *     process may be about to lock it
     */
    static DirectoryLock acquire(Path directory, String fileName) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(directory, path -> new ReentrantLock());
        threads.lock();
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(directory.resolve(fileName), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new DirectoryLock(threads, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            threads.unlock();
            throw e;
        }
    }

    void close() throws IOException {
        try {
            processes.close();
        } finally {
            threads.unlock();
        }
    }
}
