package org.zkmnist.notebook;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;

/** How many images show each digit. */
public final class ClassBalance {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 280;

    private ClassBalance() {}

    /** Share of each digit among the training and the test images, in per cent. */
    public static Picture chart(Mnist mnist) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("share of the images that show each digit")
                .xAxisTitle("digit")
                .yAxisTitle("per cent")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {ChartStyle.BLUE, ChartStyle.VERMILION});
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisDecimalPattern("0");
        chart.getStyler().setAvailableSpaceFill(0.8);
        List<Integer> digits = IntStream.range(0, 10).boxed().toList();
        chart.addSeries("training", digits, shares(mnist.training()));
        chart.addSeries("test", digits, shares(mnist.test()));
        return Canvas.draw(
                WIDTH,
                HEIGHT,
                "share of each digit, training and test",
                graphics -> chart.paint(graphics, WIDTH, HEIGHT));
    }

    static List<Double> shares(LabelledImages images) {
        double[] counts = new double[10];
        for (int image = 0; image < images.count(); image++) {
            counts[images.label(image)]++;
        }
        return IntStream.range(0, 10)
                .mapToObj(digit -> 100 * counts[digit] / images.count())
                .toList();
    }
}
