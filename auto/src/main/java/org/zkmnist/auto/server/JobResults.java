package org.zkmnist.auto.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.zkmnist.ModellerListener;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;

/** Keeps what the job has so far, for those who ask the networks: the dataset, and each network once it is there. */
final class JobResults implements ModellerListener {
    private final Map<ModelKind, Parameters> networks = new ConcurrentHashMap<>();
    private volatile Mnist mnist;

    @Override
    public void datasetReady(Mnist read) {
        mnist = read;
    }

    @Override
    public void modelReady(EvaluatedModel evaluated) {
        networks.put(evaluated.model().kind(), evaluated.model().parameters());
    }

    /** The same object at each call, until a job that was tried again has another. */
    Optional<Parameters> parameters(ModelKind kind) {
        return Optional.ofNullable(networks.get(kind));
    }

    /** The same object at each call, until a job that was tried again has another. */
    Optional<Mnist> dataset() {
        return Optional.ofNullable(mnist);
    }
}
