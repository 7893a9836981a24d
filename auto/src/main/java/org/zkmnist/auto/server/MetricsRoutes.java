package org.zkmnist.auto.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.zkmnist.auto.status.EventStreams;
import org.zkmnist.auto.status.JobProgress;
import org.zkmnist.auto.status.JobState;
import org.zkmnist.auto.status.JobStatus;
import org.zkmnist.auto.status.ModelStatus;
import org.zkmnist.auto.status.StatusRecorder;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;

/** {@code /metrics}: how the training and the server do, for Prometheus and others that read OpenMetrics. */
final class MetricsRoutes {
    private final StatusRecorder recorder;
    private final RequestCounts counts;
    private final EventStreams streams;
    private PrometheusRegistry registry;

    MetricsRoutes(StatusRecorder recorder, RequestCounts counts, EventStreams streams) {
        this.recorder = recorder;
        this.counts = counts;
        this.streams = streams;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::metrics);
    }

    private void metrics(Context context) throws IOException {
        OpenMetricsTextFormatWriter writer = OpenMetricsTextFormatWriter.create();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(bytes, registry().scrape(), EscapingScheme.DEFAULT);
        context.contentType(writer.getContentType()).result(bytes.toByteArray());
    }

    /** Made when somebody asks for the first time: most never do, and the start is faster without. */
    private synchronized PrometheusRegistry registry() {
        if (registry == null) {
            registry = new PrometheusRegistry();
            JvmMetrics.builder().register(registry);
            addRequests();
            addJob();
            addModels();
        }
        return registry;
    }

    private void addRequests() {
        registry.register(CounterWithCallback.builder()
                .name("modeller_http_requests")
                .help("Requests answered.")
                .labelNames("route", "method", "status")
                .callback(callback -> counts.requests()
                        .forEach((key, count) ->
                                callback.call(count.sum(), key.route(), key.method(), String.valueOf(key.status()))))
                .build());
        registry.register(CounterWithCallback.builder()
                .name("modeller_http_response_body_bytes")
                .help("Bytes of answers, without their headers.")
                .labelNames("route")
                .callback(callback -> counts.bytes().forEach((route, count) -> callback.call(count.sum(), route)))
                .build());
        registry.register(GaugeWithCallback.builder()
                .name("modeller_event_listeners")
                .help("Clients that listen to /api/events.")
                .callback(callback -> callback.call(streams.count()))
                .build());
    }

    private void addJob() {
        registry.register(GaugeWithCallback.builder()
                .name("modeller_job_state")
                .help("1 for the state that the job is in, 0 for the others.")
                .labelNames("state")
                .callback(callback -> {
                    for (JobState state : JobState.values()) {
                        callback.call(recorder.current().state() == state ? 1 : 0, state.label());
                    }
                })
                .build());
        gauge(
                "modeller_job_progress_ratio",
                "How much of the job is done, from 0 to 1.",
                status -> JobProgress.of(status).fraction());
        gauge(
                "modeller_training_images_per_second",
                "Speed of the training under way; 0 when there is none.",
                status -> JobProgress.of(status).imagesPerSecond().orElse(0.0));
    }

    private void gauge(String name, String help, ToDoubleFunction<JobStatus> value) {
        registry.register(GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(recorder.current())))
                .build());
    }

    private void addModels() {
        modelGauge(
                "modeller_network_epochs_done",
                "Epochs that the network has been trained.",
                model -> model.history().size());
        modelGauge(
                "modeller_network_training_loss",
                "Mean cross-entropy of the last epoch.",
                model -> last(model, EpochReport::trainingLoss));
        modelGauge(
                "modeller_network_test_accuracy_ratio",
                "Accuracy on the test images after the last epoch.",
                model -> last(model, EpochReport::testAccuracy));
    }

    private void modelGauge(String name, String help, ToDoubleFunction<ModelStatus> value) {
        registry.register(GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("network")
                .callback(callback -> {
                    for (ModelKind kind : ModelKind.values()) {
                        callback.call(
                                value.applyAsDouble(recorder.current().models().get(kind)), kind.label());
                    }
                })
                .build());
    }

    private static double last(ModelStatus model, ToDoubleFunction<EpochReport> value) {
        return model.history().isEmpty()
                ? Double.NaN
                : value.applyAsDouble(model.history().get(model.history().size() - 1));
    }
}
