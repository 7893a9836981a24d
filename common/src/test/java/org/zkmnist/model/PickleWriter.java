package org.zkmnist.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes pickle protocol 2 opcode by opcode, numbering the memo as Python's own pickler does. */
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> memo = new HashMap<>();
    private int nextMemo;

    PickleWriter() {
        raw(0x80, 2);
    }

    PickleWriter raw(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
        return this;
    }

    PickleWriter raw(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Remembers the top of the stack. */
    PickleWriter put() {
        return nextMemo < 256 ? raw('q', nextMemo++) : raw('r').littleEndian(nextMemo++, 4);
    }

    PickleWriter global(String module, String name) {
        String key = "global " + module + " " + name;
        return remembered(key) ? this : raw("c" + module + "\n" + name + "\n").put(key);
    }

    PickleWriter text(String text) {
        if (remembered("text " + text)) {
            return this;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw('X').littleEndian(utf8.length, 4);
        out.writeBytes(utf8);
        return put("text " + text);
    }

    PickleWriter integer(int value) {
        if (value >= 0 && value < 1 << 8) {
            return raw('K', value);
        }
        return value >= 0 && value < 1 << 16 ? raw('M').littleEndian(value, 2) : raw('J').littleEndian(value, 4);
    }

    PickleWriter bool(boolean value) {
        return raw(value ? 0x88 : 0x89);
    }

    PickleWriter integers(int... values) {
        if (values.length > 3) {
            raw('(');
        }
        for (int value : values) {
            integer(value);
        }
        return raw(values.length > 3 ? 't' : 0x84 + values.length).put();
    }

    /** An empty {@code OrderedDict}. */
    PickleWriter orderedDictionary() {
        return global("collections", "OrderedDict").raw(")R").put();
    }

    byte[] stop() {
        return raw('.').out.toByteArray();
    }

    private boolean remembered(String key) {
        Integer index = memo.get(key);
        if (index == null) {
            return false;
        }
        if (index < 256) {
            raw('h', index);
        } else {
            raw('j').littleEndian(index, 4);
        }
        return true;
    }

    private PickleWriter put(String key) {
        memo.put(key, nextMemo);
        return put();
    }

    private PickleWriter littleEndian(int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            raw(value >>> 8 * i & 0xFF);
        }
        return this;
    }
}
