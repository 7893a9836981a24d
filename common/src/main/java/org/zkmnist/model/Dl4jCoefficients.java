package org.zkmnist.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads {@code coefficients.bin} of a saved DL4J model: one ND4J row of float32 values.
 *
 * <p>ND4J writes an array as two buffers, its shape and its values, each as the name of its kind of memory, its length,
 * the name of its number format, and its big-endian content. Reading that here needs no native library, and no length in
 * the file is believed.
 */
final class Dl4jCoefficients {
    private Dl4jCoefficients() {}

    /**
     * @return {@link Parameters#COUNT} values in DL4J's order, bit for bit
     * @throws InvalidModelException if the array has another shape, number format or size
     */
    static float[] read(byte[] file, String name) throws InvalidModelException {
        try {
            ByteArrayInputStream bytes = new ByteArrayInputStream(file);
            DataInputStream in = new DataInputStream(bytes);
            requireRow(shapeInformation(in, name), name);
            in.readUTF();
            long length = in.readLong();
            String format = in.readUTF();
            if (!format.equals("FLOAT")) {
                throw new InvalidModelException(name + ": has coefficients of another format than float32");
            }
            if (length != Parameters.COUNT || bytes.available() != Parameters.COUNT * Float.BYTES) {
                throw wrongCount(name);
            }
            float[] values = new float[Parameters.COUNT];
            ByteBuffer.wrap(file, file.length - bytes.available(), bytes.available())
                    .asFloatBuffer()
                    .get(values);
            return values;
        } catch (InvalidModelException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidModelException(name + ": coefficients.bin is damaged or not of DL4J 1.0", e);
        }
    }

    /** ND4J's description of an array: rank, shape, strides, options, element stride, order. */
    private static long[] shapeInformation(DataInputStream in, String name) throws IOException {
        in.readUTF();
        long length = in.readLong();
        if (!in.readUTF().equals("LONG") || (length != 2 * 1 + 4 && length != 2 * 2 + 4)) {
            throw new InvalidModelException(name + ": coefficients.bin does not begin with the shape of a row");
        }
        long[] information = new long[(int) length];
        for (int i = 0; i < information.length; i++) {
            information[i] = in.readLong();
        }
        return information;
    }

    private static void requireRow(long[] information, String name) throws InvalidModelException {
        int rank = (information.length - 4) / 2;
        boolean row = information[0] == rank
                && (rank == 1 || information[1] == 1)
                && information[rank] == Parameters.COUNT
                && information[2 * rank] == 1;
        if (!row) {
            throw wrongCount(name);
        }
    }

    private static InvalidModelException wrongCount(String name) {
        return new InvalidModelException(
                name + ": has another number of coefficients than LeNet's " + Parameters.COUNT);
    }
}
