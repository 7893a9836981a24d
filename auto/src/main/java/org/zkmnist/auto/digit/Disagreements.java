package org.zkmnist.auto.digit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;
import org.zkmnist.training.Classification;
import org.zkmnist.training.fused.FusedEvaluator;

/**
 * The test images that the good network gets right and the bad one wrong.
 *
 * <p>They are looked for when first asked for, by the thread that asks, and kept until there is another pair of networks.
 */
final class Disagreements {
    /** An image's index and what the bad network takes it for. */
    record Disagreement(int index, int bad) {}

    /**
     * All of them, in the order of the images.
     *
     * @param images the test images, with their labels
     */
    record Found(LabelledImages images, Parameters good, Parameters bad, List<Disagreement> list) {
        private boolean isFor(LabelledImages otherImages, Parameters otherGood, Parameters otherBad) {
            return images == otherImages && good == otherGood && bad == otherBad;
        }
    }

    private final Networks networks;
    private final Supplier<Optional<Mnist>> dataset;
    private Found last;

    Disagreements(Networks networks, Supplier<Optional<Mnist>> dataset) {
        this.networks = networks;
        this.dataset = dataset;
    }

    /** @throws Refusal if a network or the dataset is not there yet */
    Found find() throws Refusal {
        Parameters good = parameters(ModelKind.GOOD);
        Parameters bad = parameters(ModelKind.BAD);
        LabelledImages images = dataset.get()
                .orElseThrow(() -> Refusal.notReady("the dataset is not read yet; try again in a moment"))
                .test();
        // Others who ask meanwhile wait for the same list instead of making it as well.
        synchronized (this) {
            if (last == null || !last.isFor(images, good, bad)) {
                last = new Found(images, good, bad, List.copyOf(search(images, good, bad)));
            }
            return last;
        }
    }

    private Parameters parameters(ModelKind kind) throws Refusal {
        return networks.parameters(kind)
                .orElseThrow(
                        () -> Refusal.notReady("the " + kind.label() + " network is not trained yet; try again later"));
    }

    private static List<Disagreement> search(LabelledImages images, Parameters good, Parameters bad) {
        List<Disagreement> found = new ArrayList<>();
        try (FusedEvaluator evaluator = new FusedEvaluator(1)) {
            float[][] goodLogits = evaluator.logits(good, images, false);
            float[][] badLogits = evaluator.logits(bad, images, false);
            for (int image = 0; image < images.count(); image++) {
                int badAnswer = Classification.of(badLogits[image]).digit();
                int label = images.label(image);
                if (badAnswer != label && Classification.of(goodLogits[image]).digit() == label) {
                    found.add(new Disagreement(image, badAnswer));
                }
            }
        }
        return found;
    }
}
