package org.xiaokang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.CommitRacer;
import org.xiaokang.reader.EnginesTest;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.tables.Lake;

/** A lake on S3, to which several processes write at once. */
@Tag("long")
class S3Test {
  private static final Logger LOG = LoggerFactory.getLogger(S3Test.class);

  private static final int NAMES = 60;
  private static final int ROUNDS = 20;

  @TempDir private static Path folder;

  private static S3Store store;

  @BeforeAll
  static void start() throws Exception {
    store = new S3Store(folder);
  }

  @AfterAll
  static void stop() {
    if (store != null) {
      store.close();
    }
  }

  @Test
  void ofTwoProcessesThatWriteOneNameOneWins() throws Exception {
    try (Started one = racer(Racer.class, "one", "race", NAMES);
        Started other = racer(Racer.class, "other", "race", NAMES)) {
      one.await("ready");
      other.await("ready");
      int first = 0;
      for (int i = 0; i < NAMES; i++) {
        one.proceed();
        other.proceed();
        boolean won = one.await("name " + i + " ").endsWith("won");
        assertThat(other.await("name " + i + " ").endsWith("won"))
            .as("name %s", i)
            .isNotEqualTo(won);
        assertThat(store.objects().resolve("race/%020d.json".formatted(i)))
            .hasContent(won ? "one\n" : "other\n");
        first += won ? 1 : 0;
      }
      assertThat(one.exitCode()).as(one.output()).isZero();
      assertThat(other.exitCode()).as(other.output()).isZero();
      LOG.warn("contested names {}, winners {}, {} + {}", NAMES, NAMES, first, NAMES - first);
    }
  }

  private static Started racer(Class<?> racer, String name, String folder, int rounds)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), racer.getName()));
    command.addAll(List.of(name, "s3a://" + S3Store.BUCKET + "/" + folder, String.valueOf(rounds)));
    store.settings().forEach((key, value) -> command.add(key + "=" + value));
    return Started.of(command, S3Store.credentials());
  }

  /** Tables written without Spark: what keeps writers apart is Kernel's setting, not Spark's. */
  @Test
  void ofTwoProcessesThatCommitToOneVersionOfATableOneWins() throws Exception {
    String root = "s3a://" + S3Store.BUCKET + "/tables";
    CommitRacer.create(root, hadoop());
    List<String> winners = new ArrayList<>();
    try (Started one = racer(CommitRacer.class, "one", "tables", ROUNDS);
        Started other = racer(CommitRacer.class, "other", "tables", ROUNDS)) {
      one.await("ready");
      other.await("ready");
      for (int i = 0; i < ROUNDS; i++) {
        for (String step : List.of("begun", "ended")) {
          one.proceed();
          other.proceed();
          one.await("round " + i + " " + step);
          other.await("round " + i + " " + step);
        }
        boolean won = one.await("round " + i + " ended").endsWith("won");
        assertThat(other.await("round " + i + " ended").endsWith("won"))
            .as("round %s", i)
            .isNotEqualTo(won);
        winners.add("round " + i + (won ? " one" : " other"));
      }
      assertThat(one.exitCode()).as(one.output()).isZero();
      assertThat(other.exitCode()).as(other.output()).isZero();
    }

    assertThat(LakeReader.table(root + "/values", hadoop()).orElseThrow().rows())
        .extracting(row -> row.text("ref_area"))
        .containsExactlyInAnyOrderElementsOf(winners);
    assertThat(lake(root).read("values").count()).isEqualTo(ROUNDS);
  }

  /** Through the launcher, with the secret in the environment only. */
  @Test
  void ofTwoRunsAtOnceOnePublishesTheTablesOfALocalRunAndTheSecretIsNowhere() throws Exception {
    Project project = new Project(Files.createDirectories(folder.resolve("project")));
    String local = folder.resolve("local").toString();
    project.nightly(local, Clock.systemUTC());
    StringBuilder settings = new StringBuilder();
    store
        .settings()
        .forEach((key, value) -> settings.append("spark.hadoop.%s %s%n".formatted(key, value)));
    Path conf = Files.writeString(folder.resolve("s3.conf"), settings);
    String root = "s3a://" + S3Store.BUCKET + "/lake";
    List<String> command =
        List.of(
            "jobs/nightly",
            "--conf",
            project.configuration().toString(),
            "--lake",
            root,
            "--spark-conf",
            conf.toString());

    try (Started one = Started.of(command, S3Store.credentials());
        Started other = Started.of(command, S3Store.credentials())) {
      List<Integer> codes = List.of(one.exitCode(), other.exitCode());
      assertThat(codes).as("%s%n%s", one.output(), other.output()).containsExactlyInAnyOrder(0, 75);
      assertThat(one.output() + other.output())
          .contains("is held by run ")
          .doesNotContain(S3Store.SECRET);
    }

    assertThat(content(root)).isEqualTo(content(local));
    EnginesTest.assertThatBothReadAlike(lake(root), lake(root).latestRelease().orElseThrow());
    assertThat(objectsWith(S3Store.SECRET)).isEmpty();
  }

  private static Map<String, List<String>> content(String root) {
    return Project.content(lake(root));
  }

  private static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    store.settings().forEach(hadoop::set);
    hadoop.set("fs.s3a.access.key", S3Store.IDENTITY);
    hadoop.set("fs.s3a.secret.key", S3Store.SECRET);
    return hadoop;
  }

  private static Lake lake(String root) {
    SparkSession spark = SparkTest.session().newSession();
    store.settings().forEach(spark.conf()::set);
    spark.conf().set("fs.s3a.access.key", S3Store.IDENTITY);
    spark.conf().set("fs.s3a.secret.key", S3Store.SECRET);
    return Lake.open(spark, root);
  }

  /** Names of the stored objects in which the text is found. */
  private static Set<String> objectsWith(String text) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> objects = Files.walk(store.objects())) {
      objects
          .filter(Files::isRegularFile)
          .forEach(
              object -> {
                try {
                  String bytes = Files.readString(object, StandardCharsets.ISO_8859_1);
                  if (bytes.contains(text)) {
                    found.add(object.toString());
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return found;
  }
}
