package org.zkmnist.auto.page;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that the page consists of, besides the document; no other resource can be reached. */
final class PageAssets {
    /** In the order in which the document names them. */
    static final List<String> STYLE_SHEETS = List.of(
            "base.css",
            "layout.css",
            "now.css",
            "scoreboard.css",
            "log.css",
            "networks.css",
            "confusion.css",
            "draw.css",
            "swap.css",
            "files.css");

    /** The modules, the entry first. */
    static final List<String> MODULES = List.of(
            "main.js",
            "announcer.js",
            "answers.js",
            "canvas-size.js",
            "chart.js",
            "charts.js",
            "classifier.js",
            "confusion.js",
            "connection.js",
            "copy.js",
            "digit-image.js",
            "disagreements.js",
            "dom.js",
            "draw.js",
            "drawing-board.js",
            "epochs.js",
            "events.js",
            "exact-json.js",
            "failure.js",
            "files.js",
            "fingerprint.js",
            "format.js",
            "manifest.js",
            "networks.js",
            "now.js",
            "strokes.js",
            "swap.js");

    private static final List<String> OTHERS = List.of("icon.svg", "noscript.css");

    /** uPlot as its author published it. */
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final List<String> CHART_LIBRARY_FILES = List.of("uPlot.esm.js", "uPlot.min.css");

    private final Map<String, PageAsset> assets = new HashMap<>();

    /** @throws IOException if one of the files is not on the class path */
    PageAssets() throws IOException {
        for (List<String> names : List.of(STYLE_SHEETS, MODULES, OTHERS)) {
            for (String name : names) {
                assets.put(name, PageAsset.load("/org/zkmnist/auto/page/" + name));
            }
        }
        for (String name : CHART_LIBRARY_FILES) {
            assets.put(name, PageAsset.load(CHART_LIBRARY + name));
        }
    }

    Optional<PageAsset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }
}
