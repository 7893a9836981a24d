package org.zkmnist.dataset;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is known about a file before it is downloaded.
 *
 * @param size of the compressed file, in bytes
 * @param sha256 of the compressed file
 */
record PublishedFile(int size, String sha256) {
    /** The files as LeCun, Cortes and Burges published them. */
    static Map<MnistFile, PublishedFile> mnist() {
        Map<MnistFile, PublishedFile> files = new EnumMap<>(MnistFile.class);
        files.put(
                MnistFile.TRAINING_IMAGES,
                new PublishedFile(9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"));
        files.put(
                MnistFile.TRAINING_LABELS,
                new PublishedFile(28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"));
        files.put(
                MnistFile.TEST_IMAGES,
                new PublishedFile(1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"));
        files.put(
                MnistFile.TEST_LABELS,
                new PublishedFile(4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));
        return files;
    }
}
