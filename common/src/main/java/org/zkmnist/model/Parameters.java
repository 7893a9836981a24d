package org.zkmnist.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.zkmnist.storage.Sha256;

/**
 * The network's 44,426 trained values: every {@link ParameterTensor} one after the other, as float32. Immutable.
 *
 * <p>Their {@link #digest()} is what two people compare to know that they trained the same network.
 */
public final class Parameters {
    /** Number of values of the whole network. */
    public static final int COUNT = ParameterTensor.DENSE3_BIAS.offset() + ParameterTensor.DENSE3_BIAS.size();

    private final float[] values;

    private Parameters(float[] values) {
        this.values = values;
    }

    /**
     * @param values {@link #COUNT} finite values in the order of {@link ParameterTensor}; copied
     * @throws IllegalArgumentException if the count is wrong or a value is NaN or infinite; the message names the tensor
     */
    public static Parameters of(float[] values) {
        if (values.length != COUNT) {
            throw new IllegalArgumentException("expected " + COUNT + " parameters, found " + values.length);
        }
        for (ParameterTensor tensor : ParameterTensor.values()) {
            for (int i = 0; i < tensor.size(); i++) {
                float value = values[tensor.offset() + i];
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            tensor.torchName() + "[" + i + "] is " + value + ", expected a finite number");
                }
            }
        }
        return new Parameters(values.clone());
    }

    /**
     * Initial values: uniform within ±1/√{@link ParameterTensor#fanIn()}, drawn one by one in the order of
     * {@link ParameterTensor}. The same seed gives the same bits everywhere.
     */
    public static Parameters initial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[COUNT];
        for (ParameterTensor tensor : ParameterTensor.values()) {
            double bound = 1 / StrictMath.sqrt(tensor.fanIn());
            for (int i = 0; i < tensor.size(); i++) {
                values[tensor.offset() + i] = (float) ((random.nextDouble() * 2 - 1) * bound);
            }
        }
        return new Parameters(values);
    }

    /** A copy of all {@link #COUNT} values. */
    public float[] toArray() {
        return values.clone();
    }

    /** A copy of one tensor's values, row-major. */
    public float[] tensor(ParameterTensor tensor) {
        return Arrays.copyOfRange(values, tensor.offset(), tensor.offset() + tensor.size());
    }

    /** SHA-256 of all values as little-endian float32, in lower-case hexadecimal. */
    public String digest() {
        ByteBuffer bytes = ByteBuffer.allocate(COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Sha256.hex(bytes.array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Parameters[" + digest() + "]";
    }
}
