package org.zkmnist.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which product, in which version, made a file.
 *
 * @param name of the product, as it stands in the ONNX files' {@code producer_name}
 * @param version of the product, as it stands in the ONNX files' {@code producer_version}
 */
public record Product(String name, String version) {
    /** Name of this product. */
    public static final String NAME = "zkml-mnist-modeller";

    private static final Product CURRENT = new Product(NAME, versionFromBuild());

    /** This product in the version that is running. */
    public static Product current() {
        return CURRENT;
    }

    private static String versionFromBuild() {
        Properties properties = new Properties();
        try (InputStream in = Product.class.getResourceAsStream("product.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
