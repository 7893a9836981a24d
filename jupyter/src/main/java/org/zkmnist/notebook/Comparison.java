package org.zkmnist.notebook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;

/** The good and the bad network side by side. */
public final class Comparison {
    private Comparison() {}

    /** An interactive chart of accuracy and loss after each epoch; networks whose training is not recorded have no line. */
    public static Picture curves(EvaluatedModel... networks) {
        List<Map<String, Object>> values = new ArrayList<>();
        for (EvaluatedModel network : networks) {
            for (EpochReport report : network.model().history()) {
                values.add(Map.of(
                        "network", network.model().kind().label(),
                        "epoch", report.epoch(),
                        "accuracy", report.testAccuracy(),
                        "loss", report.testLoss()));
            }
        }
        Map<String, Object> specification = specification();
        specification.put("data", Map.of("values", values));
        return Picture.vegaLite(specification, "test accuracy and loss of both networks after each epoch");
    }

    /** The chart without its values, in Vega-Lite's own language. */
    private static Map<String, Object> specification() {
        try (InputStream in = Comparison.class.getResourceAsStream("curves.json")) {
            return new JsonMapper().readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Images that the good network reads correctly and the bad one does not, with both answers.
     *
     * @param most how many to show; the first ones of the set
     */
    public static Picture disagreements(Answers good, Answers bad, int most) {
        List<Digits.Captioned> digits = good.rightWhereWrongIs(bad).stream()
                .limit(most)
                .map(image -> new Digits.Captioned(
                        Digits.grey(good.images(), image), good.digit(image) + ", not " + bad.digit(image)))
                .toList();
        return digits.isEmpty()
                ? Picture.html("<p>There is no such image.</p>", "There is no such image.")
                : Digits.grid(digits);
    }

    /** One image with the probabilities that both networks give to each digit. */
    public static Picture probabilities(Answers good, Answers bad, int image) {
        LabelledImages images = good.images();
        CategoryChart chart = new CategoryChartBuilder()
                .width(560)
                .height(260)
                .title("probability of each digit")
                .xAxisTitle("digit")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.0);
        chart.getStyler().setYAxisDecimalPattern("0.0");
        chart.getStyler().setAvailableSpaceFill(0.8);
        List<Integer> names = IntStream.range(0, 10).boxed().toList();
        chart.addSeries("good network", names, boxed(good.probabilities(image)))
                .setFillColor(ChartStyle.of(ModelKind.GOOD));
        chart.addSeries("bad network", names, boxed(bad.probabilities(image)))
                .setFillColor(ChartStyle.of(ModelKind.BAD));
        String words = "image " + image + " shows " + images.label(image) + "; good network: " + good.digit(image)
                + ", bad network: " + bad.digit(image);
        return Canvas.draw(760, 260, words, graphics -> {
            Digits.draw(graphics, Digits.grey(images, image), 16, 46, 6);
            graphics.setFont(Canvas.font(Font.PLAIN, 12));
            graphics.setColor(Canvas.FAINT);
            Canvas.centred(graphics, "image " + image, 16 + 84, 46 + 168 + 20);
            graphics.translate(200, 0);
            chart.paint(graphics, 560, 260);
        });
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
