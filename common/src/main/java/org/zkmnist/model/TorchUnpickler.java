package org.zkmnist.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the one kind of pickle that {@code torch.save} writes for the original's network, and refuses every other.
 *
 * <p>Only the opcodes of such a file are known, and only the eight classes and functions that it names. Each of these
 * stands for a plain Java constructor below: nothing is looked up by name in the JVM, and the library's own table of
 * constructors, which any code may extend, is never asked. A use of anything else is a {@link PickleException}; so are
 * the exceptions that malformed pickles cause in the library, all of them unchecked.
 */
final class TorchUnpickler extends Unpickler {
    private static final IObjectConstructor FLOAT_STORAGE = arguments -> {
        throw new PickleException("calls torch.FloatStorage, which a saved network only names");
    };

    private static final Map<String, IObjectConstructor> KNOWN = Map.of(
            "__main__.LeNet",
            arguments -> new Module("LeNet", arguments),
            "torch.nn.modules.conv.Conv2d",
            arguments -> new Module("Conv2d", arguments),
            "torch.nn.modules.linear.Linear",
            arguments -> new Module("Linear", arguments),
            "collections.OrderedDict",
            TorchUnpickler::orderedDictionary,
            "__builtin__.set",
            TorchUnpickler::emptySet,
            "torch._utils._rebuild_parameter",
            TorchUnpickler::parameter,
            "torch._utils._rebuild_tensor_v2",
            TorchUnpickler::tensor,
            "torch.FloatStorage",
            FLOAT_STORAGE);

    /** Opcodes that the library handles safely: they build numbers, tuples and empty containers, or use the memo. */
    private static final Set<Short> HARMLESS = Set.of(
            Opcodes.STOP,
            Opcodes.MARK,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.EMPTY_DICT,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.BINPERSID,
            Opcodes.REDUCE,
            Opcodes.NEWOBJ,
            Opcodes.PROTO);

    /** A layer or the whole network: its class and its attributes. */
    static final class Module {
        private final String type;
        private final Map<String, Object> attributes = new HashMap<>();

        private Module(String type, Object[] arguments) {
            if (arguments.length != 0) {
                throw new PickleException("makes a " + type + " with arguments, expected none");
            }
            this.type = type;
        }

        String type() {
            return type;
        }

        Object attribute(String name) {
            return attributes.get(name);
        }
    }

    /** Float32 values kept outside the pickle, under {@code data/KEY}. */
    record Storage(String key, int elements) {}

    /** A view of a storage; shape and strides hold whatever the pickle has there. */
    record Tensor(Storage storage, int offset, List<Object> shape, List<Object> strides) {}

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> pushKnown();
            case Opcodes.BINUNICODE -> pushText();
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object key = stack.pop();
                put(Arrays.asList(key, value));
            }
            case Opcodes.SETITEMS -> put(stack.pop_all_since_marker());
            case Opcodes.BUILD -> build();
            default -> {
                if (!HARMLESS.contains(opcode)) {
                    throw new PickleException(
                            String.format("uses pickle opcode 0x%02x, which a saved LeNet does not need", opcode));
                }
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    @Override
    protected Object persistentLoad(Object identifier) {
        if (identifier instanceof Object[] parts
                && parts.length == 5
                && "storage".equals(parts[0])
                && parts[1] == FLOAT_STORAGE
                && parts[2] instanceof String key
                && parts[3] instanceof String
                && parts[4] instanceof Integer elements) {
            return new Storage(key, elements);
        }
        throw new PickleException("describes a storage unlike a float32 tensor's");
    }

    private void pushKnown() throws IOException {
        String module = PickleUtils.readline(input);
        String name = module + "." + PickleUtils.readline(input);
        IObjectConstructor constructor = KNOWN.get(name);
        if (constructor == null) {
            throw new PickleException(
                    "refers to " + printable(name) + ", which a saved LeNet does not need; nothing of it was run");
        }
        stack.add(constructor);
    }

    private static String printable(String name) {
        String cut = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return cut.replaceAll("[^\\p{Graph} …]", "?");
    }

    private void pushText() throws IOException {
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, 4));
        // The library would allocate whatever length the file claims.
        if (length < 0 || length > input.available()) {
            throw new PickleException("has a text that is longer than the file");
        }
        stack.add(new String(PickleUtils.readbytes(input, length), StandardCharsets.UTF_8));
    }

    private void put(List<Object> keysAndValues) {
        Map<String, Object> target = asAttributes(stack.peek());
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            // Other keys could contain the map that they are put into, and hash for ever.
            if (!(keysAndValues.get(i) instanceof String key)) {
                throw new PickleException("has a dictionary key that is not a text");
            }
            target.put(key, keysAndValues.get(i + 1));
        }
    }

    /** The library would call a method that it looks for by reflection. */
    private void build() {
        Map<String, Object> attributes = asAttributes(stack.pop());
        if (!(stack.peek() instanceof Module module)) {
            throw new PickleException("sets attributes of something that is not a layer");
        }
        module.attributes.putAll(attributes);
    }

    /** Every dictionary on the stack was made empty by an opcode and filled by {@link #put}. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> asAttributes(Object dictionary) {
        if (dictionary instanceof Map<?, ?>) {
            return (Map<String, Object>) dictionary;
        }
        throw new PickleException("uses something as a dictionary that is none");
    }

    private static Object orderedDictionary(Object[] arguments) {
        if (arguments.length != 0) {
            throw new PickleException("makes an OrderedDict with arguments, expected none");
        }
        return new LinkedHashMap<String, Object>();
    }

    private static Object emptySet(Object[] arguments) {
        if (arguments.length == 1 && arguments[0] instanceof List<?> elements && elements.isEmpty()) {
            return Set.of();
        }
        throw new PickleException("makes a set that is not empty");
    }

    private static Object parameter(Object[] arguments) {
        if (arguments.length == 3 && arguments[0] instanceof Tensor tensor) {
            return tensor;
        }
        throw new PickleException("makes a parameter from something that is not a tensor");
    }

    private static Object tensor(Object[] arguments) {
        if (arguments.length == 6
                && arguments[0] instanceof Storage storage
                && arguments[1] instanceof Integer offset
                && arguments[2] instanceof Object[] shape
                && arguments[3] instanceof Object[] strides) {
            return new Tensor(storage, offset, Arrays.asList(shape), Arrays.asList(strides));
        }
        throw new PickleException("makes a tensor from something unexpected");
    }
}
