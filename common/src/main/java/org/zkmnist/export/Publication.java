package org.zkmnist.export;

import java.util.List;

/**
 * What publishing a set did.
 *
 * @param changed false if the directory held the same bytes already, so that nothing was touched
 * @param notices what the user should know, a line each; usually none
 */
public record Publication(boolean changed, List<String> notices) {
    public Publication {
        notices = List.copyOf(notices);
    }
}
