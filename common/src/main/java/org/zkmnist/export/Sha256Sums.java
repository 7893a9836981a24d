package org.zkmnist.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zkmnist.storage.Sha256;

/**
 * Content of a {@code SHA256SUMS} file, as {@code sha256sum -c} takes it: a line a file, digest, two blanks, name.
 *
 * @param digests SHA-256 in lower-case hexadecimal by file name
 */
public record Sha256Sums(SortedMap<String, String> digests) {
    public static final String FILE_NAME = "SHA256SUMS";

    private static final int LARGEST = 1 << 16;

    // An asterisk instead of the second blank is what sha256sum --binary writes.
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    public Sha256Sums {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** Digests of files that are about to be written. */
    public static Sha256Sums of(Map<String, byte[]> files) {
        SortedMap<String, String> digests = new TreeMap<>();
        files.forEach((name, content) -> digests.put(name, Sha256.hex(content)));
        return new Sha256Sums(digests);
    }

    /**
     * @throws IOException if the file cannot be read, is larger than 64 KiB or has a line that is not one of
     *     {@code sha256sum}
     */
    public static Sha256Sums read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LARGEST + 1);
        }
        if (content.length > LARGEST) {
            throw new IOException(file + " is not a list of SHA-256 sums: it is larger than " + LARGEST + " bytes");
        }
        SortedMap<String, String> digests = new TreeMap<>();
        int number = 0;
        for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IOException(file + ": line " + number
                        + " is not a SHA-256 of 64 hexadecimal digits, two blanks and a name");
            }
            digests.put(matcher.group(2), matcher.group(1));
        }
        return new Sha256Sums(digests);
    }

    /** The file's content, sorted by name. */
    public byte[] toBytes() {
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (name, digest) -> lines.append(digest).append("  ").append(name).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
