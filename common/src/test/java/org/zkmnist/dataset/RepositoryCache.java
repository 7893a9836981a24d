package org.zkmnist.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The dataset cache that the repository carries. */
final class RepositoryCache {
    static final Path FILE = Path.of(System.getProperty("basedir", "."), "..", "data", "mnist-train-n-test.tar.gz");

    private static final int FILE_NAME_FLAG = 8;

    private RepositoryCache() {}

    /** The four files as published, cut out of the cache: they are gzip members of their own in it. */
    static Map<MnistFile, byte[]> gzipped() throws IOException {
        Map<MnistFile, byte[]> files = new EnumMap<>(MnistFile.class);
        byte[] archive = Files.readAllBytes(FILE);
        int position = 0;
        while (position < archive.length) {
            int end = endOfMember(archive, position);
            byte[] member = Arrays.copyOfRange(archive, position, end);
            if (member[3] == FILE_NAME_FLAG) {
                files.put(MnistFile.values()[files.size()], member);
            }
            position = end;
        }
        return files;
    }

    private static int endOfMember(byte[] archive, int start) {
        int data = start + 10;
        if (archive[start + 3] == FILE_NAME_FLAG) {
            while (archive[data++] != 0) {
                // the name, up to its zero
            }
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(archive, data, archive.length - data);
            byte[] content = new byte[1 << 16];
            while (!inflater.finished()) {
                inflater.inflate(content);
            }
            return data + (int) inflater.getBytesRead() + 8;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }
}
