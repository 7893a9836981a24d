package org.zkmnist;

import java.util.Optional;

/**
 * One file compared with what repeating the work gave.
 *
 * @param repeated SHA-256 of the file that came out this time
 * @param found SHA-256 of the file in the directory; empty if there is none
 */
public record VerifiedFile(String name, String repeated, Optional<String> found) {
    public boolean same() {
        return found.filter(repeated::equals).isPresent();
    }
}
