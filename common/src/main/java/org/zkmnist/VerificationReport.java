package org.zkmnist;

import java.util.List;

/**
 * What came of repeating the work.
 *
 * @param files one a file of the set
 * @param remarks why files differ, or what could not be repeated, a line each
 */
public record VerificationReport(List<VerifiedFile> files, List<String> remarks) {
    public VerificationReport {
        files = List.copyOf(files);
        remarks = List.copyOf(remarks);
    }

    /** Whether every file is the same to the byte. */
    public boolean same() {
        return files.stream().allMatch(VerifiedFile::same);
    }
}
