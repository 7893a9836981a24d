package org.zkmnist.auto.files;

import java.util.ArrayList;
import java.util.List;
import org.zkmnist.Settings;
import org.zkmnist.export.ArtifactSet;

/**
 * Something that can be downloaded.
 *
 * @param name its file name, and its path below the root
 * @param mediaType value of its Content-Type
 * @param kind where it comes from
 */
record Download(String name, String mediaType, Kind kind) {
    /** Everything that can be downloaded; there is no way to any other file. */
    static final List<Download> ALL = all();

    enum Kind {
        /** A file of the published set. */
        ARTIFACT,
        /** All files of the published set in one. */
        ARCHIVE,
        /** The trained networks, which the data directory holds. */
        MODEL_CACHE
    }

    private static List<Download> all() {
        List<Download> downloads = new ArrayList<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            downloads.add(new Download(name, mediaType(name), Kind.ARTIFACT));
        }
        downloads.add(new Download("artifacts.zip", "application/zip", Kind.ARCHIVE));
        downloads.add(new Download(Settings.MODEL_CACHE, "application/gzip", Kind.MODEL_CACHE));
        return List.copyOf(downloads);
    }

    private static String mediaType(String name) {
        if (name.endsWith(".json")) {
            return "application/json";
        }
        // No type is registered for ONNX.
        return name.endsWith(".onnx") ? "application/octet-stream" : "text/plain; charset=utf-8";
    }

    /** Whether it is served with gzip coding to who asks for that; the others hardly become smaller. */
    boolean isCompressible() {
        return mediaType.equals("application/json");
    }
}
