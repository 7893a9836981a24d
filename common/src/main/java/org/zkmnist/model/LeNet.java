package org.zkmnist.model;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.zkmnist.dataset.LabelledImages;

/**
 * The network of the demonstration as a plain DL4J network, which stock DL4J trains, saves, opens and evaluates.
 *
 * <p>Images come in as {@code [count, 784]} rows, as DL4J's own MNIST iterator gives them, or as {@code [count, 1, 28,
 * 28]}. The last dense layer gives the ten logits and the loss layer after it their softmax, so that
 * {@link MultiLayerNetwork#output} gives probabilities and training uses the cross-entropy of the logits.
 */
public final class LeNet {
    private static final int LAST_DENSE_LAYER = 6;

    private LeNet() {}

    /**
     * Layers 0 to 7: convolution 5×5 to 6 channels, average pooling 2×2, convolution 5×5 to 16 channels, average
     * pooling 2×2, dense 120, dense 84, dense 10 without activation, loss. All other activations are sigmoids.
     *
     * @param learningRate of the Adam optimiser (decay rates 0.9 and 0.999, epsilon 1e-8)
     */
    public static MultiLayerConfiguration configuration(double learningRate) {
        return new NeuralNetConfiguration.Builder()
                // Nothing here is random, but without a seed the saved configuration would hold the time of day.
                .seed(0)
                .dataType(DataType.FLOAT)
                .updater(new Adam(learningRate, 0.9, 0.999, 1e-8))
                .weightInit(WeightInit.UNIFORM)
                .activation(Activation.SIGMOID)
                .list()
                .layer(convolution(6))
                .layer(averagePooling())
                .layer(convolution(16))
                .layer(averagePooling())
                .layer(new DenseLayer.Builder().nOut(120).build())
                .layer(new DenseLayer.Builder().nOut(84).build())
                .layer(new DenseLayer.Builder()
                        .nOut(10)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new LossLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(LabelledImages.SIDE, LabelledImages.SIDE, 1))
                .build();
    }

    private static ConvolutionLayer convolution(int channels) {
        return new ConvolutionLayer.Builder(5, 5).nOut(channels).build();
    }

    private static SubsamplingLayer averagePooling() {
        return new SubsamplingLayer.Builder(PoolingType.AVG)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    /** A network with these parameters, ready to use or to train on with the recipe's usual learning rate. */
    public static MultiLayerNetwork network(Parameters parameters) {
        return network(parameters, Recipe.LEARNING_RATE);
    }

    /** A network with these parameters, whose optimiser has the given learning rate and no memory yet. */
    public static MultiLayerNetwork network(Parameters parameters, double learningRate) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(learningRate));
        float[] values = Dl4jLayout.toDl4j(parameters.toArray());
        try (INDArray row = Nd4j.create(values, new long[] {1, Parameters.COUNT}, 'c')) {
            network.init(row, true);
        }
        return network;
    }

    /**
     * The parameters of a network with this class's layers, bit for bit.
     *
     * @throws IllegalArgumentException if there are not {@link Parameters#COUNT}, or if one is NaN or infinite
     */
    public static Parameters parameters(MultiLayerNetwork network) {
        if (network.numParams() != Parameters.COUNT) {
            throw new IllegalArgumentException(
                    "expected a network of " + Parameters.COUNT + " parameters, found " + network.numParams());
        }
        return Parameters.of(Dl4jLayout.fromDl4j(network.params().toFloatVector()));
    }

    /**
     * What the last dense layer answers.
     *
     * @param images {@code [count, 784]} or {@code [count, 1, 28, 28]}
     * @return {@code [count][10]}
     */
    public static float[][] logits(MultiLayerNetwork network, INDArray images) {
        List<INDArray> activations = network.feedForwardToLayer(LAST_DENSE_LAYER, images);
        // The first of them is the input, which is the caller's.
        List<INDArray> ours = activations.subList(1, activations.size());
        try {
            return ours.get(LAST_DENSE_LAYER).toFloatMatrix();
        } finally {
            ours.forEach(INDArray::close);
        }
    }
}
