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
        .layer("run")
        .definedBy("org.xiaokang.run..")
        .layer("tables")
        .definedBy("org.xiaokang.tables..")
        .layer("source")
        .definedBy("org.xiaokang.source..")
        .layer("lake")
        .definedBy("org.xiaokang.lake..")
        .layer("quality")
        .definedBy("org.xiaokang.quality..")
        .layer("compare")
        .definedBy("org.xiaokang.compare..")
        .layer("estimate")
        .definedBy("org.xiaokang.estimate..")
        .layer("disclosure")
        .definedBy("org.xiaokang.disclosure..")
        .layer("assess")
        .definedBy("org.xiaokang.assess..")
        .layer("indicator")
        .definedBy("org.xiaokang.indicator..")
        .layer("ingest")
        .definedBy("org.xiaokang.ingest..")
        .layer("block")
        .definedBy("org.xiaokang.block..")
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
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("tables")
        .mayOnlyBeAccessedByLayers("app", "job", "notebook")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("job", "lake", "run")
        .whereLayer("lake")
        .mayOnlyBeAccessedByLayers("app", "job", "run", "tables")
        .whereLayer("quality")
        .mayOnlyBeAccessedByLayers("job", "lake", "run")
        .whereLayer("compare")
        .mayOnlyBeAccessedByLayers("estimate", "job", "lake", "run")
        .whereLayer("estimate")
        .mayOnlyBeAccessedByLayers("catalogue", "config", "ingest", "job", "run")
        .whereLayer("disclosure")
        .mayOnlyBeAccessedByLayers("job", "lake", "run")
        .whereLayer("assess")
        .mayOnlyBeAccessedByLayers("job", "lake", "quality", "run")
        .whereLayer("indicator")
        .mayOnlyBeAccessedByLayers(
            "assess", "compare", "disclosure", "job", "lake", "quality", "run")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers(
            "assess",
            "compare",
            "disclosure",
            "indicator",
            "job",
            "lake",
            "quality",
            "run",
            "source")
        .whereLayer("block")
        .mayOnlyBeAccessedByLayers("indicator", "ingest", "run")
        .whereLayer("reader")
        .mayOnlyBeAccessedByLayers(
            "app", "export", "job", "lake", "notebook", "run", "source", "tables")
        .whereLayer("export")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers(
            "app",
            "ingest",
            "job",
            "lake",
            "notebook",
            "quality",
            "reader",
            "run",
            "source",
            "tables")
        .check(HOUSE);
  }

  @Test
  void whatDecidesKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.xiaokang.assess..",
            "org.xiaokang.catalogue..",
            "org.xiaokang.config..",
            "org.xiaokang.block..",
            "org.xiaokang.disclosure..",
            "org.xiaokang.estimate..",
            "org.xiaokang.indicator..",
            "org.xiaokang.ingest..",
            "org.xiaokang.page..",
            "org.xiaokang.quality..",
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

  @Test
  void comparisonsKnowNoSparkButMllib() {
    noClasses()
        .that()
        .resideInAnyPackage("org.xiaokang.compare")
        .and()
        .haveNameNotMatching(".*\\.(MllibClustering)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala..")
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
  void theLakeKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("org.xiaokang.lake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta.tables..", "io.delta.sql..", "scala..")
        .check(HOUSE);
  }

  /** An upgrade of Delta is a matter of these few classes. */
  @Test
  void oneCommitAloneUsesTheInternalsOfDeltaKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xiaokang.reader..")
        .and()
        .doNotHaveFullyQualifiedName("org.xiaokang.lake.TableCommit")
        .and()
        .doNotHaveFullyQualifiedName("org.xiaokang.lake.NotedCommitter")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta.kernel.internal..", "io.delta.kernel.defaults.internal..")
        .check(HOUSE);
  }

  @Test
  void onlyTheReaderNamesDuckDbAndOnlyItAndTheLakeNameKernel() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xiaokang.reader..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.duckdb..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.xiaokang.reader..", "org.xiaokang.lake..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.delta.kernel..")
        .check(HOUSE);
  }

  @Test
  void transformationsHoldNoSessionNoPathAndNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.xiaokang.assess..",
            "org.xiaokang.ingest..",
            "org.xiaokang.disclosure..",
            "org.xiaokang.estimate..",
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
  void onlyTablesTheLakeAndTheReaderNameDelta() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.xiaokang.tables..", "org.xiaokang.lake..", "org.xiaokang.reader..")
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
