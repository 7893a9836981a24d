package org.zkmnist.notebook;

import java.nio.charset.StandardCharsets;
import org.zkmnist.export.ArtifactFile;
import org.zkmnist.export.ArtifactSet;

/** The exported files with their digests. */
public final class Artifacts {
    private Artifacts() {}

    /** A row for each file, with its size in bytes and its SHA-256. */
    public static Table table(ArtifactSet artifacts) {
        Table table = Table.of("file", "bytes", "SHA-256");
        for (String name : ArtifactSet.FILE_NAMES) {
            ArtifactFile file = artifacts.measure(name);
            table.row(name, file.size(), file.sha256());
        }
        return table;
    }

    /** The beginning of a text file, to see what it looks like. */
    public static Picture beginning(ArtifactSet artifacts, String name, int characters) {
        String text = new String(artifacts.content(name), StandardCharsets.UTF_8);
        String shown = text.length() <= characters ? text : text.substring(0, characters) + " …";
        return Picture.html(
                "<p><b>" + Html.escape(name) + "</b></p><pre style='white-space:pre-wrap'>" + Html.escape(shown)
                        + "</pre>",
                name + ": " + shown);
    }
}
