package org.zkmnist;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.archive.InvalidArchiveException;
import org.zkmnist.model.InvalidModelException;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelCache;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.storage.FailureReason;
import org.zkmnist.storage.SetAside;

/** Decides which cached models can stand for what is asked, and keeps the cache: a user's file is never lost. */
final class ModelSource {
    private final ModelCache cache;
    private final ModellerListener listener;
    private boolean occupied;

    ModelSource(Path cacheFile, ModellerListener listener) {
        this.cache = new ModelCache(cacheFile);
        this.listener = listener;
    }

    /**
     * The cached models that the settings ask for. A cache that cannot be used is moved aside, and that is said.
     *
     * @param settings name the recipes; a model without a recipe is used as it is
     * @param kinds which are asked for
     */
    Map<ModelKind, Model> usable(Settings settings, List<ModelKind> kinds) throws IOException {
        Map<ModelKind, Model> usable = new EnumMap<>(ModelKind.class);
        Map<ModelKind, Model> cached = read();
        for (ModelKind kind : kinds) {
            Model model = cached.get(kind);
            Recipe wanted = settings.recipe(kind);
            if (model == null) {
                if (!cached.isEmpty()) {
                    listener.notice(cache.file() + " holds no " + kind.label() + " network: it is trained");
                }
            } else if (model.recipe().isEmpty()) {
                listener.notice("the " + kind.label() + " network of " + cache.file() + " ("
                        + model.origin().label() + ") is used as it is: seed and epochs are not recorded in it");
                usable.put(kind, model);
            } else if (model.recipe().get().equals(wanted)) {
                usable.put(kind, model);
            } else {
                listener.notice("the " + kind.label() + " network of " + cache.file() + " was trained with "
                        + model.recipe().get().summary() + ", asked for is " + wanted.summary()
                        + ": it is trained anew");
            }
        }
        return usable;
    }

    /**
     * Both models of the cache, whatever their recipes, for an export that trains nothing. The cache stays where it is,
     * usable or not.
     *
     * @throws InvalidModelException if it is missing, cannot be used or lacks one of them, in one line
     */
    Map<ModelKind, Model> all() throws IOException {
        Path file = cache.file();
        if (Files.isDirectory(file)) {
            throw new InvalidModelException(file + " is a directory, expected the model cache, a .tar.gz file");
        }
        Map<ModelKind, Model> models;
        try {
            models = cache.read();
        } catch (NoSuchFileException e) {
            throw new InvalidModelException(
                    "there is no model cache " + file + ": run `modeller train`, or put one there", e);
        }
        for (ModelKind kind : ModelKind.values()) {
            if (!models.containsKey(kind)) {
                throw new InvalidModelException(
                        file + " holds no " + kind.label() + " network: run `modeller train`, which trains it");
            }
        }
        return models;
    }

    private Map<ModelKind, Model> read() throws IOException {
        Path file = cache.file();
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            clearDirectory(file);
            return Map.of();
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Map.of();
        }
        try {
            return cache.read();
        } catch (InvalidArchiveException | InvalidModelException e) {
            setAside(file, e.getMessage());
            return Map.of();
        }
    }

    /** Makes room for a cache of ours; where that cannot be had, the networks are trained but not kept. */
    private void setAside(Path file, String problem) {
        try {
            Path target = SetAside.rejected(file);
            listener.notice(problem + "; moved aside as " + target.getFileName() + ", both networks are trained");
        } catch (IOException e) {
            occupied = true;
            listener.notice(problem + "; it cannot be moved aside (" + FailureReason.of(e)
                    + "), both networks are trained, but not kept for the next time");
        }
    }

    /** Docker makes an empty directory where a file that is to be mounted is missing. */
    private void clearDirectory(Path directory) throws IOException {
        try {
            Files.delete(directory);
        } catch (DirectoryNotEmptyException e) {
            setAside(directory, directory + " is a directory, expected the model cache, a .tar.gz file");
        } catch (IOException e) {
            occupied = true;
            listener.notice(directory + " is an empty directory that cannot be replaced by the model cache: mount the"
                    + " directory around it, not the file");
        }
    }

    /**
     * Keeps newly trained models for the next time. A cache with a model of unknown recipe is the user's and stays; a
     * cache of ours with other models is kept as {@code NAME.replaced-N}, one with these models stays as it is.
     *
     * @param accuracies on the rounded test images
     */
    void keep(Map<ModelKind, Model> models, Map<ModelKind, Double> accuracies) {
        if (occupied
                || Thread.currentThread().isInterrupted()
                || models.values().stream().anyMatch(model -> model.recipe().isEmpty())) {
            return;
        }
        Path file = cache.file();
        if (holds(models)) {
            return;
        }
        Optional<Path> replaced = Optional.empty();
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                replaced = Optional.of(SetAside.replaced(file));
            }
            cache.write(models, accuracies);
            replaced.ifPresent(
                    old -> listener.notice("the model cache that was there is kept as " + old.getFileName()));
        } catch (IOException e) {
            restore(replaced);
            listener.notice("the trained networks could not be kept in " + file + ": " + FailureReason.of(e));
        }
    }

    /** Whether the cache has them already: another process, or an earlier step of this one, may have kept them. */
    private boolean holds(Map<ModelKind, Model> models) {
        try {
            Map<ModelKind, Model> cached = cache.read();
            return models.values().stream().allMatch(model -> {
                Model kept = cached.get(model.kind());
                return kept != null
                        && kept.parameters().equals(model.parameters())
                        && kept.recipe().equals(model.recipe());
            });
        } catch (IOException e) {
            return false;
        }
    }

    private void restore(Optional<Path> replaced) {
        try {
            if (replaced.isPresent() && Files.notExists(cache.file())) {
                Files.move(replaced.get(), cache.file());
            }
        } catch (IOException e) {
            listener.notice(
                    "the model cache that was there is now " + replaced.get().getFileName());
        }
    }
}
