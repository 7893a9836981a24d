package org.zkmnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;

/** The modeller's work step by step, as the notebook does it. */
class ModellerStepsTest {
    @TempDir
    private Path directory;

    private Workplace place;

    @BeforeEach
    void makeDataset() throws Exception {
        place = new Workplace(directory.resolve("data"));
    }

    private ArtifactSet stepByStep(Modeller modeller) throws Exception {
        Mnist mnist = modeller.dataset();
        EvaluatedModel good = modeller.network(ModelKind.GOOD, mnist);
        EvaluatedModel bad = modeller.network(ModelKind.BAD, mnist);
        return modeller.publish(mnist, List.of(good, bad));
    }

    @Test
    void stepsGiveTheBytesOfTheWholeJob() throws Exception {
        place.train(place.settings());
        Workplace other = new Workplace(directory.resolve("elsewhere"));
        stepByStep(new Modeller(other.settings(), other));

        assertThat(other.trained).containsExactly("good", "bad");
        assertThat(other.published()).isEqualTo(place.published());
        assertThat(other.modelCache()).hasSameBinaryContentAs(place.modelCache());
    }

    @Test
    void stepsTrainNothingThatTheModelCacheHolds() throws Exception {
        place.train(place.settings());
        place.trained.clear();
        Modeller modeller = new Modeller(place.settings(), place);

        EvaluatedModel bad = modeller.network(ModelKind.BAD, modeller.dataset());
        assertThat(bad.model().origin()).isEqualTo(Origin.CACHE);
        assertThat(place.trained).isEmpty();
    }

    @Test
    void aNetworkThatIsNotAskedForIsNotSpokenOf() throws Exception {
        place.train(place.settings(1, 2, 1));
        place.notices.clear();
        Modeller modeller = new Modeller(place.settings(1, 3, 1), place);

        modeller.network(ModelKind.BAD, modeller.dataset());
        assertThat(place.notices).isEmpty();
    }

    @Test
    void publishingTheSameNetworksTwiceSetsNothingAside() throws Exception {
        Modeller modeller = new Modeller(place.settings(), place);
        Mnist mnist = modeller.dataset();
        List<EvaluatedModel> models =
                List.of(modeller.network(ModelKind.GOOD, mnist), modeller.network(ModelKind.BAD, mnist));
        modeller.publish(mnist, models);
        modeller.publish(mnist, models);

        assertThat(place.notices).isEmpty();
        assertThat(place.names()).containsExactly("auto", Settings.DATASET_CACHE, Settings.MODEL_CACHE);
    }

    @Test
    void anotherLearningRateGivesAnotherNetworkThatCanBeVerified() throws Exception {
        place.train(place.settings());
        Map<String, List<Byte>> standard = place.published();
        Settings faster = new Settings(
                place.data, place.output, 1, 2, 1, Engine.FUSED, 2, List.of(), ExportChoices.standard(), 0.01);
        place.train(faster);

        assertThat(place.notices)
                .anySatisfy(line -> assertThat(line).contains("asked for is seed 1, 2 epochs, learning rate 0.01"));
        assertThat(place.published().get("network_good.onnx")).isNotEqualTo(standard.get("network_good.onnx"));
        assertThat(new Verification(place.settings(), place)
                        .verify(place.output)
                        .same())
                .isTrue();
    }
}
