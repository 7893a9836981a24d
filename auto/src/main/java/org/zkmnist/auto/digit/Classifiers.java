package org.zkmnist.auto.digit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;
import org.zkmnist.training.Classification;
import org.zkmnist.training.fused.ImageClassifier;

/** The classifiers of the networks that there are, made once for each network. */
final class Classifiers {
    private record Made(Parameters parameters, ImageClassifier classifier) {}

    private final Networks networks;
    private final Map<ModelKind, Made> made = new EnumMap<>(ModelKind.class);

    Classifiers(Networks networks) {
        this.networks = networks;
    }

    /**
     * What each network that there is says about an image.
     *
     * @throws Refusal if there is none yet
     */
    Map<ModelKind, Classification> classify(float[] pixels) throws Refusal {
        Map<ModelKind, Classification> answers = new EnumMap<>(ModelKind.class);
        for (ModelKind kind : ModelKind.values()) {
            classifier(kind).ifPresent(classifier -> answers.put(kind, classifier.classify(pixels)));
        }
        if (answers.isEmpty()) {
            throw Refusal.notReady("neither network is trained yet; try again when the first one is");
        }
        return answers;
    }

    private Optional<ImageClassifier> classifier(ModelKind kind) {
        return networks.parameters(kind).map(parameters -> {
            synchronized (made) {
                Made last = made.get(kind);
                if (last == null || last.parameters() != parameters) {
                    last = new Made(parameters, new ImageClassifier(parameters));
                    made.put(kind, last);
                }
                return last.classifier();
            }
        });
    }
}
