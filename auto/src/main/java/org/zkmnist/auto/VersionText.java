package org.zkmnist.auto;

import org.zkmnist.export.Product;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the product, the Java that runs it and the native code that came with it. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Product product = Product.current();
        return new String[] {
            product.name() + " " + product.version(),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "ND4J native backend " + NativeBackend.describe()
        };
    }
}
