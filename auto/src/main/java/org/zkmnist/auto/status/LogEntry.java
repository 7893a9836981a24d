package org.zkmnist.auto.status;

import java.time.Instant;

/**
 * One line of the job's log.
 *
 * @param id the job's sequence number when the line was said; each entry's is greater than that of the one before
 */
public record LogEntry(long id, Instant time, String line) {}
