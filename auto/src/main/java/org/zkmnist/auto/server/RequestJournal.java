package org.zkmnist.auto.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * Hears of every request when it is over: counts it, and tells the log of downloads and of what was refused. The page
 * and the polls of scripts would fill the log otherwise.
 */
final class RequestJournal implements RequestLog {
    /** Attribute of a request: the path pattern that it matched. */
    static final String ROUTE = "org.zkmnist.route";

    private static final int MOST_LINES_A_SECOND = 20;
    private static final int LONGEST_PATH = 200;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_ERROR = 400;

    private final ServiceLog log;
    private final RequestCounts counts;
    private long second;
    private int lines;
    private int unsaid;

    RequestJournal(ServiceLog log, RequestCounts counts) {
        this.log = log;
        this.counts = counts;
    }

    @Override
    public void log(Request request, Response response) {
        int status = response.getStatus();
        long bytes = Response.getContentBytesWritten(response);
        String route = request.getAttribute(ROUTE) instanceof String known ? known : RequestCounts.OTHER;
        counts.add(new RequestCounts.Key(route, request.getMethod(), status), bytes);
        String path = path(request);
        if (isToldOf(path, status) && mayTell()) {
            tell(request, path, status, bytes);
        }
    }

    private static boolean isToldOf(String path, int status) {
        if (status >= FIRST_ERROR) {
            return status != UNAVAILABLE;
        }
        return !path.equals("/")
                && !path.startsWith("/page/")
                && !ErrorAnswers.isApi(path)
                && !ArtifactServer.QUIET_PATHS.contains(path);
    }

    /** So that nobody fills a disk by asking. */
    private synchronized boolean mayTell() {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            if (unsaid > 0) {
                log.event(unsaid + " more requests within a second are not listed");
            }
            second = now;
            lines = 0;
            unsaid = 0;
        }
        if (lines < MOST_LINES_A_SECOND) {
            lines++;
            return true;
        }
        unsaid++;
        return false;
    }

    private void tell(Request request, String path, int status, long bytes) {
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        String client = client(request.getConnectionMetaData().getRemoteSocketAddress());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", request.getMethod());
        fields.put("path", path);
        fields.put("status", status);
        fields.put("bytes", bytes);
        fields.put("milliseconds", milliseconds);
        fields.put("client", client);
        log.request(
                request.getMethod() + " " + path + ": " + status + ", " + bytes + " bytes in " + milliseconds
                        + " ms for " + client,
                fields);
    }

    private static String client(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : "?";
    }

    /** Without the query, which may hold somebody's drawing, and without what would confuse a terminal. */
    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        String plain = path == null ? "?" : path.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() <= LONGEST_PATH ? plain : plain.substring(0, LONGEST_PATH) + "...";
    }
}
