package org.zkmnist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.export.Manifest;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;

/** A data directory with a small dataset in it, and a listener that remembers what the modeller told. */
final class Workplace implements ModellerListener {
    final Path data;
    final Path output;
    final List<String> notices = new ArrayList<>();
    final List<String> trained = new ArrayList<>();

    Workplace(Path data) throws IOException {
        this.data = data;
        output = data.resolve("auto");
        SmallDataset.write(data.resolve(Settings.DATASET_CACHE));
    }

    Settings settings() {
        return settings(1, 2, 1);
    }

    Settings settings(long seed, int goodEpochs, int badEpochs) {
        return settings(output, seed, goodEpochs, badEpochs, 2);
    }

    Settings settings(Path directory, long seed, int goodEpochs, int badEpochs, int threads) {
        return new Settings(
                data,
                directory,
                seed,
                goodEpochs,
                badEpochs,
                Engine.FUSED,
                threads,
                List.of(),
                ExportChoices.standard());
    }

    /** Runs with these settings; forgets what earlier runs told. */
    ArtifactSet train(Settings settings) throws IOException, InterruptedException {
        notices.clear();
        trained.clear();
        return new Modeller(settings, this).train();
    }

    Path modelCache() {
        return data.resolve(Settings.MODEL_CACHE);
    }

    Path besideModelCache(String suffix) {
        return data.resolve(Settings.MODEL_CACHE + suffix);
    }

    Manifest manifest() throws IOException {
        return Manifest.read(output.resolve(Manifest.FILE_NAME));
    }

    /** Content of the published files by name; an assertion compares two such maps. */
    Map<String, List<Byte>> published() throws IOException {
        return published(output);
    }

    static Map<String, List<Byte>> published(Path directory) throws IOException {
        Map<String, List<Byte>> files = new TreeMap<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            List<Byte> content = new ArrayList<>();
            for (byte value : Files.readAllBytes(directory.resolve(name))) {
                content.add(value);
            }
            files.put(name, content);
        }
        return files;
    }

    /** Puts a file where a directory is to be. */
    static void occupy(Path path) {
        try {
            Files.writeString(path, "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of everything in the data directory, without what lies deeper. */
    List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(data)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void trainingStarted(ModelKind kind, Recipe recipe) {
        trained.add(kind.label());
    }

    @Override
    public void notice(String line) {
        if (line.lines().count() != 1) {
            throw new AssertionError("not one line: " + line);
        }
        notices.add(line);
    }
}
