package org.xiaokang;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The walls between the rooms. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.xiaokang");

  @Test
  void eachRoomKnowsOnlyTheRoomsBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("app")
        .definedBy("org.xiaokang.app..")
        .layer("notebook")
        .definedBy("org.xiaokang.notebook..")
        .layer("picture")
        .definedBy("org.xiaokang.picture..")
        .layer("job")
        .definedBy("org.xiaokang.job..")
        .layer("tables")
        .definedBy("org.xiaokang.tables..")
        .layer("source")
        .definedBy("org.xiaokang.source..")
        .layer("intake")
        .definedBy("org.xiaokang.intake..")
        .layer("ingest")
        .definedBy("org.xiaokang.ingest..")
        .layer("disclosure")
        .definedBy("org.xiaokang.disclosure..")
        .layer("indicator")
        .definedBy("org.xiaokang.indicator..")
        .layer("compare")
        .definedBy("org.xiaokang.compare..")
        .layer("quality")
        .definedBy("org.xiaokang.quality..")
        .layer("reader")
        .definedBy("org.xiaokang.reader..")
        .layer("export")
        .definedBy("org.xiaokang.export..")
        .layer("page")
        .definedBy("org.xiaokang.page..")
        .layer("config")
        .definedBy("org.xiaokang.config..")
        .layer("catalogue")
        .definedBy("org.xiaokang.catalogue..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("notebook")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("picture")
        .mayOnlyBeAccessedByLayers("notebook")
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("app", "notebook")
        .whereLayer("tables")
        .mayOnlyBeAccessedByLayers("app", "job", "notebook", "source")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("intake")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("indicator", "job", "source")
        .whereLayer("disclosure")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("indicator")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("compare")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("quality")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("reader")
        .mayOnlyBeAccessedByLayers("app", "notebook", "job", "tables", "export")
        .whereLayer("export")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers(
            "app", "job", "notebook", "intake", "ingest", "quality", "source", "tables", "reader")
        .check(HOUSE);
  }

  @Test
  void theCatalogueTheConfigurationTheRulesOfIngestAndTheMeasuresKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.xiaokang.catalogue..",
            "org.xiaokang.config..",
            "org.xiaokang.ingest..",
            "org.xiaokang.page..",
            "org.xiaokang.compare.measure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala..")
        .check(HOUSE);
  }

  /** What cuts a file into records is tested, and read, without either. */
  @Test
  void theSplittersOfSourcesKnowNeitherSparkNorHadoop() {
    noClasses()
        .that()
        .resideInAPackage("org.xiaokang.source..")
        .and()
        .haveNameMatching(
            ".*\\.(CharWindow|Characters|Csv(Cells|Format|Splitter)|LineEnd|(Line)?Splitter|RecordFormat"
                + "|TextStart|CellRule|WideColumns|FileRange)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "io.delta..", "scala..")
        .check(HOUSE);
  }

  /**
   * Of Hadoop they know its file systems; a test of the launcher runs them without Spark's jars.
   */
  @Test
  void whoReadsAReleaseOrWritesItForOthersKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("org.xiaokang.reader..", "org.xiaokang.export..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta.tables..", "scala..")
        .check(HOUSE);
  }

  @Test
  void onlyTheReaderNamesDuckDb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xiaokang.reader..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.duckdb..", "io.delta.kernel..")
        .check(HOUSE);
  }

  @Test
  void transformationsHoldNoSessionNoPathAndNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.xiaokang.intake..",
            "org.xiaokang.ingest..",
            "org.xiaokang.disclosure..",
            "org.xiaokang.indicator..",
            "org.xiaokang.compare..",
            "org.xiaokang.quality..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(SparkSession.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "org.apache.hadoop..")
        .orShould()
        .callMethodWhere(
            JavaClass.Predicates.resideInAPackage("java.time..")
                .onResultOf(
                    (com.tngtech.archunit.core.domain.JavaMethodCall call) -> call.getTargetOwner())
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "now", call -> call.getName().equals("now"))))
        .check(HOUSE);
  }

  @Test
  void onlyTablesAndTheReaderNameDelta() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.xiaokang.tables..", "org.xiaokang.reader..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..")
        .check(HOUSE);
  }

  @Test
  void onlyPicturesNameTheirLibraryAndOnlyNotebooksTheirKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xiaokang.picture..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jetbrains..", "kotlin..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xiaokang.notebook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.rapaio..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("org.xiaokang.picture..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "java.awt..", "scala..")
        .check(HOUSE);
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.xiaokang.app.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(HOUSE);
  }

  @Test
  void onlyTheAppPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xiaokang.app..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(HOUSE);
  }
}
