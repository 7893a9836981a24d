package org.zkmnist.notebook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The notebook stands on the common code alone. */
class PackageDependenciesTest {
    @Test
    void theServiceIsNotUsed() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.zkmnist.notebook");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.zkmnist.auto..", "org.zkmnist.archive..", "io.javalin..", "picocli..")
                .check(classes);
    }
}
