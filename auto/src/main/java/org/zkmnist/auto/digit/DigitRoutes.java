package org.zkmnist.auto.digit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.EzklJson;

/**
 * The routes about single digits: {@code /api/classify}, {@code /api/input.json}, {@code /api/images/{set}/{index}} and
 * {@code /api/disagreements}.
 *
 * <p>Whatever a client sends is answered; what cannot be used gets a {@link org.zkmnist.auto.http.Problem} with one line
 * of detail. Answers are computed by the threads that serve requests.
 */
public final class DigitRoutes {
    private static final int USUAL_DISAGREEMENTS = 24;
    private static final int MOST_DISAGREEMENTS = 200;
    private static final int LARGEST_OFFSET = 999_999_999;

    private final Supplier<Optional<Mnist>> dataset;
    private final Classifiers classifiers;
    private final Disagreements disagreements;

    /**
     * @param networks asked at each request
     * @param dataset asked at each request; the dataset once it is in memory, the same object at each call
     */
    public DigitRoutes(Networks networks, Supplier<Optional<Mnist>> dataset) {
        this.dataset = dataset;
        this.classifiers = new Classifiers(networks);
        this.disagreements = new Disagreements(networks, dataset);
    }

    /** Adds the routes to a server that is being set up. */
    public void addTo(RoutesConfig routes) {
        routes.post("/api/classify", answering(this::classify));
        routes.get("/api/input.json", answering(this::inputOfQuery));
        routes.post("/api/input.json", answering(this::inputOfBody));
        routes.get("/api/images/{set}/{index}", answering(this::image));
        routes.get("/api/disagreements", answering(this::disagreements));
    }

    private void classify(Context context) throws Refusal {
        Digit digit = DigitBody.read(context);
        json(context, Answers.classified(digit, classifiers.classify(digit.pixels())));
    }

    private void inputOfQuery(Context context) throws Refusal {
        download(context, Query.inputJson(context, dataset));
    }

    private void inputOfBody(Context context) throws Refusal {
        download(context, EzklJson.input(DigitBody.read(context).pixels()));
    }

    private void image(Context context) throws Refusal {
        String text = context.pathParam("set") + "/" + context.pathParam("index");
        ImageName name = ImageName.parse(text)
                .orElseThrow(() -> Refusal.notFound("there is no image " + OneLine.of(text)
                        + "; expected /api/images/training/ or /api/images/test/ and a number"));
        json(context, Answers.image(name, name.find(dataset)));
    }

    private void disagreements(Context context) throws Refusal {
        int limit = Query.number(context, "limit", USUAL_DISAGREEMENTS, 1, MOST_DISAGREEMENTS);
        int offset = Query.number(context, "offset", 0, 0, LARGEST_OFFSET);
        Disagreements.Found found = disagreements.find();
        List<Disagreements.Disagreement> part =
                found.list().stream().skip(offset).limit(limit).toList();
        json(context, Answers.disagreements(found, part));
    }

    private static void json(Context context, byte[] content) {
        context.contentType(DigitBody.JSON).result(content);
    }

    private static void download(Context context, byte[] content) {
        context.header("Content-Disposition", "attachment; filename=\"input.json\"");
        json(context, content);
    }

    /** A handler that may refuse. */
    @FunctionalInterface
    private interface RefusingHandler {
        void handle(Context context) throws Refusal;
    }

    private static Handler answering(RefusingHandler handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (Refusal refusal) {
                refusal.sendTo(context);
            }
        };
    }
}
