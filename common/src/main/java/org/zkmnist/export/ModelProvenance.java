package org.zkmnist.export;

import java.util.List;
import java.util.Optional;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;

/**
 * Where one network came from and how well it does.
 *
 * @param recipe how it was trained; empty where that is not recorded
 * @param parametersDigest of the exported parameters
 * @param rounded how it classifies the test images with pixels rounded to 0 or 1, as it was trained
 * @param unrounded how it classifies the test images with grey pixels, as they are exported
 * @param history one report an epoch, in order; empty where the recipe is
 */
public record ModelProvenance(
        Origin origin,
        Optional<Recipe> recipe,
        String parametersDigest,
        Evaluation rounded,
        Evaluation unrounded,
        List<EpochReport> history) {
    public ModelProvenance {
        history = List.copyOf(history);
        if (history.size() != recipe.map(Recipe::epochs).orElse(0)) {
            throw new IllegalArgumentException("the history has " + history.size() + " epochs, expected "
                    + recipe.map(known -> "the recipe's " + known.epochs()).orElse("none without a recipe"));
        }
    }

    public static ModelProvenance of(EvaluatedModel evaluated) {
        Model model = evaluated.model();
        return new ModelProvenance(
                model.origin(),
                model.recipe(),
                model.parameters().digest(),
                evaluated.rounded(),
                evaluated.unrounded(),
                model.history());
    }
}
