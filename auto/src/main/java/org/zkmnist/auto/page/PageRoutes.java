package org.zkmnist.auto.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/** The page that people watch while the networks learn, at {@code GET /} for browsers, and its parts under {@code /page/}. */
public final class PageRoutes {
    private final PageState state;
    private final PageDocument document;
    private final PageAssets assets;

    /** @throws IOException with one line to show, if a part of the page is not on the class path */
    public PageRoutes(PageState state) throws IOException {
        this.state = state;
        document = new PageDocument();
        assets = new PageAssets();
    }

    /** Adds the parts of the page; {@link #show} is for whoever decides what {@code GET /} means to a client. */
    public void addTo(RoutesConfig routes) {
        routes.get("/page/{name}", this::sendAsset);
    }

    /** Answers with the document, in which the present state is written; never kept by a browser. */
    public void show(Context context) {
        context.header(Header.CACHE_CONTROL, "no-store").contentType("text/html; charset=utf-8");
        EncodedContent.of(document.render(state.status())).sendTo(context);
    }

    private void sendAsset(Context context) {
        String name = context.pathParam("name");
        assets.find(name)
                .ifPresentOrElse(
                        asset -> asset.sendTo(context),
                        () -> context.status(HttpStatus.NOT_FOUND)
                                .contentType("text/plain; charset=utf-8")
                                .result("The page has no part of this name.\n"));
    }
}
