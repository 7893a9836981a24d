package org.zkmnist.auto.files;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What was found out about a download by reading it once.
 *
 * @param identity of the snapshot that was read
 * @param length in bytes
 * @param sha256 SHA-256, 32 bytes, not to be changed
 * @param crc32 check sum as ZIP files have it
 * @param modified when it was changed last, in whole seconds, as HTTP dates are
 * @param dateIsUnique whether no other content has been seen under the same name with the same date
 */
record Measurement(Object identity, long length, byte[] sha256, long crc32, Instant modified, boolean dateIsUnique) {
    /** The SHA-256 in lower-case hexadecimal. */
    String hex() {
        return HexFormat.of().formatHex(sha256);
    }

    boolean isOf(Snapshot snapshot) {
        return identity.equals(snapshot.identity());
    }
}
