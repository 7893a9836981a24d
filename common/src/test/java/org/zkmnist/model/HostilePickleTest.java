package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.razorvine.pickle.Unpickler;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that were made to do harm, or that a fuzzer could make. */
class HostilePickleTest {
    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "builtins, eval",
        "__builtin__, eval",
        "builtins, getattr",
        "subprocess, Popen",
        "torch.nn.modules.container, Sequential",
        "copyreg, _reconstructor",
        "datetime, datetime",
        "array, array",
        "decimal, Decimal",
        "torch.storage, _load_from_bytes",
        "java.lang, Runtime"
    })
    void callsOfAnythingElseAreRefusedByName(String module, String name) {
        byte[] pickle = new PickleWriter()
                .global(module, name)
                .text("touch pwned")
                .raw(0x85, 'R')
                .stop();
        refused(pickle).hasMessageContaining("refers to " + module + "." + name + ",");
    }

    @Test
    void constructorsRegisteredByOtherCodeAreNotUsed() {
        Unpickler.registerConstructor("registered.elsewhere", "Thing", arguments -> {
            throw new AssertionError("was called");
        });
        byte[] pickle = new PickleWriter()
                .global("registered.elsewhere", "Thing")
                .raw(")R")
                .stop();
        refused(pickle).hasMessageContaining("refers to registered.elsewhere.Thing,");
    }

    @Test
    void namesInMessagesAreCutAndPrintable() {
        byte[] pickle =
                new PickleWriter().global("a\u001b[31m" + "x".repeat(5000), "b").stop();
        refused(pickle).message().hasSizeLessThan(250).doesNotContain("\u001b");
    }

    /** Old instances, stack globals, extension codes, out-of-band buffers, strings by line, pops, bytes. */
    @ParameterizedTest
    @ValueSource(
            ints = {'i', 'o', 0x93, 0x82, 0x97, 0x98, 0x92, 'S', 'V', 'I', 'L', 'F', 'P', '0', '1', '2', 'B', 0x8e, 0})
    void opcodesThatTorchDoesNotWriteAreRefused(int opcode) {
        refused(new PickleWriter().raw('(', opcode).raw("os\nsystem\n").stop())
                .hasMessageContaining(String.format("uses pickle opcode 0x%02x", opcode));
    }

    @Test
    void settingAttributesOfOtherThingsIsRefused() {
        refused(new PickleWriter().raw("}}b").stop()).hasMessageContaining("is not a layer");
        refused(new PickleWriter().global("torch", "FloatStorage").raw("}b").stop())
                .hasMessageContaining("is not a layer");
    }

    @Test
    void callingAStorageIsRefused() {
        refused(new PickleWriter().global("torch", "FloatStorage").raw(")R").stop())
                .hasMessageContaining("calls torch.FloatStorage");
    }

    @Test
    void aDictionaryThatContainsItselfIsRefused() {
        refused(new PickleWriter().raw('}').put().raw('h', 0, 'h', 0, 's').stop())
                .hasMessageContaining("key that is not a text");
        refused(new PickleWriter().raw('}').put().text("a").raw('h', 0, 's').stop())
                .hasMessageContaining("is not a LeNet");
    }

    @Test
    void layersThatContainEachOtherAreRefused() {
        byte[] pickle = new PickleWriter()
                .global("__main__", "LeNet")
                .raw(')', 0x81)
                .put()
                .raw('}')
                .text("_modules")
                .raw('}')
                .text("conv1")
                .raw('h', 1, 's', 's', 'b')
                .stop();
        refused(pickle).hasMessageContaining("expected 5 layers");
    }

    @Test
    void attributesOfTheWrongKindAreRefused() {
        byte[] pickle = new PickleWriter()
                .global("__main__", "LeNet")
                .raw(')', 0x81, '}')
                .text("_modules")
                .raw("Nsb")
                .stop();
        refused(pickle).hasMessageContaining("expected 5 layers");
    }

    @Test
    void deepNestingIsRefused() {
        byte[] nested = new byte[60_000];
        Arrays.fill(nested, (byte) 0x85);
        nested[0] = (byte) ')';
        nested[nested.length - 1] = '.';
        refused(nested).hasMessageContaining("is not a LeNet");
    }

    @Test
    void aTextLongerThanTheFileIsRefusedWithoutAllocatingIt() {
        refused(new byte[] {(byte) 0x80, 2, 'X', -1, -1, -1, 127, 'a'}).hasMessageContaining("longer than the file");
        refused(new byte[] {(byte) 0x80, 2, 'X', -1, -1, -1, -1, 'a'}).hasMessageContaining("longer than the file");
    }

    @Test
    void aPickleOfUnreasonableSizeIsRefused() {
        refused(new byte[70_000]).hasMessageContaining("data.pkl has 70000 bytes");
    }

    @Test
    void contentAfterTheEndIsRefused() {
        byte[] pickle = new TorchSaved(Samples.parameters(1)).pickle();
        refused(Arrays.copyOf(pickle, pickle.length + 1)).hasMessageContaining("goes on after its end");
    }

    @Test
    void aPickleCutOffAnywhereIsRefused() {
        byte[] pickle = new TorchSaved(Samples.parameters(1)).pickle();
        for (int length = 0; length < pickle.length; length++) {
            refused(Arrays.copyOf(pickle, length));
        }
    }

    @Test
    void damagedPicklesAreReadOrRefusedButNeverFailOtherwise() throws Exception {
        Parameters parameters = Samples.parameters(1);
        byte[] pickle = new TorchSaved(parameters).pickle();
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = pickle.clone();
            for (int i = 0; i <= round % 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                TorchPickle.read(file(damaged), "m.pkl");
            } catch (InvalidModelException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    private static byte[] file(byte[] pickle) {
        return new TorchSaved(Samples.parameters(1)) {
            @Override
            byte[] pickle() {
                return pickle;
            }
        }.file();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] pickle) {
        return assertThatThrownBy(() -> TorchPickle.read(TorchSaved.zip("m/", Map.of("data.pkl", pickle)), "m.pkl"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("m.pkl: ");
    }
}
