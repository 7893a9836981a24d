package org.zkmnist.auto.server;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zkmnist.auto.http.Problem;

/** Refuses requests for a foreign host, and requests that change something and come from another site's page. */
final class RequestCheck {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]@/]*)(:\\d*)?");
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final HostNames hosts;

    RequestCheck(HostNames hosts) {
        this.hosts = hosts;
    }

    /** What is wrong with the request; empty if it may be served. */
    Optional<Problem> check(Context context) {
        String host = authority(context);
        // HTTP/1.0 has no host, and no browser speaks it.
        if (host != null && !isServed(host)) {
            return Optional.of(new Problem(
                    MISDIRECTED,
                    "Unknown host",
                    "this server does not answer as '" + shortened(host)
                            + "': ask it by localhost or an IP address, or name the host with --hosts or"
                            + " MODELLER_HOSTS"));
        }
        if (!READING.contains(context.req().getMethod()) && isCrossSite(context, host)) {
            return Optional.of(new Problem(
                    FORBIDDEN, "Cross-site request", "another site's page may not ask for this: use the server's own"));
        }
        return Optional.empty();
    }

    /** Of the request's target if it names one, which has precedence, and else of the header. */
    private static String authority(Context context) {
        String target = context.req().getRequestURL().toString();
        String header = context.header("Host");
        if (header == null) {
            return null;
        }
        int start = target.indexOf("//") + 2;
        int end = target.indexOf('/', start);
        return target.substring(start, end < 0 ? target.length() : end);
    }

    private boolean isServed(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        return parts.matches() && hosts.serves(parts.group(1));
    }

    /** Browsers say where a request comes from; other programs do not, and are not tricked by pages. */
    private static boolean isCrossSite(Context context, String host) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = context.header("Origin");
        return origin != null && !isOwn(origin, host);
    }

    private static boolean isOwn(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            return uri.getRawAuthority() != null
                    && host != null
                    && uri.getRawAuthority().toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String host) {
        return host.length() <= 100 ? host : host.substring(0, 100) + "...";
    }
}
