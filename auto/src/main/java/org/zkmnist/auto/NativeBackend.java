package org.zkmnist.auto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;

/** Which ND4J native backend is on the class path, found without loading it. */
final class NativeBackend {
    private static final String COORDINATES = "META-INF/maven/org.nd4j/nd4j-native/pom.properties";

    private NativeBackend() {}

    static String describe() {
        ClassLoader loader = NativeBackend.class.getClassLoader();
        String platform = Loader.getPlatform();
        boolean present = loader.getResource("org/nd4j/linalg/cpu/nativecpu/bindings/" + platform) != null;
        return version(loader) + (present ? " for " + platform : ", none for " + platform);
    }

    private static String version(ClassLoader loader) {
        Properties properties = new Properties();
        try (InputStream in = loader.getResourceAsStream(COORDINATES)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // the version is then not known
        }
        return properties.getProperty("version", "of unknown version");
    }
}
