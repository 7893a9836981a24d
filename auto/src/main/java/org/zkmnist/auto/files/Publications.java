package org.zkmnist.auto.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.zkmnist.export.PublishedSet;

/** What there is to download at the moment. Asked by many threads at once, on every request. */
public interface Publications {
    /** The set of files that is in place; empty as long as there is none. */
    Optional<PublishedSet> current() throws IOException;

    /** One line on how far the job is, for who asks for a file before it is there. */
    String progressLine();

    /** Where the model cache lies, or would lie. */
    Path modelCache();
}
