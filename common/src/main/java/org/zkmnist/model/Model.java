package org.zkmnist.model;

import java.util.List;
import java.util.Optional;

/**
 * One trained network with what is known of its past.
 *
 * @param recipe how it was trained; empty for a model of {@link Origin#UPSTREAM_PICKLE} or {@link Origin#DL4J_MODEL}
 * @param history one report an epoch, in order; empty where the recipe is
 */
public record Model(
        ModelKind kind, Parameters parameters, Origin origin, Optional<Recipe> recipe, List<EpochReport> history) {
    public Model {
        history = List.copyOf(history);
        if (history.size() != recipe.map(Recipe::epochs).orElse(0)) {
            throw new IllegalArgumentException(
                    "expected one report an epoch, found " + history.size() + " for " + recipe);
        }
    }
}
