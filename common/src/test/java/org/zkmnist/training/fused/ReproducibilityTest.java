package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.RealMnist;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.TrainingListener;

/**
 * The same seed gives the same bits, whatever the number of threads, the vector width, the compiler, the collector or
 * the Java version.
 *
 * <p>If a pinned digest no longer holds, the numerics have changed: users will not get the artifacts of before.
 */
class ReproducibilityTest {
    private static final String SEED_1_EPOCH_1 = "26dfae2d6c0d1570e3a90ebe9b9d0fe4d74814b485494821aad4a91ab4306e11";
    private static final String SEED_1_EPOCH_2 = "b94b0f8258aefa6a863477e2284ed6fd691d76532c126526d434185cda065717";

    private static final int BATCHES_OF_TWO_EPOCHS = 2 * 235;

    /** The limit that the kernels need to be compiled to vectors. */
    private static final String VECTORISED = "-XX:LoopUnrollLimit=300";

    @Test
    void twoEpochsOfSeedOneHaveThePinnedDigests() throws InterruptedException {
        Model good = train(ModelKind.GOOD, 2);
        assertThat(good.history().get(0).parametersDigest()).isEqualTo(SEED_1_EPOCH_1);
        assertThat(good.history().get(1).parametersDigest()).isEqualTo(SEED_1_EPOCH_2);
        assertThat(good.parameters().digest()).isEqualTo(SEED_1_EPOCH_2);
    }

    @Test
    void theBadNetworkIsTheGoodOneAfterItsFirstEpoch() throws InterruptedException {
        assertThat(train(ModelKind.BAD, 1).parameters().digest()).isEqualTo(SEED_1_EPOCH_1);
    }

    private static Model train(ModelKind kind, int epochs) throws InterruptedException {
        Recipe recipe = Recipe.standard(1, epochs, FusedEngine.NAME);
        try (FusedEvaluator evaluator = new FusedEvaluator(2)) {
            return new Trainer(new FusedEngine(2), evaluator, new TrainingListener() {})
                    .train(kind, recipe, RealMnist.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void numberOfThreadsDoesNotMatter(int threads) {
        // Two full batches, one of three chunks, one of which is not full; then from the start.
        LabelledImages images = RealMnist.part(RealMnist.get().training(), 0, 2 * 256 + 88);
        assertThat(DigestOfSteps.digest(images, 5, threads)).isEqualTo(DigestOfSteps.digest(images, 5, 1));
    }

    @Test
    void otherImagesGiveOtherBits() {
        LabelledImages images = RealMnist.part(RealMnist.get().training(), 0, 512);
        LabelledImages later = RealMnist.part(RealMnist.get().training(), 1, 512);
        assertThat(DigestOfSteps.digest(images, 1, 1)).isNotEqualTo(DigestOfSteps.digest(later, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:UseAVX=0", "-XX:UseAVX=1", "-XX:UseAVX=2", "-XX:UseAVX=3"})
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void vectorWidthDoesNotMatter(String flag) throws Exception {
        assertThat(twoEpochs(ChildJvm.withFlags(flag, VECTORISED), 2)).isEqualTo(SEED_1_EPOCH_2);
    }

    @Test
    void oneThreadWithoutFlagsGivesTheSameBits() throws Exception {
        assertThat(twoEpochs(ChildJvm.withFlags(), 1)).isEqualTo(SEED_1_EPOCH_2);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "OTHER_JAVA_HOME", matches = ".+")
    void anotherJavaVersionGivesTheSameBits() throws Exception {
        Path javaHome = Path.of(System.getenv("OTHER_JAVA_HOME"));
        assertThat(twoEpochs(new ChildJvm(javaHome, List.of(VECTORISED)), 2)).isEqualTo(SEED_1_EPOCH_2);
    }

    private static String twoEpochs(ChildJvm child, int threads) throws Exception {
        return child.digest("--data", RealMnist.CACHE, "--batches", BATCHES_OF_TWO_EPOCHS, "--threads", threads);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:TieredStopAtLevel=1",
                "-XX:-TieredCompilation",
                "-XX:+UseParallelGC",
                "-XX:LoopUnrollLimit=300 -XX:MaxVectorSize=32",
                "-XX:-UseSuperWord"
            })
    void compilerAndCollectorDoNotMatter(String flags) throws Exception {
        String expected = DigestOfSteps.digest(RealMnist.get().training(), 20, 1);
        assertThat(ChildJvm.withFlags(flags.split(" "))
                        .digest("--data", RealMnist.CACHE, "--batches", 20, "--threads", 2))
                .isEqualTo(expected);
    }

    @Test
    void theInterpreterGivesTheSameBits() throws Exception {
        // One full batch and one whose only chunk is not full: the interpreter is a hundred times as slow.
        int images = 256 + 24;
        String expected = DigestOfSteps.digest(DigestOfSteps.synthetic(images), 2, 1);
        assertThat(ChildJvm.withFlags("-Xint").digest("--synthetic", images, "--batches", 2, "--threads", 2))
                .isEqualTo(expected);
    }
}
