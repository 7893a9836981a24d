package org.zkmnist.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Dl4jLayout;
import org.zkmnist.model.ImageBatch;
import org.zkmnist.model.LeNet;
import org.zkmnist.model.Parameters;

/** DL4J's own gradient, for other engines to be compared with. */
public final class Dl4jGradient {
    private Dl4jGradient() {}

    /**
     * Gradient of the mean cross-entropy of a batch with rounded pixels, computed by DL4J in double precision: in single
     * precision its sums for the first biases are off by up to 2e-5 of the largest.
     *
     * @return {@link Parameters#COUNT} values in the order of {@link Parameters}
     */
    public static float[] meanGradient(Parameters parameters, LabelledImages images, int firstImage, int count) {
        MultiLayerNetwork network = LeNet.network(parameters).convertDataType(DataType.DOUBLE);
        try (ImageBatch batch = ImageBatch.rounded(images, firstImage, count);
                INDArray pixels = batch.dataSet().getFeatures().castTo(DataType.DOUBLE);
                INDArray labels = batch.dataSet().getLabels().castTo(DataType.DOUBLE)) {
            network.setInput(pixels);
            network.setLabels(labels);
            network.computeGradientAndScore();
            // DL4J keeps the batch's sum here; its optimiser divides by the number of images.
            float[] gradient =
                    Dl4jLayout.fromDl4j(network.getFlattenedGradients().toFloatVector());
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= count;
            }
            return gradient;
        } finally {
            network.close();
        }
    }
}
