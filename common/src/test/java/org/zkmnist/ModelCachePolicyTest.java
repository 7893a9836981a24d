package org.zkmnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.model.ModelCache;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.PickledModels;

/** What becomes of {@code models-pkl.tar.gz}, which may be the user's own. */
class ModelCachePolicyTest {
    @TempDir
    private Path directory;

    private Workplace place;

    @BeforeEach
    void makeDataset() throws IOException {
        place = new Workplace(directory.resolve("data"));
    }

    @Test
    void anotherSeedIsTrainedAndTheOldCacheKept() throws Exception {
        place.train(place.settings(1, 2, 1));
        byte[] old = Files.readAllBytes(place.modelCache());
        place.train(place.settings(2, 2, 1));
        assertThat(place.trained).containsExactly("good", "bad");
        assertThat(place.notices)
                .containsExactly(
                        "the good network of " + place.modelCache() + " was trained with seed 1, 2 epochs, engine"
                                + " fused, asked for is seed 2, 2 epochs, engine fused: it is trained anew",
                        "the bad network of " + place.modelCache() + " was trained with seed 1, 1 epoch, engine"
                                + " fused, asked for is seed 2, 1 epoch, engine fused: it is trained anew",
                        "the model cache that was there is kept as models-pkl.tar.gz.replaced-1");
        assertThat(place.besideModelCache(".replaced-1")).hasBinaryContent(old);
        place.train(place.settings(2, 2, 1));
        assertThat(place.trained).isEmpty();
    }

    @Test
    void ofTwoNetworksOnlyTheOneWithOtherEpochsIsTrained() throws Exception {
        place.train(place.settings(1, 2, 1));
        byte[] old = Files.readAllBytes(place.modelCache());
        place.train(place.settings(1, 3, 1));
        assertThat(place.trained).containsExactly("good");
        assertThat(place.notices).hasSize(2);
        assertThat(place.besideModelCache(".replaced-1")).hasBinaryContent(old);
        place.train(place.settings(1, 3, 1));
        assertThat(place.trained).isEmpty();
        assertThat(place.manifest().models().get(ModelKind.GOOD).history()).hasSize(3);
        assertThat(place.manifest().models().get(ModelKind.BAD).history()).hasSize(1);
    }

    @Test
    void anEarlierReplacedCacheIsNotOverwritten() throws Exception {
        Files.writeString(place.besideModelCache(".replaced-1"), "older");
        place.train(place.settings(1, 1, 1));
        place.train(place.settings(2, 1, 1));
        assertThat(place.besideModelCache(".replaced-1")).hasContent("older");
        assertThat(place.besideModelCache(".replaced-2")).isRegularFile();
    }

    @Test
    void theMissingOneOfTwoNetworksIsTrainedAndThatIsSaid() throws Exception {
        place.train(place.settings());
        ModelCache cache = new ModelCache(place.modelCache());
        cache.write(Map.of(ModelKind.GOOD, cache.read().get(ModelKind.GOOD)), Map.of(ModelKind.GOOD, 0.5));
        byte[] onlyGood = Files.readAllBytes(place.modelCache());
        assertThatThrownBy(() -> new Modeller(place.settings(), place).export())
                .hasMessage(place.modelCache() + " holds no bad network: run `modeller train`, which trains it");
        place.train(place.settings());
        assertThat(place.trained).containsExactly("bad");
        assertThat(place.notices).first().isEqualTo(place.modelCache() + " holds no bad network: it is trained");
        assertThat(place.besideModelCache(".replaced-1")).hasBinaryContent(onlyGood);
        assertThat(cache.read()).containsOnlyKeys(ModelKind.GOOD, ModelKind.BAD);
    }

    @Test
    void aTruncatedCacheIsMovedAsideAndTheNetworksAreTrained() throws Exception {
        place.train(place.settings());
        byte[] whole = Files.readAllBytes(place.modelCache());
        byte[] truncated = Arrays.copyOf(whole, whole.length - 2000);
        Files.write(place.modelCache(), truncated);
        place.train(place.settings());
        assertThat(place.trained).containsExactly("good", "bad");
        assertThat(place.notices)
                .singleElement()
                .asString()
                .startsWith(place.modelCache() + " is damaged")
                .endsWith("; moved aside as models-pkl.tar.gz.rejected-1, both networks are trained");
        assertThat(place.besideModelCache(".rejected-1")).hasBinaryContent(truncated);
        assertThat(place.modelCache()).hasBinaryContent(whole);
    }

    @Test
    void somethingThatIsNoArchiveIsMovedAside() throws Exception {
        Files.writeString(place.modelCache(), "<html>not found</html>");
        Files.writeString(place.besideModelCache(".rejected-1"), "older");
        place.train(place.settings());
        assertThat(place.notices)
                .containsExactly(place.modelCache() + " is not a gzip file; expected a .tar.gz archive; moved aside as"
                        + " models-pkl.tar.gz.rejected-2, both networks are trained");
        assertThat(place.besideModelCache(".rejected-1")).hasContent("older");
        assertThat(place.besideModelCache(".rejected-2")).hasContent("<html>not found</html>");
    }

    @Test
    void picklesOfTheOriginalAreUsedAsTheyAre() throws Exception {
        PickledModels.write(place.modelCache());
        byte[] pickles = Files.readAllBytes(place.modelCache());
        Object written = Files.getLastModifiedTime(place.modelCache());
        place.train(place.settings(99, 5, 5));
        assertThat(place.trained).isEmpty();
        assertThat(place.notices)
                .containsExactly(
                        "the good network of " + place.modelCache()
                                + " (upstream pickle) is used as it is: seed and epochs are not recorded in it",
                        "the bad network of " + place.modelCache()
                                + " (upstream pickle) is used as it is: seed and epochs are not recorded in it");
        assertThat(place.modelCache()).hasBinaryContent(pickles);
        assertThat(Files.getLastModifiedTime(place.modelCache())).isEqualTo(written);
        assertThat(place.manifest().models().values()).allSatisfy(model -> {
            assertThat(model.origin()).isEqualTo(Origin.UPSTREAM_PICKLE);
            assertThat(model.recipe()).isEmpty();
        });
        assertThat(place.names()).containsExactly("auto", Settings.DATASET_CACHE, Settings.MODEL_CACHE);
    }

    @Test
    void anEmptyDirectoryInPlaceOfTheCacheIsReplacedByIt() throws Exception {
        Files.createDirectory(place.modelCache());
        place.train(place.settings());
        assertThat(place.trained).containsExactly("good", "bad");
        assertThat(new ModelCache(place.modelCache()).read()).hasSize(2);
        assertThat(place.names()).containsExactly("auto", Settings.DATASET_CACHE, Settings.MODEL_CACHE);
    }

    @Test
    void aDirectoryWithSomethingInItIsMovedAside() throws Exception {
        Files.createDirectory(place.modelCache());
        Files.writeString(place.modelCache().resolve("mine"), "mine");
        place.train(place.settings());
        assertThat(place.notices)
                .containsExactly(place.modelCache() + " is a directory, expected the model cache, a .tar.gz file;"
                        + " moved aside as models-pkl.tar.gz.rejected-1, both networks are trained");
        assertThat(place.besideModelCache(".rejected-1").resolve("mine")).hasContent("mine");
        assertThat(new ModelCache(place.modelCache()).read()).hasSize(2);
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNoReasonToFail() throws Exception {
        Files.setPosixFilePermissions(place.data, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(place.data), "permissions do not bind this user");
        try {
            Path output = directory.resolve("output");
            place.train(place.settings(output, 1, 1, 1, 2));
            assertThat(Workplace.published(output)).hasSize(6);
            assertThat(place.notices)
                    .containsExactly(
                            "the trained networks could not be kept in " + place.modelCache() + ": permission denied");
        } finally {
            Files.setPosixFilePermissions(place.data, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
