package org.zkmnist.notebook;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.dataset.MirrorDownload;
import org.zkmnist.dataset.Mirrors;
import org.zkmnist.export.ExportChoices;

/**
 * What the environment says, under the names that the command line knows too: {@code MODELLER_GOOD_EPOCHS} is what
 * {@code --good-epochs} is there.
 */
final class Surroundings {
    private final Map<String, String> environment;
    private final Path home;

    /** @param home directory of the repository */
    Surroundings(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** Of this process; the start script tells where the repository is. */
    static Surroundings ofThisProcess() {
        return new Surroundings(System.getenv(), Path.of(System.getProperty("modeller.home", "..")));
    }

    long number(String variable, long otherwise) {
        return value(variable)
                .map(text -> {
                    try {
                        return Long.parseLong(text);
                    } catch (NumberFormatException e) {
                        throw new NotebookException("The environment variable " + variable + " is '" + text
                                + "', expected a whole number.");
                    }
                })
                .orElse(otherwise);
    }

    int count(String variable, int otherwise) {
        long number = number(variable, otherwise);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new NotebookException("The environment variable " + variable + " is " + number
                    + ", expected a number from 0 to " + Integer.MAX_VALUE + ".");
        }
        return (int) number;
    }

    /** Directory of the dataset cache and the model cache. */
    Path data() {
        return value("MODELLER_DATA").map(Path::of).orElse(home.resolve("data")).normalize();
    }

    /** Directory of the artifacts, where the command line and the service write theirs. */
    Path output() {
        return value("MODELLER_OUTPUT").map(Path::of).orElse(data().resolve("auto"));
    }

    int threads() {
        return count("MODELLER_THREADS", Runtime.getRuntime().availableProcessors());
    }

    List<URI> mirrors() {
        return value("MODELLER_MIRROR")
                .map(list ->
                        List.of(list.split(",")).stream().map(Mirrors::parse).toList())
                .orElse(MirrorDownload.DEFAULT_MIRRORS);
    }

    ExportChoices choices() {
        return new ExportChoices(count("MODELLER_INPUT_IMAGE", 0), count("MODELLER_CALIBRATION_IMAGES", 15));
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
