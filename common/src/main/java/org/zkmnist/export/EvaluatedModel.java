package org.zkmnist.export;

import org.zkmnist.model.Model;
import org.zkmnist.training.Evaluation;

/**
 * A network together with how well it classifies the test images.
 *
 * @param rounded with pixels rounded to 0 or 1, as it was trained
 * @param unrounded with grey pixels, as they are exported
 */
public record EvaluatedModel(Model model, Evaluation rounded, Evaluation unrounded) {}
