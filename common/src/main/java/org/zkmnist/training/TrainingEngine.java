package org.zkmnist.training;

import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;

/** One way to compute the optimiser's steps: {@code fused} (fast, the same bits everywhere) or {@code dl4j} (to read). */
public interface TrainingEngine {
    /** Name on the command line and in the {@link Recipe}. */
    String name();

    /**
     * Prepares training from the given parameters; the first step comes after this returns.
     *
     * @param images taken as they are stored, with pixels rounded to 0 or 1
     * @param recipe gives batch size and learning rate
     */
    TrainingSession start(Parameters initial, LabelledImages images, Recipe recipe);
}
