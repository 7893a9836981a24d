package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zkmnist.export.ExportChoices;

/** The environment's names and meanings are the command line's. */
class SurroundingsTest {
    private static Surroundings with(Map<String, String> environment) {
        return new Surroundings(environment, Path.of("/home/modeller"));
    }

    @Test
    void anEmptyEnvironmentMeansTheDefaultsOfTheCommand() {
        Surroundings surroundings = with(Map.of());
        assertThat(Numbers.standard(surroundings)).isEqualTo(new Numbers(1, 25, 1, 0.001));
        assertThat(surroundings.data()).isEqualTo(Path.of("/home/modeller/data"));
        assertThat(surroundings.output()).isEqualTo(Path.of("/home/modeller/data/auto"));
        assertThat(surroundings.choices()).isEqualTo(ExportChoices.standard());
    }

    @Test
    void theEnvironmentChangesTheDefaults() {
        Surroundings surroundings = with(Map.of(
                "MODELLER_SEED", "-7",
                "MODELLER_GOOD_EPOCHS", " 3 ",
                "MODELLER_DATA", "/data",
                "MODELLER_OUTPUT", "/out",
                "MODELLER_MIRROR", "https://one.example/a,https://two.example/b",
                "MODELLER_INPUT_IMAGE", "4"));
        assertThat(Numbers.standard(surroundings)).isEqualTo(new Numbers(-7, 3, 1, 0.001));
        assertThat(surroundings.data()).isEqualTo(Path.of("/data"));
        assertThat(surroundings.output()).isEqualTo(Path.of("/out"));
        assertThat(surroundings.mirrors()).extracting(URI::getHost).containsExactly("one.example", "two.example");
        assertThat(surroundings.choices()).isEqualTo(new ExportChoices(4, 15));
    }

    @Test
    void whatIsNoNumberIsOneSentence() {
        assertThatThrownBy(() -> with(Map.of("MODELLER_SEED", "one")).number("MODELLER_SEED", 1))
                .isInstanceOf(NotebookException.class)
                .hasMessage("The environment variable MODELLER_SEED is 'one', expected a whole number.");
        assertThatThrownBy(() -> with(Map.of("MODELLER_THREADS", "-1")).threads())
                .hasMessageStartingWith("The environment variable MODELLER_THREADS is -1, expected");
    }
}
