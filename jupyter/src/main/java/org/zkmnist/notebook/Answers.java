package org.zkmnist.notebook;

import java.util.List;
import java.util.stream.IntStream;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Model;
import org.zkmnist.training.fused.FusedEvaluator;

/** What one network answers to a set of images, given as grey values, as the exported network gets them. */
public final class Answers {
    private final LabelledImages images;
    private final float[][] logits;

    private Answers(LabelledImages images, float[][] logits) {
        this.images = images;
        this.logits = logits;
    }

    public static Answers of(Model model, LabelledImages images) {
        try (FusedEvaluator evaluator = new FusedEvaluator(Runtime.getRuntime().availableProcessors())) {
            return new Answers(images, evaluator.logits(model.parameters(), images, false));
        }
    }

    /** The ten logits for one image: the network's output. */
    public float[] logits(int image) {
        return logits[image].clone();
    }

    /** Softmax of the logits: e<sup>logit</sup> divided by the sum of all ten. */
    public double[] probabilities(int image) {
        float[] logit = logits[image];
        double largest = IntStream.range(0, logit.length)
                .mapToDouble(i -> logit[i])
                .max()
                .orElseThrow();
        double[] powers = IntStream.range(0, logit.length)
                .mapToDouble(i -> Math.exp(logit[i] - largest))
                .toArray();
        double sum =
                IntStream.range(0, powers.length).mapToDouble(i -> powers[i]).sum();
        return IntStream.range(0, powers.length)
                .mapToDouble(i -> powers[i] / sum)
                .toArray();
    }

    /** The digit with the largest logit. */
    public int digit(int image) {
        float[] logit = logits[image];
        int largest = 0;
        for (int digit = 1; digit < logit.length; digit++) {
            if (logit[digit] > logit[largest]) {
                largest = digit;
            }
        }
        return largest;
    }

    /** The digit that the image shows. */
    int label(int image) {
        return images.label(image);
    }

    LabelledImages images() {
        return images;
    }

    /** Indices of all images that this network gets right and the other one wrong. */
    public List<Integer> rightWhereWrongIs(Answers other) {
        return IntStream.range(0, logits.length)
                .filter(image -> digit(image) == label(image) && other.digit(image) != label(image))
                .boxed()
                .toList();
    }
}
