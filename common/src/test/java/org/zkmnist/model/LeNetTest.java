package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.zkmnist.dataset.LabelledImages;

class LeNetTest {
    private static final LabelledImages IMAGES = Samples.images(3, 500);

    @Test
    void hasExactlyTheParametersOfTheOriginal() {
        assertThat(LeNet.network(Parameters.initial(1)).numParams()).isEqualTo(44_426);
    }

    @Test
    void parametersComeBackBitForBit() {
        Parameters parameters = Samples.anyBits(1);
        float[] found = LeNet.parameters(LeNet.network(parameters)).toArray();
        float[] expected = parameters.toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.floatToRawIntBits(found[i])).isEqualTo(Float.floatToRawIntBits(expected[i]));
        }
    }

    @Test
    void eachTensorLiesWhereDl4jLooksForIt() {
        Parameters parameters = Samples.parameters(2);
        MultiLayerNetwork network = LeNet.network(parameters);
        float[] conv2 = parameters.tensor(ParameterTensor.CONV2_WEIGHT);
        assertThat(network.getParam("2_W").getFloat(3, 4, 1, 2)).isEqualTo(conv2[((3 * 6 + 4) * 5 + 1) * 5 + 2]);
        assertThat(network.getParam("2_b").toFloatVector()[15])
                .isEqualTo(parameters.tensor(ParameterTensor.CONV2_BIAS)[15]);
        float[] dense1 = parameters.tensor(ParameterTensor.DENSE1_WEIGHT);
        assertThat(network.getParam("4_W").getFloat(200, 7)).isEqualTo(dense1[7 * 256 + 200]);
        assertThat(network.getParam("6_b").toFloatVector()[9])
                .isEqualTo(parameters.tensor(ParameterTensor.DENSE3_BIAS)[9]);
    }

    @Test
    void logitsAndProbabilitiesAgreeWithTheFormulaOnFiveHundredImages() {
        Parameters parameters = Samples.parameters(4);
        double[] values = ScalarLeNet.asDoubles(parameters);
        MultiLayerNetwork network = LeNet.network(parameters);
        try (ImageBatch batch = ImageBatch.rounded(IMAGES, 0, IMAGES.count())) {
            INDArray features = batch.dataSet().getFeatures();
            float[][] logits = LeNet.logits(network, features);
            float[][] probabilities = network.output(features).toFloatMatrix();
            for (int image = 0; image < IMAGES.count(); image++) {
                double[] expected = ScalarLeNet.logits(values, ScalarLeNet.rounded(IMAGES, image));
                double normaliser = 0;
                for (double logit : expected) {
                    normaliser += Math.exp(logit);
                }
                for (int digit = 0; digit < 10; digit++) {
                    assertThat((double) logits[image][digit]).isCloseTo(expected[digit], within(1e-5));
                    assertThat((double) probabilities[image][digit])
                            .isCloseTo(Math.exp(expected[digit]) / normaliser, within(1e-5));
                }
            }
        }
    }

    @Test
    void greyPixelsReachTheNetworkAsTheyAre() {
        MultiLayerNetwork network = LeNet.network(Samples.parameters(5));
        double[] pixels = new double[LabelledImages.PIXELS];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = IMAGES.unrounded(7, pixel);
        }
        double[] expected = ScalarLeNet.logits(ScalarLeNet.asDoubles(Samples.parameters(5)), pixels);
        try (ImageBatch batch = ImageBatch.unrounded(IMAGES, 7, 1)) {
            float[] logits = LeNet.logits(network, batch.dataSet().getFeatures())[0];
            for (int digit = 0; digit < 10; digit++) {
                assertThat((double) logits[digit]).isCloseTo(expected[digit], within(1e-5));
            }
        }
    }

    @Test
    void imagesMayComeAsRowsOrAsSquares() {
        MultiLayerNetwork network = LeNet.network(Samples.parameters(6));
        try (ImageBatch batch = ImageBatch.rounded(IMAGES, 0, 5)) {
            INDArray rows = batch.dataSet().getFeatures();
            assertThat(network.output(rows.reshape(5, 1, 28, 28))).isEqualTo(network.output(rows));
        }
    }

    @Test
    void stockModelSerializerSavesAndOpensIt(@TempDir Path directory) throws Exception {
        Parameters parameters = Samples.parameters(7);
        File file = directory.resolve("model.zip").toFile();
        ModelSerializer.writeModel(LeNet.network(parameters), file, true);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file);
        assertThat(LeNet.parameters(restored)).isEqualTo(parameters);
        try (ImageBatch batch = ImageBatch.rounded(IMAGES, 0, 50)) {
            DataSet dataSet = batch.dataSet();
            restored.fit(dataSet);
            assertThat(LeNet.parameters(restored)).isNotEqualTo(parameters);
            assertThat(restored.score()).isFinite();
        }
    }

    @Test
    void aNetworkThatDivergedIsRefused() {
        MultiLayerNetwork network = LeNet.network(Samples.parameters(8));
        network.params().putScalar(6, Float.NaN);
        assertThatThrownBy(() -> LeNet.parameters(network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("conv1.weight[0] is NaN, expected a finite number");
    }
}
