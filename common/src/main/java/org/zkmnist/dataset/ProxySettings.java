package org.zkmnist.dataset;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the proxy: the JVM's settings ({@code https.proxyHost} and so on) come first; where they say nothing, the
 * environment's {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} do, in either case of letters.
 */
final class ProxySettings extends ProxySelector {
    private final Map<String, String> environment;
    private final ProxySelector jvm;

    /** @param jvm may be null, as {@link ProxySelector#getDefault} may */
    ProxySettings(Map<String, String> environment, ProxySelector jvm) {
        this.environment = Map.copyOf(environment);
        this.jvm = jvm;
    }

    /** The settings of this process. */
    static ProxySettings ofProcess() {
        return new ProxySettings(System.getenv(), ProxySelector.getDefault());
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (isChosenByJvm(uri)) {
            return jvm.select(uri);
        }
        return proxyUri(uri)
                .map(proxy -> List.of(new Proxy(Proxy.Type.HTTP, address(proxy))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    private boolean isChosenByJvm(URI uri) {
        return jvm != null
                && (System.getProperty(uri.getScheme() + ".proxyHost") != null
                        || jvm.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The failed request says it.
    }

    /** Answers a proxy of the environment that asks for the password that its URL carries. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                return proxyUri(URI.create(getRequestingURL().toString()))
                        .filter(proxy -> proxy.getUserInfo() != null)
                        .filter(proxy -> address(proxy).getHostString().equalsIgnoreCase(getRequestingHost()))
                        .map(proxy -> proxy.getUserInfo().split(":", 2))
                        .map(user ->
                                new PasswordAuthentication(user[0], (user.length > 1 ? user[1] : "").toCharArray()))
                        .orElse(null);
            }
        };
    }

    /**
     * Whether the environment gives a password for the proxy on the way to {@code uri}.
     *
     * @throws IllegalArgumentException if the environment names a proxy that is no HTTP proxy
     */
    boolean hasPassword(URI uri) {
        return !isChosenByJvm(uri) && proxyUri(uri).map(URI::getUserInfo).isPresent();
    }

    private Optional<URI> proxyUri(URI target) {
        String name = target.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        String value = variable(name);
        if (value.isEmpty() || isExempt(target)) {
            return Optional.empty();
        }
        // The value is not shown: it may hold a password.
        String problem = name + " names no proxy of the form http://host:port";
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null) {
                throw new IllegalArgumentException(problem);
            }
            return Optional.of(proxy);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static InetSocketAddress address(URI proxy) {
        return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
    }

    private String variable(String name) {
        String lowerCase = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return (lowerCase.isBlank() ? environment.getOrDefault(name, "") : lowerCase).strip();
    }

    private boolean isExempt(URI target) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        for (String entry : variable("NO_PROXY").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            String domain =
                    entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
            if (domain.equals("*")
                    || !domain.isEmpty()
                            && (host.equals(domain)
                                    || host.endsWith("." + domain)
                                    || (host + ":" + target.getPort()).equals(domain))) {
                return true;
            }
        }
        return false;
    }
}
