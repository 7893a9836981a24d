package org.zkmnist.auto.status;

import java.util.Optional;

/**
 * A file that can be fetched.
 *
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal; empty for a file that is not part of the published set
 */
public record PublishedFile(String name, long size, Optional<String> sha256) {}
