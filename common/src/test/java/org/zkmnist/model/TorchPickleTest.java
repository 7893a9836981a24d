package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchPickleTest {
    private static final Parameters PARAMETERS = Samples.anyBits(11);

    private final TorchSaved saved = new TorchSaved(PARAMETERS);

    @Test
    void weightsArriveBitForBit() throws Exception {
        float[] found = TorchPickle.read(saved.file(), "m.pkl").toArray();
        float[] expected = PARAMETERS.toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.floatToRawIntBits(found[i])).isEqualTo(Float.floatToRawIntBits(expected[i]));
        }
    }

    @Test
    void olderVersionsWithoutByteOrderAreRead() throws Exception {
        assertThat(TorchPickle.read(saved.without("byteorder").file(), "m.pkl")).isEqualTo(PARAMETERS);
    }

    @Test
    void bigEndianValuesAreRefused() {
        refused(saved.entry("byteorder", "big".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("m.pkl: has another byte order than little-endian");
    }

    @Test
    void anotherNetworkIsRefusedByName() {
        refused(saved.rootModule("resnet"))
                .hasMessage("m.pkl: refers to resnet.LeNet, which a saved LeNet does not need; nothing of it was run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DoubleStorage", "HalfStorage", "LongStorage"})
    void otherNumberFormatsAreRefused(String storage) {
        refused(saved.storageClass(storage)).hasMessageContaining("refers to torch." + storage);
    }

    @Test
    void anotherShapeIsRefused() {
        refused(saved.shape(ParameterTensor.DENSE1_WEIGHT, 256, 120).strides(ParameterTensor.DENSE1_WEIGHT, 120, 1))
                .hasMessage("m.pkl: fc1.weight has another shape than [120, 256]");
    }

    @Test
    void transposedStorageIsRefused() {
        refused(saved.strides(ParameterTensor.DENSE3_WEIGHT, 1, 10))
                .hasMessage("m.pkl: fc3.weight is not stored row by row from the start of its storage");
    }

    @Test
    void anOffsetIntoTheStorageIsRefused() {
        refused(saved.offset(1)).hasMessageContaining("conv1.weight is not stored row by row from the start");
    }

    @Test
    void anotherPaddingIsRefused() {
        refused(saved.padding(2)).hasMessage("m.pkl: conv1 has another padding than LeNet's");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5, 7, Integer.MAX_VALUE})
    void aStorageOfAnotherSizeIsRefused(int elements) {
        refused(saved.storageSize(ParameterTensor.CONV1_BIAS, elements))
                .hasMessage("m.pkl: conv1.bias has a storage of " + elements + " values, expected 6");
    }

    @Test
    void valuesThatAreTooShortOrMissingAreRefused() {
        refused(saved.entry("data/3", new byte[60]))
                .hasMessage("m.pkl: the values of conv2.bias have 60 bytes, expected 64");
        refused(saved.without("data/3")).hasMessage("m.pkl: the values of conv2.bias are missing");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valuesThatAreNotFiniteAreRefused(float value) {
        float[] values = PARAMETERS.toArray();
        values[ParameterTensor.DENSE2_BIAS.offset() + 3] = value;
        refused(new TorchSaved(values)).hasMessage("m.pkl: fc2.bias[3] is " + value + ", expected a finite number");
    }

    @Test
    void aZipThatIsNoPyTorchFileIsRefused() {
        assertThatThrownBy(() -> TorchPickle.read(TorchSaved.zip("", Map.of("a.txt", new byte[3])), "m.pkl"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("m.pkl: has 0 entries named data.pkl, expected one as torch.save writes it");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        byte[] file = saved.file();
        for (int length = 0; length < file.length; length += 97) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> TorchPickle.read(cut, "m.pkl"))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageStartingWith("m.pkl: ");
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(TorchSaved saved) {
        return assertThatThrownBy(() -> TorchPickle.read(saved.file(), "m.pkl"))
                .isInstanceOf(InvalidModelException.class);
    }
}
