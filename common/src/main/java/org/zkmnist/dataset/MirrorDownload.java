package org.zkmnist.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.zkmnist.storage.FailureReason;
import org.zkmnist.storage.Sha256;

/**
 * Downloads MNIST's four compressed files from the first mirror that has them. What arrived before a connection broke, or
 * before the process ended, is not asked for again; no byte is believed before the published SHA-256 of its file is met.
 */
public final class MirrorDownload {
    /** The public mirrors, in the order in which they are asked. */
    public static final List<URI> DEFAULT_MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    /** How often a mirror whose connection keeps breaking is asked for the rest of a file. */
    private static final int RESUMPTIONS = 10;

    private final List<URI> mirrors;
    private final Path cacheFile;
    private final DownloadListener listener;
    private final Map<MnistFile, PublishedFile> published;
    private final Timeouts timeouts;
    private final ProxySettings proxies;

    /**
     * @param mirrors directories that hold the four files, asked in this order; see {@link Mirrors#parse}
     * @param cacheFile the dataset cache that is to be made: files that are not complete yet are kept beside it
     */
    public MirrorDownload(List<URI> mirrors, Path cacheFile, DownloadListener listener) {
        this(mirrors, cacheFile, listener, PublishedFile.mnist(), Timeouts.DEFAULT, ProxySettings.ofProcess());
    }

    MirrorDownload(
            List<URI> mirrors,
            Path cacheFile,
            DownloadListener listener,
            Map<MnistFile, PublishedFile> published,
            Timeouts timeouts,
            ProxySettings proxies) {
        this.mirrors = List.copyOf(mirrors);
        this.cacheFile = cacheFile;
        this.listener = listener;
        this.published = published;
        this.timeouts = timeouts;
        this.proxies = proxies;
    }

    /**
     * Downloads what is missing. What is complete stays beside the cache until {@link #discardPartialFiles}.
     *
     * @return the four files, compressed as published
     * @throws DownloadFailedException if there is a file that no mirror could give
     * @throws InterruptedException if the thread is interrupted, at once; a later call goes on from there
     */
    public Map<MnistFile, byte[]> download() throws IOException, InterruptedException {
        Map<MnistFile, byte[]> files = new EnumMap<>(MnistFile.class);
        Map<URI, String> failures = new LinkedHashMap<>();
        FileTransfer transfer = new FileTransfer(newClient(), timeouts);
        for (URI mirror : mirrors) {
            downloadFrom(mirror, transfer, files, failures);
            if (files.size() == published.size()) {
                return files;
            }
        }
        String reasons = failures.entrySet().stream()
                .map(failure -> failure.getKey() + " (" + failure.getValue() + ")")
                .collect(Collectors.joining(", "));
        throw new DownloadFailedException("MNIST could not be downloaded from " + reasons
                + "; name another mirror with --mirror URL, or put the dataset at " + cacheFile);
    }

    /** Removes what was kept beside the cache for going on later. */
    public void discardPartialFiles() throws IOException {
        for (MnistFile file : MnistFile.values()) {
            Files.deleteIfExists(partialPath(file));
        }
    }

    private void downloadFrom(
            URI mirror, FileTransfer transfer, Map<MnistFile, byte[]> files, Map<URI, String> failures)
            throws InterruptedException {
        for (MnistFile file : published.keySet()) {
            if (files.containsKey(file)) {
                continue;
            }
            try {
                files.put(file, download(mirror, file, transfer));
                listener.fileDone(file.gzipName());
            } catch (IOException e) {
                String reason = FailureReason.of(e);
                failures.putIfAbsent(mirror, file.gzipName() + ": " + reason);
                listener.mirrorFailed(mirror, file.gzipName(), reason);
                if (!(e instanceof MirrorException)) {
                    // A mirror that cannot be reached for one file would keep us waiting for each of the others too.
                    return;
                }
            }
        }
    }

    private byte[] download(URI mirror, MnistFile file, FileTransfer transfer)
            throws IOException, InterruptedException {
        PublishedFile expected = published.get(file);
        URI uri = mirror.resolve(file.gzipName());
        try (PartialFile partial = new PartialFile(partialPath(file), expected.size())) {
            for (int resumptions = 0; ; ) {
                int before = partial.length();
                listener.fileStarted(mirror, file.gzipName(), before, expected.size());
                try {
                    if (!partial.isComplete()) {
                        transfer.fetch(
                                uri,
                                partial,
                                expected.size(),
                                () -> listener.bytesArrived(
                                        mirror, file.gzipName(), partial.length(), expected.size()));
                    }
                } catch (MirrorException e) {
                    throw e;
                } catch (IOException e) {
                    if (partial.length() <= before || ++resumptions > RESUMPTIONS) {
                        throw e;
                    }
                    continue;
                }
                if (Sha256.hex(partial.content()).equals(expected.sha256())) {
                    return partial.content();
                }
                partial.restart();
                if (before == 0) {
                    throw new MirrorException("serves other content than was published (SHA-256 differs)");
                }
                // The part from before may have been the wrong one: once more, from the beginning.
            }
        }
    }

    private Path partialPath(MnistFile file) {
        return cacheFile.resolveSibling(cacheFile.getFileName() + "." + file.gzipName() + ".partial");
    }

    private HttpClient newClient() throws DownloadFailedException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(proxies);
        try {
            if (!mirrors.stream().filter(proxies::hasPassword).toList().isEmpty()) {
                // By default Java sends no password to a proxy on the way to https, even one that was given for just
                // that.
                System.getProperties().putIfAbsent("jdk.http.auth.tunneling.disabledSchemes", "");
                client.authenticator(proxies.authenticator());
            }
        } catch (IllegalArgumentException e) {
            throw new DownloadFailedException("MNIST cannot be downloaded: " + e.getMessage());
        }
        return client.build();
    }
}
