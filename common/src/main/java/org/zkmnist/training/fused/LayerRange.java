package org.zkmnist.training.fused;

import java.util.ArrayList;
import java.util.List;

/**
 * Some neighbouring outputs of a layer: the parameters that one thread updates at a time.
 *
 * @param from first output
 * @param to behind the last output
 */
record LayerRange(Layer layer, int from, int to) {
    /** All parameters, the longest work first. */
    static final List<LayerRange> ALL = all();

    private static List<LayerRange> all() {
        List<LayerRange> ranges = new ArrayList<>();
        divide(Layer.CONV2, 1, ranges);
        // What a range's gradient is summed up in stays in the first-level cache.
        divide(Layer.DENSE1, 6, ranges);
        divide(Layer.CONV1, 1, ranges);
        divide(Layer.DENSE2, 3, ranges);
        divide(Layer.DENSE3, 1, ranges);
        return List.copyOf(ranges);
    }

    private static void divide(Layer layer, int parts, List<LayerRange> ranges) {
        int length = layer.outputs() / parts;
        for (int part = 0; part < parts; part++) {
            ranges.add(new LayerRange(layer, part * length, (part + 1) * length));
        }
    }
}
