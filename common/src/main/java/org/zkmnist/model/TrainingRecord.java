package org.zkmnist.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What this product writes beside a model's weights: where they come from and how they were trained, as JSON with sorted
 * keys.
 *
 * @param format version of this record
 * @param origin {@link Origin#label()} when the model was written
 * @param parametersDigest {@link Parameters#digest()} of the weights that it belongs to
 * @param recipe null when it is not known
 */
record TrainingRecord(
        int format,
        String product,
        String kind,
        String origin,
        String parametersDigest,
        Recipe recipe,
        List<EpochReport> history) {
    private static final int FORMAT = 1;
    private static final String PRODUCT = "ZKML MNIST Modeller";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // The JVM's own form of a double changed with Java 19; both forms read back as the same double.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final ObjectWriter WRITER =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /** The record to write beside a model. */
    static byte[] write(Model model) throws IOException {
        return WRITER.writeValueAsBytes(new TrainingRecord(
                FORMAT,
                PRODUCT,
                model.kind().label(),
                model.origin().label(),
                model.parameters().digest(),
                model.recipe().orElse(null),
                model.history()));
    }

    /**
     * The model that a record and its weights make.
     *
     * @throws InvalidModelException if the record is damaged, of another version, or does not belong to the weights
     */
    static Model read(byte[] json, ModelKind kind, Parameters parameters, String name) throws InvalidModelException {
        String where = name + ": its training record ";
        TrainingRecord record;
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.path("format").asInt(0) != FORMAT) {
                throw new InvalidModelException(where + "has another format than " + FORMAT
                        + "; another version of this product may have written it");
            }
            record = JSON.treeToValue(tree, TrainingRecord.class);
        } catch (JsonProcessingException e) {
            throw new InvalidModelException(where + "is not readable (" + oneLine(e.getOriginalMessage()) + ")", e);
        } catch (InvalidModelException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidModelException(where + "is not readable", e);
        }
        record.check(kind, parameters, where);
        return new Model(
                kind, parameters, record.originAfterReading(where), Optional.ofNullable(record.recipe), record.history);
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private void check(ModelKind kind, Parameters parameters, String where) throws InvalidModelException {
        if (!PRODUCT.equals(product) || !kind.label().equals(kind())) {
            throw new InvalidModelException(where + "is not that of a " + kind.label() + " model of " + PRODUCT);
        }
        if (!parameters.digest().equals(parametersDigest)) {
            throw new InvalidModelException(where + "belongs to other weights: their SHA-256 differs");
        }
        int epochs = recipe == null ? 0 : recipe.epochs();
        if (history == null || history.size() != epochs) {
            throw new InvalidModelException(where + "does not hold one report for each epoch");
        }
        for (int i = 0; i < epochs; i++) {
            EpochReport report = history.get(i);
            if (report == null || report.epoch() != i + 1 || !isSound(report)) {
                throw new InvalidModelException(where + "has an impossible report of epoch " + (i + 1));
            }
        }
        if (epochs > 0 && !history.get(epochs - 1).parametersDigest().equals(parametersDigest)) {
            throw new InvalidModelException(where + "ends with other weights than the model has");
        }
    }

    private static boolean isSound(EpochReport report) {
        return Double.isFinite(report.trainingLoss())
                && Double.isFinite(report.testLoss())
                && report.testAccuracy() >= 0
                && report.testAccuracy() <= 1
                && report.parametersDigest() != null
                && report.parametersDigest().matches("[0-9a-f]{64}");
    }

    private Origin originAfterReading(String where) throws InvalidModelException {
        if (recipe != null) {
            if (recipe.engine() == null || !recipe.engine().matches("[a-z0-9-]{1,20}")) {
                throw new InvalidModelException(where + "names no training engine");
            }
            return Origin.CACHE;
        }
        for (Origin known : List.of(Origin.UPSTREAM_PICKLE, Origin.DL4J_MODEL)) {
            if (known.label().equals(origin)) {
                return known;
            }
        }
        throw new InvalidModelException(where + "has neither a recipe nor an origin without one");
    }
}
