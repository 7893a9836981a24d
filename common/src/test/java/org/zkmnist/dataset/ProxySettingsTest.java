package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
    private static final URI HTTPS = URI.create("https://mirror.example/mnist/");
    private static final URI HTTP = URI.create("http://mirror.example/mnist/");

    @TempDir
    Path directory;

    @Test
    void theEnvironmentNamesAProxyForEachScheme() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://secure:1", "http_proxy", "plain:2");

        assertThat(proxy(environment, HTTPS)).isEqualTo("secure:1");
        assertThat(proxy(environment, HTTP)).isEqualTo("plain:2");
        assertThat(proxy(Map.of("https_proxy", "http://secure/"), HTTPS)).isEqualTo("secure:80");
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://secure:1"), HTTP)).isEqualTo("direct");
        assertThat(proxy(Map.of("HTTPS_PROXY", " "), HTTPS)).isEqualTo("direct");
        assertThat(proxy(Map.of("HTTPS_PROXY", "upper:1", "https_proxy", "lower:2"), HTTPS))
                .isEqualTo("lower:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mirror.example                | direct",
                ".example                      | direct",
                "*.example                     | direct",
                "example                       | direct",
                "other.example, Mirror.Example | direct",
                "*                             | direct",
                "other.example                 | proxy:1",
                "ror.example                   | proxy:1",
                "mirror.example:8443           | proxy:1",
            })
    void hostsOfNoProxyAreReachedDirectly(String noProxy, String expected) {
        assertThat(proxy(Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", noProxy), HTTPS))
                .isEqualTo(expected);
    }

    @Test
    void aPortOfNoProxyIsMeant() {
        assertThat(proxy(
                        Map.of("HTTPS_PROXY", "proxy:1", "no_proxy", "mirror.example:8443"),
                        URI.create("https://mirror.example:8443/")))
                .isEqualTo("direct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000/", "http://127.0.0.1/", "http://[::1]:80/"})
    void thisMachineIsReachedDirectly(URI uri) {
        assertThat(proxy(Map.of("HTTP_PROXY", "proxy:1"), uri)).isEqualTo("direct");
    }

    @Test
    void theJvmsProxyComesBeforeTheEnvironments() {
        ProxySelector jvm = ProxySelector.of(InetSocketAddress.createUnresolved("jvm", 3));

        assertThat(shown(new ProxySettings(Map.of("HTTPS_PROXY", "environment:1"), jvm).select(HTTPS)))
                .isEqualTo("jvm:3");
    }

    @Test
    void aHostThatTheJvmsSettingsExemptIsReachedDirectly() {
        System.setProperty("http.proxyHost", "jvm");
        System.setProperty("http.nonProxyHosts", "mirror.example");
        try {
            ProxySettings settings =
                    new ProxySettings(Map.of("HTTP_PROXY", "environment:1"), ProxySelector.getDefault());

            assertThat(shown(settings.select(HTTP))).isEqualTo("direct");
            assertThat(shown(settings.select(URI.create("http://other.example/"))))
                    .isEqualTo("jvm:80");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.nonProxyHosts");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:secret@proxy:1",
                "https://user:secret@proxy:1",
                "http://user:secret@ho st",
                "http:///"
            })
    void whatIsNoHttpProxyIsRefusedWithoutShowingItsPassword(String value) {
        MirrorDownload download = download(Map.of("HTTPS_PROXY", value), HTTPS);

        assertThatThrownBy(download::download)
                .isInstanceOf(DownloadFailedException.class)
                .hasMessage("MNIST cannot be downloaded: HTTPS_PROXY names no proxy of the form http://host:port");
    }

    @Test
    void theDownloadGoesThroughTheProxyAndAnswersItsQuestionForAPassword() throws Exception {
        Map<MnistFile, byte[]> files = SmallMnist.gzipped();
        List<String> asked = new CopyOnWriteArrayList<>();
        try (LoopbackMirror proxy = new LoopbackMirror(files)) {
            proxy.behaving((exchange, file) -> {
                String password = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
                asked.add(exchange.getRequestURI().getHost() + " " + password);
                if (password == null) {
                    exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                    exchange.sendResponseHeaders(407, -1);
                } else {
                    LoopbackMirror.supportRanges(exchange, file);
                }
            });

            Map<MnistFile, byte[]> downloaded = download(
                            Map.of("http_proxy", "http://user:secret@127.0.0.1:" + proxy.port()), HTTP)
                    .download();

            files.forEach((file, content) -> assertThat(downloaded.get(file)).isEqualTo(content));
            String basic = Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
            assertThat(asked).startsWith("mirror.example null", "mirror.example Basic " + basic);
        }
    }

    private MirrorDownload download(Map<String, String> environment, URI mirror) {
        return new MirrorDownload(
                List.of(mirror),
                directory.resolve("cache.tar.gz"),
                new DownloadListener() {},
                SmallMnist.published(SmallMnist.gzipped()),
                Timeouts.DEFAULT,
                new ProxySettings(environment, null));
    }

    private static String proxy(Map<String, String> environment, URI uri) {
        return shown(new ProxySettings(environment, null).select(uri));
    }

    private static String shown(List<Proxy> proxies) {
        assertThat(proxies).hasSize(1);
        return proxies.get(0).address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "direct";
    }
}
