package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.storage.Sha256;

/** The ONNX export runs where ND4J's native library does not exist. */
class OnnxWithoutNativeCodeTest {
    @Test
    void theBytesAreTheSameWithoutNativeLibraries() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String withoutNativeCode = Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(nd4j-native|javacpp|openblas|onnxruntime).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        withoutNativeCode,
                        OnnxWithoutNativeCodeTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> output = process.inputReader().lines().toList();

        assertThat(process.waitFor()).as("%s", output).isZero();
        assertThat(output).containsExactly(digest());
    }

    public static void main(String[] arguments) {
        System.out.println(digest());
    }

    private static String digest() {
        return Sha256.hex(OnnxExport.bytes(
                ExportSamples.model(ModelKind.GOOD, Origin.TRAINED, 1, 2),
                ExportSamples.mnist(1).digests()));
    }
}
