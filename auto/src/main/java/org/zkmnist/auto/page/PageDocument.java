package org.zkmnist.auto.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The document of the page, with the present state written into it: that is all that a browser without scripts has. */
final class PageDocument {
    /** The folder of the templates on the class path: one of the document, and one of each of its sections. */
    private static final String FOLDER = "org/zkmnist/auto/page/";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Escapes what it fills in. */
    private final Mustache template = new DefaultMustacheFactory(FOLDER).compile("index.mustache");

    /** The document for a state as {@code GET /api/status} gives it; both in UTF-8. */
    byte[] render(byte[] status) {
        StringWriter html = new StringWriter();
        try {
            template.execute(html, PageContent.of(JSON.readTree(status)));
        } catch (IOException e) {
            throw new UncheckedIOException("the state of the job is no JSON", e);
        }
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }
}
