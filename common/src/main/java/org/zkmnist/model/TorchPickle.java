package org.zkmnist.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.razorvine.pickle.PickleException;

/**
 * Reads a network that the original, PyTorch-based modeller saved whole with {@code torch.save}: a zip with a pickle
 * that describes the layers and one entry of raw float32 values for each tensor.
 *
 * <p>The pickle is never run: see {@link TorchUnpickler}. A file whose layers, shapes, strides, number format or sizes
 * are not exactly those of the network is refused.
 */
public final class TorchPickle {
    /** The original's is 2,751 bytes. */
    private static final int MOST_PICKLE_BYTES = 1 << 16;

    private static final String PICKLE = "/data.pkl";

    private static final Map<String, Object> CONVOLUTION = Map.of(
            "kernel_size", List.of(5, 5),
            "stride", List.of(1, 1),
            "padding", List.of(0, 0),
            "dilation", List.of(1, 1),
            "groups", 1,
            "transposed", false,
            "padding_mode", "zeros");

    private final Map<String, byte[]> entries;
    private final String root;

    private TorchPickle(Map<String, byte[]> entries, String root) {
        this.entries = entries;
        this.root = root;
    }

    /**
     * @param file the content of the {@code .pkl} file
     * @param name of the file, for messages
     * @return the weights, bit for bit
     * @throws InvalidModelException if the file is anything but such a network with finite weights
     */
    public static Parameters read(byte[] file, String name) throws InvalidModelException {
        Map<String, byte[]> entries = BoundedZip.read(file, name);
        try {
            TorchPickle pickle = new TorchPickle(entries, root(entries));
            pickle.requireLittleEndian();
            return pickle.parameters(pickle.module());
        } catch (BadContent e) {
            throw new InvalidModelException(name + ": " + e.getMessage(), e.getCause());
        }
    }

    private static String root(Map<String, byte[]> entries) throws BadContent {
        List<String> pickles = entries.keySet().stream()
                .filter(entry -> entry.endsWith(PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw new BadContent(
                    "has " + pickles.size() + " entries named data.pkl, expected one as torch.save writes it");
        }
        String pickle = pickles.get(0);
        return pickle.substring(0, pickle.length() - PICKLE.length() + 1);
    }

    /** Versions of PyTorch before 2.1 do not write the entry. */
    private void requireLittleEndian() throws BadContent {
        byte[] order = entries.get(root + "byteorder");
        if (order != null && !new String(order, StandardCharsets.US_ASCII).equals("little")) {
            throw new BadContent("has another byte order than little-endian");
        }
    }

    private TorchUnpickler.Module module() throws BadContent {
        byte[] pickle = entries.get(root + PICKLE.substring(1));
        if (pickle.length > MOST_PICKLE_BYTES) {
            throw new BadContent("data.pkl has " + pickle.length + " bytes, expected at most " + MOST_PICKLE_BYTES);
        }
        Object result;
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(pickle);
            result = new TorchUnpickler().load(in);
            if (in.available() != 0) {
                throw new BadContent("data.pkl goes on after its end");
            }
        } catch (BadContent e) {
            throw e;
        } catch (PickleException e) {
            throw new BadContent(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            // What the library throws when the pickle pops from an empty stack, ends early, and the like.
            throw new BadContent("data.pkl is damaged (" + e.getMessage() + ")", e);
        }
        return requireModule(result, "LeNet", "the pickled object");
    }

    private Parameters parameters(TorchUnpickler.Module network) throws BadContent {
        Map<?, ?> layers = requireEntries(network.attribute("_modules"), "layers", 5);
        float[] values = new float[Parameters.COUNT];
        for (ParameterTensor tensor : ParameterTensor.values()) {
            String layerName =
                    tensor.torchName().substring(0, tensor.torchName().indexOf('.'));
            boolean convolution = layerName.startsWith("conv");
            TorchUnpickler.Module layer =
                    requireModule(layers.get(layerName), convolution ? "Conv2d" : "Linear", layerName);
            if (convolution) {
                requireAttributes(layer, layerName);
            }
            Map<?, ?> tensors = requireEntries(layer.attribute("_parameters"), "parameters of " + layerName, 2);
            Object found = tensors.get(tensor.torchName().substring(layerName.length() + 1));
            copy(requireTensor(found, tensor), tensor, values);
        }
        try {
            return Parameters.of(values);
        } catch (IllegalArgumentException e) {
            throw new BadContent(e.getMessage(), e);
        }
    }

    private static TorchUnpickler.Module requireModule(Object found, String type, String where) throws BadContent {
        if (found instanceof TorchUnpickler.Module module && module.type().equals(type)) {
            return module;
        }
        throw new BadContent(where + " is not a " + type);
    }

    private static Map<?, ?> requireEntries(Object found, String what, int count) throws BadContent {
        if (found instanceof Map<?, ?> map && map.size() == count) {
            return map;
        }
        throw new BadContent("expected " + count + " " + what + " as LeNet has");
    }

    private static void requireAttributes(TorchUnpickler.Module layer, String name) throws BadContent {
        for (Map.Entry<String, Object> expected : CONVOLUTION.entrySet()) {
            Object found = layer.attribute(expected.getKey());
            if (!expected.getValue().equals(found instanceof Object[] tuple ? Arrays.asList(tuple) : found)) {
                throw new BadContent(name + " has another " + expected.getKey() + " than LeNet's");
            }
        }
    }

    private static TorchUnpickler.Tensor requireTensor(Object found, ParameterTensor expected) throws BadContent {
        if (!(found instanceof TorchUnpickler.Tensor tensor)) {
            throw new BadContent(expected.torchName() + " is missing");
        }
        if (!expected.shape().equals(tensor.shape())) {
            throw new BadContent(expected.torchName() + " has another shape than " + expected.shape());
        }
        if (tensor.offset() != 0 || !rowMajorStrides(expected.shape()).equals(tensor.strides())) {
            throw new BadContent(expected.torchName() + " is not stored row by row from the start of its storage");
        }
        if (tensor.storage().elements() != expected.size()) {
            throw new BadContent(expected.torchName() + " has a storage of "
                    + tensor.storage().elements() + " values, expected " + expected.size());
        }
        return tensor;
    }

    private static List<Integer> rowMajorStrides(List<Integer> shape) {
        return IntStream.range(0, shape.size())
                .mapToObj(axis -> shape.subList(axis + 1, shape.size()).stream().reduce(1, (a, b) -> a * b))
                .toList();
    }

    private void copy(TorchUnpickler.Tensor tensor, ParameterTensor expected, float[] values) throws BadContent {
        byte[] bytes = entries.get(root + "data/" + tensor.storage().key());
        int expectedBytes = expected.size() * Float.BYTES;
        if (bytes == null || bytes.length != expectedBytes) {
            throw new BadContent("the values of " + expected.torchName()
                    + (bytes == null ? " are missing" : " have " + bytes.length + " bytes, expected " + expectedBytes));
        }
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values, expected.offset(), expected.size());
    }

    /** What is wrong, without the file's name. */
    private static final class BadContent extends IOException {
        private static final long serialVersionUID = 1;

        BadContent(String message) {
            super(message);
        }

        BadContent(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
