package org.zkmnist.training;

import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;

/** Classifies labelled images and counts what it got right. */
public interface Evaluator extends AutoCloseable {
    /**
     * @param rounded whether pixels are rounded to 0 or 1, as for training, or given as grey values from 0 to 1
     */
    Evaluation evaluate(Parameters parameters, LabelledImages images, boolean rounded);

    /** Frees what the evaluator holds. Never throws. */
    @Override
    void close();
}
