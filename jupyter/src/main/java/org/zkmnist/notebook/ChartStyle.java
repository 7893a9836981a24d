package org.zkmnist.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.zkmnist.model.ModelKind;

/** How all charts look: few lines, and colours that colour-blind readers can tell apart (Okabe and Ito). */
final class ChartStyle {
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILION = new Color(0xD55E00);
    private static final Color GRID = new Color(0xE6E6E6);

    private ChartStyle() {}

    /** The colour of everything that belongs to that network. */
    static Color of(ModelKind kind) {
        return kind == ModelKind.GOOD ? BLUE : VERMILION;
    }

    static void apply(AxesChartStyler style) {
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setPlotGridVerticalLinesVisible(false);
        style.setChartFontColor(Canvas.INK);
        style.setChartTitleBoxVisible(false);
        style.setChartTitleFont(Canvas.font(Font.BOLD, 14));
        style.setAxisTitleFont(Canvas.font(Font.PLAIN, 12));
        style.setAxisTickLabelsFont(Canvas.font(Font.PLAIN, 11));
        style.setLegendFont(Canvas.font(Font.PLAIN, 12));
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setAntiAlias(true);
        style.setChartPadding(8);
    }
}
