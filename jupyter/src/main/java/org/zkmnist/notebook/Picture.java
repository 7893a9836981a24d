package org.zkmnist.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;

/**
 * Something to look at in a cell's output, with words for readers that show only text. The kernel knows how to show it,
 * also as the last expression of a cell.
 */
public final class Picture implements DisplayDataRenderable {
    /** Pixels of an image to one of the page, so that images are sharp on dense screens too. */
    static final int PIXEL_RATIO = 2;

    private final String type;
    private final Object content;
    private final Map<String, Object> metadata;
    private final String words;

    private Picture(String type, Object content, Map<String, Object> metadata, String words) {
        this.type = type;
        this.content = content;
        this.metadata = metadata;
        this.words = words;
    }

    /**
     * An image as PNG: a notebook that is not trusted shows SVG as source text.
     *
     * @param image {@value #PIXEL_RATIO} times as wide and high as it is to appear
     */
    static Picture image(BufferedImage image, String words) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> size =
                Map.of("width", image.getWidth() / PIXEL_RATIO, "height", image.getHeight() / PIXEL_RATIO);
        return new Picture("image/png", Base64.getEncoder().encodeToString(png.toByteArray()), size, words);
    }

    /** @param html to be shown as it is: what it holds of others' text must be escaped */
    static Picture html(String html, String words) {
        return new Picture("text/html", html, Map.of(), words);
    }

    /** An interactive chart that JupyterLab draws by itself, without the network. */
    static Picture vegaLite(Map<String, Object> specification, String words) {
        return new Picture("application/vnd.vegalite.v5+json", specification, Map.of(), words);
    }

    /** Media type of the content. */
    String type() {
        return type;
    }

    /** Base64 for an image, text for HTML, nested maps and lists for a chart. */
    Object content() {
        return content;
    }

    @Override
    public void render(RenderContext context) {
        DisplayData data = context.getOutputContainer();
        data.putText(words);
        data.putData(type, content);
        if (!metadata.isEmpty()) {
            data.putMetaData(type, metadata);
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
