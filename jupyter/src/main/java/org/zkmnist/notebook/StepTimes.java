package org.zkmnist.notebook;

import java.util.Locale;
import org.zkmnist.Engine;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingSession;

/** How long optimiser steps take with each engine, and how far apart the engines are after them. */
public final class StepTimes {
    private StepTimes() {}

    /**
     * Takes the first steps of training with both engines, from the same initial parameters, one engine after the other.
     *
     * @param images to train with, in batches of 256 from the first image
     * @param steps how many to measure, at least 1
     * @param warmUp how many to take before them, in which Java compiles the loops; they are not measured
     */
    public static Table measure(LabelledImages images, int steps, int warmUp) {
        Table table =
                Table.of("engine", "milliseconds a step", "seconds an epoch at this pace", "loss of the last batch");
        for (Engine engine : new Engine[] {Engine.DL4J, Engine.FUSED}) {
            measure(engine, images, steps, warmUp, table);
        }
        return table;
    }

    private static void measure(Engine engine, LabelledImages images, int steps, int warmUp, Table table) {
        Recipe recipe = Recipe.standard(1, 1, engine.label());
        int batch = recipe.batchSize();
        try (TrainingSession session = engine.start(Runtime.getRuntime().availableProcessors())
                .start(Parameters.initial(recipe.seed()), images, recipe)) {
            long start = System.nanoTime();
            double loss = 0;
            for (int step = 0; step < warmUp + steps; step++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new NotebookException(Sentences.STOPPED);
                }
                if (step == warmUp) {
                    start = System.nanoTime();
                }
                loss = session.step(step * batch % (images.count() - batch + 1), batch) / batch;
            }
            double milliseconds = (System.nanoTime() - start) / 1e6 / steps;
            double batches = Math.ceil((double) images.count() / batch);
            table.row(
                    engine.label(),
                    String.format(Locale.ROOT, "%.1f", milliseconds),
                    String.format(Locale.ROOT, "%.1f", milliseconds * batches / 1000),
                    String.format(Locale.ROOT, "%.6f", loss));
        }
    }
}
