package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document as it leaves the server, which is all that a browser without scripts shows. */
class PageDocumentTest {
    private static String render(String status) {
        return new String(new PageDocument().render(status.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatHappensWhileTheNetworksAreTrained() {
        assertThat(render(PageStates.TRAINING))
                .contains("good network: epoch 7 of 25, 41 % of the work, 18 s left")
                .contains("max=\"100\" value=\"41\"")
                .containsPattern("<li class=\"working\" aria-current=\"step\"><span class=\"step-name\">good<")
                .contains("<li>dataset: read from a cache</li>")
                .contains("The files appear here, all at once")
                .containsPattern("id=\"failure\" role=\"alert\" hidden");
    }

    @Test
    void listsTheFilesWithSizesAndDigestsWhenTheyAreReady() {
        assertThat(render(PageStates.READY))
                .contains("<a href=\"/network_good.onnx\" download>network_good.onnx</a>")
                .contains("180,404 bytes")
                .contains("<code>" + "ab".repeat(32) + "</code>")
                .contains("<a href=\"/models-pkl.tar.gz\" download>")
                .containsPattern("id=\"zip-link\"><a class=\"button primary\" href=\"/artifacts.zip\"");
    }

    @Test
    void aFileWithoutADigestShowsNone() {
        assertThat(render(PageStates.READY)).doesNotContain("<code>null</code>").doesNotContain("<code></code>");
    }

    @Test
    void whatFailedIsEscaped() {
        assertThat(render(PageStates.FAILED))
                .contains("cannot write &lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
                .contains("free &quot;some&quot; space")
                .doesNotContain("<script>alert")
                .containsPattern("id=\"failure\" role=\"alert\">");
    }

    @Test
    void saysHowToRepeatTheWork() {
        assertThat(render(PageStates.READY))
                .contains("<code id=\"repeat-command\">./modeller train --seed 4242</code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\sstyle\\s*=", "<style", "\\son[a-z]+\\s*=\\s*[\"']", "javascript:", "<script(?![^>]*src=)"})
    void nothingInlineThatThePolicyOfTheServerForbids(String pattern) {
        assertThat(render(PageStates.FAILED)).doesNotContainPattern(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    @Test
    void noOtherOriginIsNamedInALink() {
        assertThat(render(PageStates.READY)).doesNotContainPattern("(?:href|src)=\"(?!/|#)");
    }
}
