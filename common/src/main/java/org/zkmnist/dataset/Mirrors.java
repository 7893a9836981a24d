package org.zkmnist.dataset;

import java.net.URI;

/** Addresses of mirrors as users write them. */
public final class Mirrors {
    private Mirrors() {}

    /**
     * The directory that {@code text} names, with a slash at its end.
     *
     * @throws IllegalArgumentException with one line to show, if it is no http or https address
     */
    public static URI parse(String text) {
        String problem = "mirror '" + text + "' is no address of the form https://host/directory/";
        URI uri;
        try {
            uri = URI.create(text.endsWith("/") ? text : text + "/");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(problem);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(problem);
        }
        return uri;
    }
}
