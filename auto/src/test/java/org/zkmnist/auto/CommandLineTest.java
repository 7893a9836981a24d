package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.Settings;
import org.zkmnist.export.ArtifactSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    @BeforeEach
    void makeDataset() throws IOException {
        SmallDataset.write(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "train --threads 0 | Invalid value for option '--threads': 0, expected 1 or more",
                "train --threads -2 | Invalid value for option '--threads': -2, expected 1 or more",
                "train --threads all | Invalid value for option '--threads': 'all' is not an int",
                "train --seed x | Invalid value for option '--seed': 'x' is not a long",
                "train --seed 9223372036854775808 | Invalid value for option '--seed': '9223372036854775808' is not a long",
                "train --good-epochs -1 | Invalid value for option '--good-epochs': -1, expected 1 or more",
                "train --good-epochs 0 | Invalid value for option '--good-epochs': 0, expected 1 or more",
                "train --bad-epochs 0 | Invalid value for option '--bad-epochs': 0, expected 1 or more",
                "train --engine nope | Invalid value for option '--engine': 'nope', expected fused or dl4j",
                "train --mirror ftp://x | mirror 'ftp://x' is no address of the form https://host/directory/",
                "train --input-image -1 | --input-image is -1, expected 0 or more",
                "train --calibration-images 0 | --calibration-images is 0, expected 1 or more",
                "train --input-image 70000 | --input-image is 70000, expected 0 to 299: there are 300 training images",
                "train --calibration-images 301 | --calibration-images is 301, expected 1 to 300: there are 300 training"
                        + " images",
                "train --sead 1 | Unknown options: '--sead', '1'",
                "train --seed | Missing required parameter for option '--seed' (N)",
                "export --threads 0 | Invalid value for option '--threads': 0, expected 1 or more",
                "serve --port -1 | Invalid value for option '--port': -1, expected 0 to 65535",
                "serve --port http | Invalid value for option '--port': 'http' is not an int",
                "serve --hosts a:1 | Invalid value for option '--hosts': 'a:1', expected host names without port, separated"
                        + " by commas",
                "serve --log-format xml | Invalid value for option '--log-format': 'xml', expected text or json",
                "serve --threads 0 | Invalid value for option '--threads': 0, expected 1 or more",
                "verify --threads 0 | Invalid value for option '--threads': 0, expected 1 or more",
            })
    void wrongUsageIsOneLineAndExitCodeTwo(String command, String message) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(1, List.of("--data", data.toString()));
        Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
        assertThat(invocation.errorLines()).singleElement().asString().startsWith("modeller: " + message);
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.out()).isEmpty();
        assertThat(data.resolve("auto")).doesNotExist();
    }

    @Test
    void anUnknownCommandIsOneLine() {
        Invocation invocation = Invocation.of("trian");
        assertThat(invocation.errorLines()).singleElement().asString().contains("'trian'", "modeller --help");
        assertThat(invocation.exitCode()).isEqualTo(2);
    }

    @Test
    void optionsWithoutACommandAreThoseOfServe() {
        Invocation invocation = Invocation.of("--port", "65536");
        assertThat(invocation.errorLines())
                .containsExactly("modeller: Invalid value for option '--port': 65536, expected 0 to 65535"
                        + " (`modeller serve --help` explains)");
        assertThat(invocation.exitCode()).isEqualTo(2);
    }

    @Test
    void noArgumentsAtAllAreServe() {
        assertThat(ModellerCommand.withCommand()).containsExactly("serve");
        assertThat(ModellerCommand.withCommand("train")).containsExactly("train");
        assertThat(ModellerCommand.withCommand("--help")).containsExactly("--help");
    }

    @Test
    void anExportWithoutModelCacheIsOneLine() {
        Invocation invocation = Invocation.of("export", "--data", data.toString());
        assertThat(invocation.errorLines())
                .containsExactly("modeller: there is no model cache " + data.resolve(Settings.MODEL_CACHE)
                        + ": run `modeller train`, or put one there");
        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(invocation.out()).isEmpty();
    }

    @Test
    void aVerificationWithoutManifestIsOneLine() {
        Invocation invocation = Invocation.of("verify", data.resolve("nowhere").toString(), "--data", data.toString());
        assertThat(invocation.errorLines())
                .containsExactly("modeller: there is no " + data.resolve("nowhere/manifest.json")
                        + ": name the directory of the artifacts, or make some with `modeller train`");
        assertThat(invocation.exitCode()).isEqualTo(1);
    }

    @Test
    void anOutputThatIsAFileIsOneLine() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "mine");
        Invocation invocation = train("--output", file.toString());
        assertThat(invocation.errorLines())
                .containsExactly("modeller: " + file + " is a file, expected a directory to write the artifacts to");
        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aModelCacheThatCannotBeExportedIsOneLine() throws IOException {
        Files.createDirectory(data.resolve(Settings.MODEL_CACHE));
        Invocation invocation = Invocation.of("export", "--data", data.toString());
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .endsWith("is a directory, expected the model" + " cache, a .tar.gz file");
        assertThat(invocation.exitCode()).isEqualTo(1);
    }

    @Test
    void aDatasetThatCannotBeHadIsOneLine() throws IOException {
        Files.delete(data.resolve(Settings.DATASET_CACHE));
        // Nothing listens on port 1 of this machine.
        Invocation invocation = train("--mirror", "http://127.0.0.1:1/");
        assertThat(invocation.errorLines()).singleElement().asString().contains("127.0.0.1:1");
        assertThat(invocation.exitCode()).isEqualTo(1);
    }

    @Test
    void resultsAreListedAsSha256sumListsThem() throws IOException {
        Invocation invocation = train();
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.out().lines())
                .hasSize(6)
                .allMatch(line -> line.matches("[0-9a-f]{64}  .*/auto/[A-Za-z0-9_.]+"));
    }

    @Test
    void resultsAsJsonHaveStableKeys() throws IOException {
        JsonNode trained = JSON.readTree(train("--json").out());
        assertThat(trained.fieldNames()).toIterable().containsExactly("command", "output", "files");
        assertThat(trained.get("command").asText()).isEqualTo("train");
        assertThat(trained.get("output").asText())
                .isEqualTo(data.resolve("auto").toString());
        assertThat(trained.get("files").fieldNames()).toIterable().containsExactlyElementsOf(ArtifactSet.FILE_NAMES);
        assertThat(trained.get("files")).allSatisfy(file -> {
            assertThat(file.fieldNames()).toIterable().containsExactly("bytes", "sha256");
            assertThat(file.get("bytes").isIntegralNumber()).isTrue();
        });
        JsonNode exported = JSON.readTree(
                Invocation.of("export", "--json", "--data", data.toString()).out());
        assertThat(exported.fieldNames()).toIterable().containsExactly("command", "output", "files");
        assertThat(exported.at("/files/network_good.onnx")).isEqualTo(trained.at("/files/network_good.onnx"));
        JsonNode verified = JSON.readTree(
                Invocation.of("verify", "--json", "--data", data.toString()).out());
        assertThat(verified.fieldNames()).toIterable().containsExactly("command", "same", "files", "remarks");
        assertThat(verified.get("same").booleanValue()).isTrue();
        assertThat(verified.get("files"))
                .hasSize(6)
                .allSatisfy(file -> assertThat(file.fieldNames())
                        .toIterable()
                        .containsExactly("same", "repeatedSha256", "foundSha256"));
        assertThat(verified.get("remarks").isArray()).isTrue();
    }

    @Test
    void aDifferenceIsNamedAndFailsTheVerification() throws IOException {
        train();
        Files.writeString(data.resolve("auto/input.json"), "{}");
        Files.delete(data.resolve("auto/cal_data.json"));
        Invocation invocation = Invocation.of("verify", "--data", data.toString());
        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(invocation.out().lines()).hasSize(6);
        assertThat(invocation.out())
                .contains("network_good.onnx: the same, SHA-256 ")
                .contains("input.json: DIFFERENT, has SHA-256 ")
                .contains("cal_data.json: DIFFERENT, is missing, repeated ");
        assertThat(invocation.err()).isEmpty();
    }

    @Test
    void optionsAreTakenFromTheEnvironmentUnlessGiven() throws IOException {
        Path output = data.resolve("chosen");
        Map<String, String> environment = Map.of(
                "MODELLER_DATA", data.toString(),
                "MODELLER_OUTPUT", output.toString(),
                "MODELLER_SEED", " 77 ",
                "MODELLER_GOOD_EPOCHS", "2",
                "MODELLER_BAD_EPOCHS", "9",
                "MODELLER_THREADS", "",
                "MODELLER_JSON", "true");
        Invocation invocation = Invocation.with(environment, "train", "--bad-epochs", "1");
        assertThat(invocation.err()).isEmpty();
        assertThat(JSON.readTree(invocation.out()).get("output").asText()).isEqualTo(output.toString());
        JsonNode models =
                JSON.readTree(output.resolve("manifest.json").toFile()).get("models");
        assertThat(models.at("/good/recipe/seed").asLong()).isEqualTo(77);
        assertThat(models.at("/good/recipe/epochs").asInt()).isEqualTo(2);
        assertThat(models.at("/bad/recipe/epochs").asInt()).isEqualTo(1);
    }

    @Test
    void aWrongValueOfTheEnvironmentIsOneLine() {
        Invocation invocation = Invocation.with(Map.of("MODELLER_GOOD_EPOCHS", "many"), "train");
        assertThat(invocation.errorLines()).singleElement().asString().contains("'--good-epochs'", "'many'");
        assertThat(invocation.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "train", "export", "verify"})
    void helpMentionsEveryOption(String command) {
        Invocation invocation = Invocation.of(command, "--help");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.err()).isEmpty();
        CommandLine subcommand = ModellerCommand.commandLine().getSubcommands().get(command);
        assertThat(subcommand.getCommandSpec().options()).isNotEmpty();
        for (OptionSpec option : subcommand.getCommandSpec().options()) {
            assertThat(invocation.out()).contains(option.longestName());
            assertThat(option.description()).isNotEmpty();
        }
        assertThat(invocation.out()).contains("--data", "--threads", "--mirror", "--json");
    }

    @Test
    void helpOfTheProgramMentionsEveryCommandAndTheExitCodes() {
        assertThat(Invocation.of("--help").out())
                .contains("serve", "train", "export", "verify", "MODELLER_GOOD_EPOCHS", "130 and 143")
                .doesNotContain("benchmark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "train", "export", "verify"})
    void versionNamesProductJavaAndBackend(String command) {
        Invocation invocation = command.isEmpty() ? Invocation.of("--version") : Invocation.of(command, "--version");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out().lines()).hasSize(3);
        assertThat(invocation.out())
                .containsPattern("^zkml-mnist-modeller \\d+\\.\\d+")
                .contains("Java " + System.getProperty("java.version"))
                .contains("ND4J native backend 1.0.0-M2.1 for ");
    }

    private Invocation train(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--data", data.toString(), "--good-epochs", "2", "--bad-epochs", "1", "--threads", "2"));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }
}
