package org.zkmnist.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.zkmnist.archive.TarGz;
import org.zkmnist.storage.AtomicFile;

/** Model caches as the original modeller leaves them: PyTorch pickles, of which nobody knows how they were trained. */
public final class PickledModels {
    private PickledModels() {}

    /** Writes a cache of two pickles with made-up parameters. */
    public static void write(Path cache) throws IOException {
        AtomicFile.write(
                cache,
                out -> TarGz.write(
                        out,
                        Map.of(
                                "models_good/mnist_0.981.pkl", new TorchSaved(Samples.parameters(31)).file(),
                                "models_bad/mnist_0.712.pkl", new TorchSaved(Samples.parameters(32)).file())));
    }
}
