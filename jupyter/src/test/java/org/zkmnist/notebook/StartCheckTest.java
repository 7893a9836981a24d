package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class StartCheckTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void theShippedScriptIsAllRight() throws Exception {
        String script = Files.readString(RealMnist.REPOSITORY.resolve("jupyter/start.jsh"));
        assertThat(StartCheck.problem(script, CLASS_PATH)).isEmpty();
    }

    @Test
    void whatDoesNotCompileIsQuoted() {
        assertThat(StartCheck.problem("int a = 1;\n\nint b = c;\nint d = 2;", CLASS_PATH))
                .contains("cannot find symbol in \"int b = c;\"");
        assertThat(StartCheck.problem("import org.nowhere.*;", CLASS_PATH))
                .contains("package org.nowhere does not exist in \"import org.nowhere.*;\"");
        assertThat(StartCheck.problem("int a = 1 +", CLASS_PATH)).isPresent();
    }

    @Test
    void whatFailsIsSaidInItsOwnWords() {
        assertThat(StartCheck.problem("int a = Integer.parseInt(\"x\");", CLASS_PATH))
                .contains("For input string: \"x\" in \"int a = Integer.parseInt(\"x\");\"");
    }
}
