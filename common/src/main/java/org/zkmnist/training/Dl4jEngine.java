package org.zkmnist.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ImageBatch;
import org.zkmnist.model.LeNet;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;

/**
 * Trains with DL4J alone, one {@link MultiLayerNetwork#fit} a batch: slow, and short enough to be read as the
 * definition of what training means.
 *
 * <p>Its bits depend on the native libraries, the processor and the number of threads. DL4J's Adam adds epsilon to the
 * second moment's root before its bias correction is applied.
 */
public final class Dl4jEngine implements TrainingEngine {
    public static final String NAME = "dl4j";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TrainingSession start(Parameters initial, LabelledImages images, Recipe recipe) {
        return new Session(LeNet.network(initial, recipe.learningRate()), images);
    }

    private record Session(MultiLayerNetwork network, LabelledImages images) implements TrainingSession {
        @Override
        public double step(int firstImage, int count) {
            try (ImageBatch batch = ImageBatch.rounded(images, firstImage, count)) {
                network.fit(batch.dataSet());
                return network.score() * count;
            }
        }

        @Override
        public Parameters parameters() {
            return LeNet.parameters(network);
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
