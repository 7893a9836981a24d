package org.zkmnist.notebook;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;

/** How one network's training goes: loss while it trains, loss and accuracy on the test images after each epoch. */
final class TrainingCurves {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 280;
    private static final Color RUNNING = new Color(0x999999);

    private final ModelKind kind;
    private final int epochs;
    private final List<Double> runningEpochs = new ArrayList<>();
    private final List<Double> runningLosses = new ArrayList<>();
    private final List<EpochReport> reports = new ArrayList<>();

    TrainingCurves(ModelKind kind, int epochs) {
        this.kind = kind;
        this.epochs = epochs;
    }

    /**
     * Adds a point of the training loss.
     *
     * @param epoch epochs done, with the part of the one under way
     */
    void running(double epoch, double loss) {
        runningEpochs.add(epoch);
        runningLosses.add(loss);
    }

    void epochDone(EpochReport report) {
        reports.add(report);
    }

    Picture picture() {
        String words = "training of the " + kind.label() + " network, " + reports.size() + " of " + epochs
                + " epochs done"
                + (reports.isEmpty()
                        ? ""
                        : ", test accuracy " + reports.get(reports.size() - 1).testAccuracy());
        return Canvas.draw(2 * WIDTH, HEIGHT, words, graphics -> {
            lossChart().paint(graphics, WIDTH, HEIGHT);
            graphics.translate(WIDTH, 0);
            accuracyChart().paint(graphics, WIDTH, HEIGHT);
        });
    }

    private XYChart lossChart() {
        XYChart chart = chart("loss (cross-entropy)");
        if (!runningEpochs.isEmpty()) {
            XYSeries running = chart.addSeries("training, last batches", runningEpochs, runningLosses);
            running.setMarker(SeriesMarkers.NONE).setLineColor(RUNNING).setLineWidth(1.2f);
        }
        addReports(chart, "test", EpochReport::testLoss);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private XYChart accuracyChart() {
        XYChart chart = chart("accuracy on the test images");
        addReports(chart, "test", EpochReport::testAccuracy);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.0);
        return chart;
    }

    private XYChart chart(String title) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax((double) epochs);
        chart.getStyler().setXAxisDecimalPattern(epochs < 5 ? "0.0" : "0");
        chart.getStyler().setYAxisDecimalPattern("0.0");
        return chart;
    }

    private void addReports(XYChart chart, String name, ToDoubleFunction<EpochReport> value) {
        if (reports.isEmpty()) {
            // An empty chart has no axes; a point outside of what is shown gives it some.
            chart.addSeries(name, new double[] {-1}, new double[] {0}).setMarkerColor(ChartStyle.of(kind));
            return;
        }
        double[] x = reports.stream().mapToDouble(EpochReport::epoch).toArray();
        double[] y = reports.stream().mapToDouble(value).toArray();
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(ChartStyle.of(kind)).setLineWidth(2f);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.of(kind));
        chart.getStyler().setMarkerSize(5);
    }
}
