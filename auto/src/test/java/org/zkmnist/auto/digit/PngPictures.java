package org.zkmnist.auto.digit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.zkmnist.dataset.LabelledImages;

/** Makes PNG files to send. */
final class PngPictures {
    private PngPictures() {}

    /** Grey values of one test image, 0 to 255. */
    static int[] testImage(int index) {
        int[] grey = new int[LabelledImages.PIXELS];
        byte[] pixels = TrainedNetworks.mnist().test().pixels();
        for (int i = 0; i < grey.length; i++) {
            grey[i] = pixels[index * LabelledImages.PIXELS + i] & 0xFF;
        }
        return grey;
    }

    /** What the network is given for one test image. */
    static float[] pixels(int index) {
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = TrainedNetworks.mnist().test().unrounded(index, i);
        }
        return pixels;
    }

    /** A picture of 28 × 28, enlarged by squares, on a larger ground, in RGB. */
    static BufferedImage enlarged(int[] ink, int factor, int side, int left, int top, boolean darkOnLight) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = Math.floorDiv(x - left, factor);
                int row = Math.floorDiv(y - top, factor);
                boolean within = column >= 0 && column < 28 && row >= 0 && row < 28;
                int amount = within ? ink[row * 28 + column] : 0;
                int grey = darkOnLight ? 255 - amount : amount;
                image.setRGB(x, y, grey * 0x10101);
            }
        }
        return image;
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * A file made by hand.
     *
     * @param colourType as in the header: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
     * @param rows filtered rows as they are packed
     * @param chunks that stand between the header and the pixels
     */
    static byte[] file(int width, int height, int depth, int colourType, byte[] rows, byte[]... chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) depth).put((byte) colourType);
        file.writeBytes(chunk("IHDR", header.array()));
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        file.writeBytes(chunk("IDAT", deflate(rows)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] typed = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        return ByteBuffer.allocate(typed.length + 8)
                .putInt(data.length)
                .put(typed)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] deflate(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes, new Deflater(9))) {
            deflater.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
