package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Classification;
import org.zkmnist.training.RealMnist;

class ImageClassifierTest {
    private static final int COUNT = 500;
    private static final LabelledImages IMAGES = RealMnist.part(RealMnist.get().test(), 4_000, COUNT);

    private static Parameters trained;
    private static float[][] expected;

    @BeforeAll
    static void train() {
        Recipe recipe = new Recipe(3, 1, 128, 0.004, FusedEngine.NAME);
        LabelledImages images = RealMnist.get().training();
        try (FusedSession session = new FusedSession(Parameters.initial(3), images, recipe, 2);
                FusedEvaluator evaluator = new FusedEvaluator(2)) {
            for (int step = 0; step < 120; step++) {
                session.step(step * 128, 128);
            }
            trained = session.parameters();
            expected = evaluator.logits(trained, IMAGES, false);
        }
    }

    @Test
    void logitsAgreeWithTheEvaluators() {
        ImageClassifier classifier = new ImageClassifier(trained);
        for (int image = 0; image < COUNT; image++) {
            Classification classification = classifier.classify(grey(image));
            assertThat(classification.logits()).containsExactly(expected[image], within(1e-5f));
            assertThat(classification.digit())
                    .isEqualTo(Classification.of(expected[image]).digit());
        }
    }

    @Test
    void anyNumberOfThreadsGetsTheSameBits() {
        ImageClassifier classifier = new ImageClassifier(trained);
        List<float[]> alone = IntStream.range(0, COUNT)
                .mapToObj(image -> classifier.classify(grey(image)).logits())
                .toList();

        List<float[]> together = IntStream.range(0, 20 * COUNT)
                .parallel()
                .mapToObj(i -> classifier.classify(grey(i % COUNT)).logits())
                .toList();

        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i)).containsExactly(alone.get(i % COUNT));
        }
    }

    @Test
    void anotherNumberOfPixelsIsRefused() {
        ImageClassifier classifier = new ImageClassifier(trained);
        assertThatThrownBy(() -> classifier.classify(new float[783]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 784 pixels, found 783");
    }

    private static float[] grey(int image) {
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = IMAGES.unrounded(image, pixel);
        }
        return pixels;
    }
}
