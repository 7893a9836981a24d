package org.zkmnist.notebook;

import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Dl4jLayout;
import org.zkmnist.model.ImageBatch;
import org.zkmnist.model.LeNet;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;
import org.zkmnist.training.fused.FusedEngine;

/** The gradient of one batch, computed by DL4J and by the fused step. */
public final class Gradients {
    private Gradients() {}

    /**
     * DL4J's gradient of the mean cross-entropy of a batch of rounded images.
     *
     * @param precision {@link DataType#FLOAT}, as DL4J trains, or {@link DataType#DOUBLE}, to judge both engines by
     * @return {@link Parameters#COUNT} values in the order of {@link Parameters}
     */
    public static float[] byDl4j(
            Parameters parameters, LabelledImages images, int firstImage, int count, DataType precision) {
        MultiLayerNetwork network = LeNet.network(parameters).convertDataType(precision);
        try (ImageBatch batch = ImageBatch.rounded(images, firstImage, count);
                INDArray pixels = batch.dataSet().getFeatures().castTo(precision);
                INDArray labels = batch.dataSet().getLabels().castTo(precision)) {
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

    /** The same gradient from the fused step. */
    public static float[] byFusedStep(Parameters parameters, LabelledImages images, int firstImage, int count) {
        return new FusedEngine(1).meanGradient(parameters, images, firstImage, count);
    }

    /**
     * A row for each parameter tensor: its largest gradient, and by how much others differ from it at most.
     *
     * @param reference the gradient to compare with
     * @param first another one
     * @param second and another one
     */
    public static Table compare(float[] reference, String firstName, float[] first, String secondName, float[] second) {
        Table table = Table.of(
                "parameters", "shape", "largest gradient", firstName + " differs by", secondName + " differs by");
        for (ParameterTensor tensor : ParameterTensor.values()) {
            double largest = largest(reference, tensor);
            table.row(
                    tensor.torchName(),
                    tensor.shape().toString(),
                    String.format(Locale.ROOT, "%.2e", largest),
                    share(difference(reference, first, tensor), largest),
                    share(difference(reference, second, tensor), largest));
        }
        return table;
    }

    private static String share(double difference, double largest) {
        return String.format(Locale.ROOT, "%.1e of that", difference / largest);
    }

    private static double largest(float[] gradient, ParameterTensor tensor) {
        double largest = 0;
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    private static double difference(float[] a, float[] b, ParameterTensor tensor) {
        double largest = 0;
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }
}
