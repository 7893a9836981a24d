package org.zkmnist.auto.files;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** The header fields of a request. */
record RequestFields(HttpServletRequest request) {
    /** All lines of a field, joined by commas as RFC 9110, 5.3, says; null if there is none. */
    String value(String name) {
        String first = request.getHeader(name);
        if (first == null) {
            return null;
        }
        List<String> lines = Collections.list(request.getHeaders(name));
        return lines.size() == 1 ? first : String.join(", ", lines);
    }

    boolean has(String name) {
        return request.getHeader(name) != null;
    }
}
