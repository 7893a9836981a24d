package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;
import java.util.List;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.Evaluator;

/** Evaluates by the fused engine's own forward pass; the same bits on every machine and number of threads. */
public final class FusedEvaluator implements Evaluator {
    private final Workers workers;
    private final ForwardPass[] passes;
    private final DenseValues[] denseValues;

    /** @param threads how many to compute with, at least 1; changes the speed, not the result */
    public FusedEvaluator(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        workers = new Workers(threads);
        passes = new ForwardPass[threads];
        Arrays.setAll(passes, i -> new ForwardPass());
        denseValues = new DenseValues[threads];
        Arrays.setAll(denseValues, i -> new DenseValues(LANES));
    }

    @Override
    public Evaluation evaluate(Parameters parameters, LabelledImages images, boolean rounded) {
        float[][] logits = logits(parameters, images, rounded);
        SoftmaxCrossEntropy crossEntropy = new SoftmaxCrossEntropy();
        Integer[][] confusion = new Integer[CLASSES][CLASSES];
        for (Integer[] row : confusion) {
            Arrays.fill(row, 0);
        }
        double loss = 0;
        int correct = 0;
        for (int image = 0; image < images.count(); image++) {
            int label = images.label(image);
            int answer = largest(logits[image]);
            loss += crossEntropy.loss(logits[image], label);
            confusion[label][answer]++;
            if (answer == label) {
                correct++;
            }
        }
        return new Evaluation(
                (double) correct / images.count(),
                loss / images.count(),
                Arrays.stream(confusion).map(List::of).toList());
    }

    /** Ten logits for each image, in the order of the images. */
    public float[][] logits(Parameters parameters, LabelledImages images, boolean rounded) {
        DerivedWeights weights = new DerivedWeights(parameters.toArray());
        float[] inputs = inputs(rounded);
        float[][] logits = new float[images.count()][];
        workers.run((images.count() + LANES - 1) / LANES, (chunk, worker) -> {
            int first = chunk * LANES;
            int count = Math.min(LANES, images.count() - first);
            ForwardPass pass = passes[worker];
            fill(pass.pixels, images.pixels(), first, count, inputs);
            pass.run(weights, denseValues[worker]);
            for (int image = 0; image < count; image++) {
                logits[first + image] = Arrays.copyOf(pass.logits[image], CLASSES);
            }
        });
        return logits;
    }

    /** What the network is given for each of the 256 grey values. */
    private static float[] inputs(boolean rounded) {
        byte[] greyValues = new byte[LabelledImages.PIXELS];
        for (int grey = 0; grey < 256; grey++) {
            greyValues[grey] = (byte) grey;
        }
        LabelledImages image = new LabelledImages(greyValues, new byte[1]);
        float[] inputs = new float[256];
        for (int grey = 0; grey < 256; grey++) {
            inputs[grey] = rounded ? (image.rounded(0, grey) ? 1f : 0f) : image.unrounded(0, grey);
        }
        return inputs;
    }

    private static void fill(float[][] pixels, byte[] greyValues, int first, int count, float[] inputs) {
        for (int y = 0; y < IMAGE_SIDE; y++) {
            float[] row = pixels[y];
            for (int x = 0; x < IMAGE_SIDE; x++) {
                int from = first * LabelledImages.PIXELS + y * IMAGE_SIDE + x;
                for (int image = 0; image < count; image++) {
                    row[x * LANES + image] = inputs[greyValues[from + image * LabelledImages.PIXELS] & 0xFF];
                }
            }
        }
    }

    /** The digit with the largest logit; the smaller digit where two are equal. */
    private static int largest(float[] logits) {
        int largest = 0;
        for (int digit = 1; digit < CLASSES; digit++) {
            if (logits[digit] > logits[largest]) {
                largest = digit;
            }
        }
        return largest;
    }

    @Override
    public void close() {
        workers.close();
    }
}
