package org.zkmnist.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.zkmnist.export.OnnxExport;
import org.zkmnist.export.Product;

/** What this notebook runs with. */
public final class Versions {
    private Versions() {}

    public static Table table() {
        BaseKernel kernel = BaseKernel.notebookKernel();
        return Table.of("what", "version")
                .row(Product.current().name(), Product.current().version())
                .row("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"))
                .row("DL4J and ND4J", dl4j())
                .row("kernel", kernel.getName() + " " + kernel.getVersion())
                .row("ONNX operators", "opset " + OnnxExport.OPSET)
                .row(
                        "machine",
                        System.getProperty("os.name") + ", " + System.getProperty("os.arch") + ", "
                                + Runtime.getRuntime().availableProcessors() + " processors");
    }

    private static String dl4j() {
        Properties properties = new Properties();
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(
                "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
