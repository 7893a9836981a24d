package org.zkmnist.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zkmnist.archive.EntryVisitor;
import org.zkmnist.archive.Limits;
import org.zkmnist.archive.TarGz;
import org.zkmnist.storage.AtomicFile;

/**
 * The file that trained networks are kept in: a {@code .tar.gz} with the folders {@code models_good} and {@code
 * models_bad}, in each a model named by its accuracy, for instance {@code ./models_good/mnist_0.979.zip}.
 *
 * <p>A {@code .zip} is a DL4J model, a {@code .pkl} a network that the original, PyTorch-based modeller saved. Where a
 * folder holds several, the newest counts, and among equally old ones the last by name. Reading never changes the file
 * and needs no native library; writing does.
 */
public final class ModelCache {
    /** Room for a few hundred models. */
    private static final Limits LIMITS = new Limits(1000, 8L << 20, 64L << 20);

    private static final Pattern MODEL = Pattern.compile("models_(good|bad)/[^/]+\\.(zip|pkl)");

    private final Path file;

    /** @param file the {@code .tar.gz}, which need not be there yet */
    public ModelCache(Path file) {
        this.file = file;
    }

    /** The {@code .tar.gz}. */
    public Path file() {
        return file;
    }

    /**
     * The model of each kind that the file holds; one of the kinds may be missing.
     *
     * @throws org.zkmnist.archive.InvalidArchiveException if the file is no sound archive
     * @throws InvalidModelException if it holds no model, or if the one that counts cannot be used
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    public Map<ModelKind, Model> read() throws IOException {
        Newest newest = new Newest();
        TarGz.visit(file, LIMITS, newest);
        if (newest.candidates.isEmpty()) {
            throw new InvalidModelException(
                    file + ": holds no model, expected models_good/NAME.zip or .pkl, and the same in models_bad");
        }
        Map<ModelKind, Model> models = new EnumMap<>(ModelKind.class);
        for (Map.Entry<ModelKind, Candidate> found : newest.candidates.entrySet()) {
            models.put(found.getKey(), model(found.getKey(), found.getValue()));
        }
        return models;
    }

    private Model model(ModelKind kind, Candidate candidate) throws InvalidModelException {
        String where = file + ": " + candidate.name;
        if (candidate.name.endsWith(".zip")) {
            return Dl4jModelFile.read(candidate.content, kind, where);
        }
        Parameters parameters = TorchPickle.read(candidate.content, where);
        return new Model(kind, parameters, Origin.UPSTREAM_PICKLE, Optional.empty(), List.of());
    }

    /**
     * Writes the file anew, atomically; the same models give the same bytes.
     *
     * @param accuracies of each model on the rounded test images, 0 to 1; they become part of the names
     * @throws IllegalArgumentException if there is no model, or no accuracy for one
     */
    public void write(Map<ModelKind, Model> models, Map<ModelKind, Double> accuracies) throws IOException {
        if (models.isEmpty() || !accuracies.keySet().containsAll(models.keySet())) {
            throw new IllegalArgumentException(
                    "accuracies of " + accuracies.keySet() + " do not fit models of " + models.keySet());
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (ModelKind kind : ModelKind.values()) {
            if (models.containsKey(kind)) {
                String name =
                        String.format(Locale.ROOT, "models_%s/mnist_%.3f.zip", kind.label(), accuracies.get(kind));
                entries.put(name, Dl4jModelFile.write(models.get(kind)));
            }
        }
        AtomicFile.write(file, out -> TarGz.write(out, entries));
    }

    private record Candidate(Instant modified, String name, byte[] content) {
        static final Comparator<Candidate> AGE =
                Comparator.comparing(Candidate::modified).thenComparing(Candidate::name);
    }

    /** Keeps the model of each kind that counts. */
    private static final class Newest implements EntryVisitor {
        private final Map<ModelKind, Candidate> candidates = new EnumMap<>(ModelKind.class);
        private Instant modified;

        @Override
        public void modified(String name, Instant time) {
            modified = time;
        }

        @Override
        public void file(String name, long size, InputStream content) throws IOException {
            Matcher model = MODEL.matcher(name);
            if (model.matches()) {
                ModelKind kind = ModelKind.valueOf(model.group(1).toUpperCase(Locale.ROOT));
                Candidate candidate = new Candidate(modified, name, content.readAllBytes());
                candidates.merge(kind, candidate, (a, b) -> Candidate.AGE.compare(a, b) < 0 ? b : a);
            }
        }
    }
}
