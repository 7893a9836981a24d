package org.zkmnist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependencies point one way; each package may use those that are listed for it, and no others of ours. */
class PackageDependenciesTest {
    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.zkmnist");
    }

    @Test
    void packagesUseOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.zkmnist..")
                .layer("storage")
                .definedBy("org.zkmnist.storage")
                .layer("archive")
                .definedBy("org.zkmnist.archive")
                .layer("dataset")
                .definedBy("org.zkmnist.dataset")
                .layer("model")
                .definedBy("org.zkmnist.model")
                .layer("training")
                .definedBy("org.zkmnist.training")
                .layer("fused")
                .definedBy("org.zkmnist.training.fused")
                .layer("export")
                .definedBy("org.zkmnist.export")
                .layer("facade")
                .definedBy("org.zkmnist")
                .whereLayer("storage")
                .mayNotAccessAnyLayer()
                .whereLayer("archive")
                .mayNotAccessAnyLayer()
                .whereLayer("dataset")
                .mayOnlyAccessLayers("archive", "storage")
                .whereLayer("model")
                .mayOnlyAccessLayers("dataset", "archive", "storage")
                .whereLayer("training")
                .mayOnlyAccessLayers("model", "dataset")
                .whereLayer("fused")
                .mayOnlyAccessLayers("training", "model", "dataset")
                .whereLayer("export")
                .mayOnlyAccessLayers("training", "model", "dataset", "storage")
                .ensureAllClassesAreContainedInArchitecture()
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.zkmnist.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theFusedEngineRunsWhereNoNativeLibraryExists() {
        noClasses()
                .that()
                .resideInAPackage("org.zkmnist.training.fused")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
                .check(classes);
    }

    @Test
    void onlyNetworksAndTheReferenceEngineUseDl4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.zkmnist.model", "org.zkmnist.training")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j.linalg..", "org.deeplearning4j..", "org.bytedeco..")
                .check(classes);
    }
}
