package org.zkmnist.auto.digit;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Unpacks PNG pictures with Java's own reader. The only class that touches {@code java.desktop}, which is loaded with
 * the first picture and not when the service starts.
 */
final class PngDecoder {
    /** One picture after the other, because a large one takes a good part of a small heap. */
    private static final Semaphore TURN = new Semaphore(1);

    private PngDecoder() {}

    /** @throws Refusal if the pixels cannot be unpacked */
    static GreyPicture decode(PngFile file) throws Refusal {
        TURN.acquireUninterruptibly();
        try {
            return grey(image(file));
        } finally {
            TURN.release();
        }
    }

    private static BufferedImage image(PngFile file) throws Refusal {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        // The memory stream, because ImageIO's other kind writes a temporary file.
        try (MemoryCacheImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file.content()))) {
            reader.setInput(stream, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            // Java's reader answers some malformed files with unchecked exceptions.
            throw Refusal.badRequest("the PNG image is damaged: its pixels cannot be unpacked");
        } finally {
            reader.dispose();
        }
    }

    private static GreyPicture grey(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        GreyPicture picture = new GreyPicture(width, height, new byte[width * height], new byte[width * height]);
        for (int y = 0; y < height; y++) {
            if (image.getColorModel() instanceof IndexColorModel palette) {
                convertRow(image, palette, y, picture);
            } else {
                convertRow(image, y, picture);
            }
        }
        return picture;
    }

    private static void convertRow(BufferedImage image, IndexColorModel palette, int y, GreyPicture picture) {
        int[] indices = image.getRaster().getSamples(0, y, picture.width(), 1, 0, (int[]) null);
        for (int x = 0; x < indices.length; x++) {
            int index = indices[x];
            // An index beyond the palette, which a damaged file may hold, is black, as Java's own drawing has it.
            boolean known = index < palette.getMapSize();
            set(
                    picture,
                    y * picture.width() + x,
                    known ? luminance(palette.getRed(index), palette.getGreen(index), palette.getBlue(index)) : 0,
                    known ? palette.getAlpha(index) : 255);
        }
    }

    /** Reads samples as stored: {@code BufferedImage.getRGB} would take grey values for linear light and lighten them. */
    private static void convertRow(BufferedImage image, int y, GreyPicture picture) {
        Raster raster = image.getRaster();
        ColorModel colours = image.getColorModel();
        int bands = raster.getNumBands();
        int[] samples = raster.getPixels(0, y, picture.width(), 1, (int[]) null);
        int shift = colours.getComponentSize(0) - 8;
        for (int x = 0; x < picture.width(); x++) {
            int at = x * bands;
            int red = samples[at] >> shift;
            int luminance = bands < 3 ? red : luminance(red, samples[at + 1] >> shift, samples[at + 2] >> shift);
            set(
                    picture,
                    y * picture.width() + x,
                    luminance,
                    colours.hasAlpha() ? samples[at + bands - 1] >> shift : 255);
        }
    }

    private static void set(GreyPicture picture, int pixel, int luminance, int opacity) {
        picture.luminance()[pixel] = (byte) luminance;
        picture.opacity()[pixel] = (byte) opacity;
    }

    /** Luma by Rec. 709 in integers; equal components give themselves. */
    private static int luminance(int red, int green, int blue) {
        return (2126 * red + 7152 * green + 722 * blue + 5000) / 10_000;
    }
}
