package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PartialFileTest {
    @Test
    void aFullDiskCostsOnlyTheCopy() throws MirrorException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a disk that is always full");
        try (PartialFile partial = new PartialFile(full, 6)) {
            partial.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            partial.append(ByteBuffer.wrap(new byte[] {4, 5, 6}));

            assertThat(partial.isComplete()).isTrue();
            assertThat(partial.content()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }
}
