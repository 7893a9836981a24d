package org.zkmnist.auto.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** {@code /openapi.json}: the description of all routes for programs, written by hand. */
final class OpenApiRoutes {
    private static final String RESOURCE = "openapi.json";

    void addTo(RoutesConfig routes) {
        routes.get("/openapi.json", OpenApiRoutes::send);
    }

    private static void send(Context context) throws IOException {
        try (InputStream description = OpenApiRoutes.class.getResourceAsStream(RESOURCE)) {
            if (description == null) {
                throw new IOException("the program is incomplete: it lacks " + RESOURCE + "; build it again");
            }
            context.contentType("application/vnd.oai.openapi+json; version=3.1").result(description.readAllBytes());
        }
    }
}
