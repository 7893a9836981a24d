package org.zkmnist.auto.status;

import java.net.URI;

/**
 * A file that is being downloaded.
 *
 * @param present bytes that are there
 * @param total size of the file in bytes
 */
public record Download(String file, URI mirror, long present, long total) {}
