package org.zkmnist.auto.digit;

import java.util.Optional;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;

/** The networks that there are so far. */
public interface Networks {
    /**
     * The network's parameters once it is trained or loaded; the same object at each call for as long as they are the
     * same, because what is derived from them is kept by their identity.
     */
    Optional<Parameters> parameters(ModelKind kind);
}
