package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;

/** What is in the pictures that cells show. */
class PicturesTest {
    private static BufferedImage decoded(Picture picture) throws Exception {
        assertThat(picture.type()).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(picture.content().toString())));
    }

    private static int grey(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFF;
    }

    private static LabelledImages oneImage() {
        byte[] pixels = new byte[LabelledImages.PIXELS];
        pixels[0] = (byte) 255;
        pixels[LabelledImages.PIXELS - 1] = 100;
        return new LabelledImages(pixels, new byte[] {4});
    }

    @Test
    void inkIsDarkAndEachPixelIsWhereItBelongs() throws Exception {
        Picture grid = Digits.grid(oneImage(), 0, 1);
        BufferedImage image = decoded(grid);
        // Two page pixels a pixel, each of two image pixels, in the middle of a cell of 70.
        int left = 2 * (5 + 7);
        assertThat(grey(image, left + 1, left + 1)).isZero();
        assertThat(grey(image, left + 27 * 4 + 1, left + 27 * 4 + 1)).isEqualTo(155);
        assertThat(grey(image, left + 13 * 4, left + 13 * 4)).isEqualTo(255);
        assertThat(grid).hasToString("digits: 4");
    }

    @Test
    void roundingShowsInTheSecondPicture() throws Exception {
        BufferedImage image = decoded(Digits.greyAndRounded(oneImage(), 0));
        int lastPixel = 2 * (10 + 27 * 8 + 4);
        assertThat(grey(image, lastPixel, lastPixel)).isEqualTo(155);
        assertThat(grey(image, lastPixel + 2 * (28 * 8 + 40), lastPixel)).isEqualTo(255);
    }

    @Test
    void tablesEscapeTextAndGroupDigits() {
        Picture table = Table.of("what", "how many").row("<b>&'\"", 44_426).picture();
        assertThat(table.content().toString())
                .contains("&lt;b&gt;&amp;&#39;&quot;", "44,426")
                .doesNotContain("<b>");
        assertThat(table).hasToString("what | how many\n<b>&'\" | 44,426");
        assertThatThrownBy(() -> Table.of("one").row(1, 2)).hasMessageContaining("expected 1 values");
    }

    private static EvaluatedModel network(ModelKind kind, int epochs) {
        Parameters parameters = Parameters.initial(1);
        List<EpochReport> history = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochReport(epoch, 1.0 / epoch, 1.0 / epoch, 1 - 0.5 / epoch, "digest"))
                .toList();
        Optional<Recipe> recipe = epochs == 0 ? Optional.empty() : Optional.of(Recipe.standard(1, epochs, "fused"));
        Model model =
                new Model(kind, parameters, epochs == 0 ? Origin.UPSTREAM_PICKLE : Origin.TRAINED, recipe, history);
        List<List<Integer>> confusion = Collections.nCopies(10, List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        Evaluation evaluation = new Evaluation(0.75, 0.5, confusion);
        return new EvaluatedModel(model, evaluation, evaluation);
    }

    @Test
    void theInteractiveChartHasAPointForEachEpochOfBothNetworks() {
        Picture chart = Comparison.curves(network(ModelKind.GOOD, 3), network(ModelKind.BAD, 1));
        assertThat(chart.type()).isEqualTo("application/vnd.vegalite.v5+json");
        Map<?, ?> specification = (Map<?, ?>) chart.content();
        List<?> values = (List<?>) ((Map<?, ?>) specification.get("data")).get("values");
        assertThat(values).hasSize(4);
        assertThat(values.get(2))
                .isEqualTo(Map.of("network", "good", "epoch", 3, "accuracy", 1 - 0.5 / 3, "loss", 1.0 / 3));
    }

    @Test
    void confusionIsDrawnForEachNetworkAndEmptyRowsDoNoHarm() throws Exception {
        BufferedImage one = decoded(Confusion.matrices(network(ModelKind.GOOD, 1)));
        BufferedImage two = decoded(Confusion.matrices(network(ModelKind.GOOD, 1), network(ModelKind.BAD, 1)));
        assertThat(two.getWidth()).isEqualTo(2 * one.getWidth());
        assertThat(Confusion.matrices(network(ModelKind.BAD, 1)).toString()).contains("bad network, accuracy 0.7500");
    }

    @Test
    void aNetworkOfUnknownPastIsShownWithoutCurves() {
        RecordingScreen screen = new RecordingScreen();
        new LiveTraining(screen).finish(network(ModelKind.GOOD, 0));
        assertThat(screen.words())
                .singleElement()
                .asString()
                .contains("read from the model cache", "75.00 % of the rounded test images");
    }
}
