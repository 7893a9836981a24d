package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class BoundedZipTest {
    @Test
    void contentsComeInOrder() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("b", new byte[] {1, 2});
        entries.put("a", new byte[0]);
        Map<String, byte[]> read = BoundedZip.read(TorchSaved.zip("", entries), "m.zip");
        assertThat(read.keySet()).containsExactly("b", "a");
        assertThat(read.get("b")).containsExactly(1, 2);
    }

    @Test
    void anEntryThatExpandsBeyondTheBoundIsRefused() {
        refused(TorchSaved.zip("", Map.of("bomb", new byte[50_000_000])))
                .hasMessage("m.zip: entry bomb has more than 1048576 bytes");
    }

    @Test
    void manyLargeEntriesAreRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            entries.put("e" + i, new byte[1 << 20]);
        }
        refused(TorchSaved.zip("", entries)).hasMessage("m.zip: expands to more than 4194304 bytes");
    }

    @Test
    void tooManyEntriesAreRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            entries.put("e" + i, new byte[0]);
        }
        refused(TorchSaved.zip("", entries)).hasMessage("m.zip: has 1000 entries, expected at most 64");
    }

    @Test
    void twoEntriesOfTheSameNameAreRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("same", new byte[] {1});
        entries.put("sane", new byte[] {2});
        byte[] zip = TorchSaved.zip("", entries);
        String text = new String(zip, StandardCharsets.ISO_8859_1).replace("sane", "same");
        refused(text.getBytes(StandardCharsets.ISO_8859_1)).hasMessage("m.zip: has two entries named same");
    }

    @Test
    void aWrongChecksumIsRefused() {
        byte[] zip = TorchSaved.zip("", Map.of("a", new byte[] {1, 2, 3}));
        // The directory's copy of the checksum lies 16 bytes after its signature.
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        zip[directory + 16] ^= 1;
        refused(zip).hasMessage("m.zip: entry a is damaged (size or checksum differs)");
    }

    @Test
    void somethingElseIsRefused() {
        refused(new byte[0]).hasMessageStartingWith("m.zip: is not a readable zip");
        refused("PK, but no zip".getBytes(StandardCharsets.US_ASCII))
                .hasMessageStartingWith("m.zip: is not a readable");
    }

    @Test
    void damagedZipsAreReadOrRefusedButNeverFailOtherwise() {
        byte[] zip = TorchSaved.zip("", Map.of("a", new byte[200], "b", "text".getBytes(StandardCharsets.US_ASCII)));
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                BoundedZip.read(damaged, "m.zip");
            } catch (InvalidModelException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] zip) {
        return assertThatThrownBy(() -> BoundedZip.read(zip, "m.zip")).isInstanceOf(InvalidModelException.class);
    }
}
