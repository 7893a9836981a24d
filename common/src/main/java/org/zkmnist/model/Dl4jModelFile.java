package org.zkmnist.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * The zip that one model is saved as: what DL4J's {@link ModelSerializer} writes and opens, and beside it a
 * {@link TrainingRecord}, which DL4J ignores.
 *
 * <p>Writing uses DL4J; the zip is packed anew without compression and with fixed times, so that the same model gives
 * the same bytes. Reading needs neither DL4J nor a native library.
 */
final class Dl4jModelFile {
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String TRAINING_RECORD = "training.json";
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private Dl4jModelFile() {}

    /**
     * @param name of the file, for messages
     * @throws InvalidModelException if it is no saved DL4J LeNet with finite weights, or its training record is wrong
     */
    static Model read(byte[] file, ModelKind kind, String name) throws InvalidModelException {
        Map<String, byte[]> entries = BoundedZip.read(file, name);
        for (String needed : List.of(CONFIGURATION, COEFFICIENTS)) {
            if (!entries.containsKey(needed)) {
                throw new InvalidModelException(name + ": is no DL4J model, it has no " + needed);
            }
        }
        Dl4jConfiguration.requireLeNet(entries.get(CONFIGURATION), name);
        float[] values = Dl4jLayout.fromDl4j(Dl4jCoefficients.read(entries.get(COEFFICIENTS), name));
        Parameters parameters;
        try {
            parameters = Parameters.of(values);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(name + ": " + e.getMessage(), e);
        }
        byte[] record = entries.get(TRAINING_RECORD);
        return record == null
                ? new Model(kind, parameters, Origin.DL4J_MODEL, Optional.empty(), List.of())
                : TrainingRecord.read(record, kind, parameters, name);
    }

    /** The content of the file for a model. */
    static byte[] write(Model model) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        double learningRate = model.recipe().map(Recipe::learningRate).orElse(Recipe.LEARNING_RATE);
        MultiLayerNetwork network = LeNet.network(model.parameters(), learningRate);
        try {
            ModelSerializer.writeModel(network, saved, false);
        } finally {
            network.close();
        }
        Map<String, byte[]> entries = new TreeMap<>(BoundedZip.read(saved.toByteArray(), "DL4J's model"));
        entries.computeIfPresent(CONFIGURATION, (name, text) -> withUnixLineEnds(text));
        entries.put(TRAINING_RECORD, TrainingRecord.write(model));
        return pack(entries);
    }

    /** DL4J ends lines as the operating system does. */
    private static byte[] withUnixLineEnds(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pack(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                CRC32 checksum = new CRC32();
                checksum.update(content.getValue());
                entry.setCrc(checksum.getValue());
                entry.setSize(content.getValue().length);
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
