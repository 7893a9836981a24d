package org.zkmnist.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.save(network)} of PyTorch 2.3 writes for the original's LeNet, with any part of it falsified
 * on demand.
 */
class TorchSaved {
    private static final String[] HOOKS = {
        "_forward_hooks",
        "_forward_hooks_with_kwargs",
        "_forward_hooks_always_called",
        "_forward_pre_hooks",
        "_forward_pre_hooks_with_kwargs",
        "_state_dict_hooks",
        "_state_dict_pre_hooks",
        "_load_state_dict_pre_hooks",
        "_load_state_dict_post_hooks"
    };

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<ParameterTensor, int[]> shapes = new EnumMap<>(ParameterTensor.class);
    private final Map<ParameterTensor, int[]> strides = new EnumMap<>(ParameterTensor.class);
    private final Map<ParameterTensor, Integer> storageSizes = new EnumMap<>(ParameterTensor.class);
    private String rootModule = "__main__";
    private String storageClass = "FloatStorage";
    private int offset;
    private int padding;

    TorchSaved(Parameters parameters) {
        this(parameters.toArray());
    }

    TorchSaved(float[] values) {
        entries.put("data.pkl", null);
        entries.put("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        for (ParameterTensor tensor : ParameterTensor.values()) {
            int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
            shapes.put(tensor, shape);
            strides.put(tensor, rowMajor(shape));
            storageSizes.put(tensor, tensor.size());
            ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values, tensor.offset(), tensor.size());
            entries.put("data/" + tensor.ordinal(), bytes.array());
        }
        entries.put("version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }

    TorchSaved shape(ParameterTensor tensor, int... shape) {
        shapes.put(tensor, shape);
        return this;
    }

    TorchSaved strides(ParameterTensor tensor, int... values) {
        strides.put(tensor, values);
        return this;
    }

    TorchSaved storageSize(ParameterTensor tensor, int elements) {
        storageSizes.put(tensor, elements);
        return this;
    }

    TorchSaved rootModule(String module) {
        rootModule = module;
        return this;
    }

    TorchSaved storageClass(String name) {
        storageClass = name;
        return this;
    }

    TorchSaved offset(int elements) {
        offset = elements;
        return this;
    }

    TorchSaved padding(int pixels) {
        padding = pixels;
        return this;
    }

    TorchSaved entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    TorchSaved without(String name) {
        entries.remove(name);
        return this;
    }

    /** The content of the {@code .pkl} file. */
    byte[] file() {
        entries.replace("data.pkl", null, pickle());
        return zip("mnist_0.981/", entries);
    }

    static byte[] zip(String prefix, Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(prefix + entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The {@code data.pkl} of the file. */
    byte[] pickle() {
        PickleWriter out = new PickleWriter();
        startModule(out, rootModule, "LeNet");
        out.text("_parameters").orderedDictionary();
        noHooks(out);
        out.text("_modules").orderedDictionary().raw('(');
        for (String name : List.of("conv1", "conv2", "fc1", "fc2", "fc3")) {
            out.text(name);
            layer(out, name);
        }
        return out.raw("uub").stop();
    }

    private static void startModule(PickleWriter out, String module, String type) {
        out.global(module, type).raw(')', 0x81).put().raw('}').put().raw('(');
        out.text("training").bool(false);
    }

    private static void noHooks(PickleWriter out) {
        out.text("_buffers").orderedDictionary();
        out.text("_non_persistent_buffers_set").global("__builtin__", "set");
        out.raw(']').put().raw(0x85).put().raw('R').put();
        out.text("_backward_pre_hooks").orderedDictionary();
        out.text("_backward_hooks").orderedDictionary();
        out.text("_is_full_backward_hook").raw('N');
        for (String hooks : HOOKS) {
            out.text(hooks).orderedDictionary();
        }
    }

    private void layer(PickleWriter out, String name) {
        boolean convolution = name.startsWith("conv");
        if (convolution) {
            startModule(out, "torch.nn.modules.conv", "Conv2d");
        } else {
            startModule(out, "torch.nn.modules.linear", "Linear");
        }
        ParameterTensor weight = tensor(name + ".weight");
        out.text("_parameters").orderedDictionary().raw('(');
        parameter(out.text("weight"), weight);
        parameter(out.text("bias"), tensor(name + ".bias"));
        out.raw('u');
        noHooks(out);
        out.text("_modules").orderedDictionary();
        if (convolution) {
            convolution(out, weight);
        } else {
            out.text("in_features").integer(weight.shape().get(1));
            out.text("out_features").integer(weight.shape().get(0));
        }
        out.raw("ub");
    }

    private void convolution(PickleWriter out, ParameterTensor weight) {
        out.text("in_channels").integer(weight.shape().get(1));
        out.text("out_channels").integer(weight.shape().get(0));
        out.text("kernel_size").integers(5, 5);
        out.text("stride").integers(1, 1);
        out.text("padding").integers(padding, padding);
        out.text("dilation").integers(1, 1);
        out.text("transposed").bool(false);
        out.text("output_padding").integers(0, 0);
        out.text("groups").integer(1);
        out.text("padding_mode").text("zeros");
        out.text("_reversed_padding_repeated_twice").integers(padding, padding, padding, padding);
    }

    private void parameter(PickleWriter out, ParameterTensor tensor) {
        out.global("torch._utils", "_rebuild_parameter").global("torch._utils", "_rebuild_tensor_v2");
        out.raw("((").text("storage").global("torch", storageClass);
        out.text(String.valueOf(tensor.ordinal())).text("cpu").integer(storageSizes.get(tensor));
        out.raw('t').put().raw('Q');
        out.integer(offset)
                .integers(shapes.get(tensor))
                .integers(strides.get(tensor))
                .bool(false);
        out.orderedDictionary().raw('t').put().raw('R').put();
        out.bool(true).orderedDictionary().raw(0x87).put().raw('R').put();
    }

    private static ParameterTensor tensor(String torchName) {
        return List.of(ParameterTensor.values()).stream()
                .filter(tensor -> tensor.torchName().equals(torchName))
                .findFirst()
                .orElseThrow();
    }

    private static int[] rowMajor(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }
}
