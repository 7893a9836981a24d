package org.zkmnist.auto;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.dataset.MirrorDownload;
import org.zkmnist.dataset.Mirrors;
import org.zkmnist.export.ExportChoices;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of every command that works with the dataset. */
final class CommonOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory of the dataset cache and the model cache. Default: the repository's data directory.")
    private Path data;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: one a processor.")
    private Integer threads;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            split = ",",
            description =
                    "Where MNIST is downloaded from when there is no dataset cache; may be given several times, they"
                            + " are asked in order.")
    private List<String> mirrors;

    @Option(names = "--json", description = "Print the result as JSON, for scripts.")
    private boolean json;

    boolean json() {
        return json;
    }

    Path data() {
        return data != null
                ? data
                : Path.of(System.getProperty("modeller.home", ".")).resolve("data");
    }

    Path output(Path chosen) {
        return chosen != null ? chosen : data().resolve("auto");
    }

    int threads() {
        if (threads != null && threads < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--threads': " + threads + ", expected 1 or more");
        }
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    List<URI> mirrors() {
        if (mirrors == null) {
            return MirrorDownload.DEFAULT_MIRRORS;
        }
        try {
            return mirrors.stream().map(Mirrors::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** Settings for a command that takes seed, epochs and engine from elsewhere. */
    Settings settings(Path output) {
        return new Settings(data(), output, 1, 1, 1, Engine.FUSED, threads(), mirrors(), ExportChoices.standard());
    }
}
