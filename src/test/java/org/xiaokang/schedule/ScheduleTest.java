package org.xiaokang.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final Path SCHEDULES = Path.of("conf/schedule").toAbsolutePath();
  private static final ZonedDateTime SATURDAY = ZonedDateTime.parse("2026-01-03T12:00:00Z");
  private static final String NIGHTLY = "2026-01-04T02:30Z";
  private static final String MAINTAIN = "2026-01-04T06:00Z";

  @TempDir private Path folder;

  /** When a cron expression next fires after a Saturday's noon. */
  private static String next(String expression) {
    Cron cron =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
            .parse(expression)
            .validate();
    return ExecutionTime.forCron(cron).nextExecution(SATURDAY).orElseThrow().toString();
  }

  private static String read(String name) throws IOException {
    return Files.readString(SCHEDULES.resolve(name));
  }

  @Test
  void cronRunsBothJobs() throws IOException {
    List<String> variables = new ArrayList<>();
    Map<String, String> jobs = new TreeMap<>();
    for (String line : read("crontab").lines().toList()) {
      Matcher variable = Pattern.compile("([A-Z_]+)=(\\S*)").matcher(line);
      Matcher entry = Pattern.compile("((?:\\S+ ){4}\\S+)\\s+(\\S.*)").matcher(line);
      if (variable.matches()) {
        // cron expands nothing in a variable.
        assertThat(variable.group(2)).doesNotContain("$");
        variables.add(variable.group(1));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        assertThat(line).matches(entry.pattern());
        assertThat(entry.matches()).isTrue();
        assertThat(entry.group(2)).doesNotContain("%"); // a new line to cron
        jobs.put(entry.group(2), next(entry.group(1)));
      }
    }
    String attempt = "\"$XIAOKANG_HOME/conf/schedule/attempt\" %s --conf \"$XIAOKANG_CONF\"";
    assertThat(jobs)
        .isEqualTo(
            Map.of(attempt.formatted("nightly"), NIGHTLY, attempt.formatted("maintain"), MAINTAIN));
    assertThat(variables).contains("XIAOKANG_HOME", "XIAOKANG_CONF", "MAILTO");
  }

  @Test
  void aWrongCronExpressionWouldBeSeen() {
    assertThatThrownBy(() -> next("30 25 * * *")).isInstanceOf(IllegalArgumentException.class);
  }

  /** Unknown keys are errors, which the model's catch-all setters would swallow. */
  private static final ObjectMapper STRICT =
      new YAMLMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  @Test
  void kubernetesRunsBothJobs() throws IOException {
    List<JsonNode> documents =
        new YAMLMapper()
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(read("kubernetes.yaml"))
            .readAll();
    assertThat(documents).hasSize(3);
    ConfigMap settings = STRICT.treeToValue(documents.get(0), ConfigMap.class);
    Map<String, String> next = new TreeMap<>();
    for (JsonNode document : documents.subList(1, 3)) {
      CronJob job = STRICT.treeToValue(document, CronJob.class);
      assertThat(job.getApiVersion()).isEqualTo("batch/v1");
      assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
      next.put(job.getMetadata().getName(), next(job.getSpec().getSchedule()));
      var pod = job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
      assertThat(pod.getRestartPolicy()).isEqualTo("Never"); // a pod failure policy asks for it
      Container container = pod.getContainers().get(0);
      assertThat(container.getEnvFrom().get(0).getConfigMapRef().getName())
          .isEqualTo(settings.getMetadata().getName());
      List<String> words = new ArrayList<>(container.getCommand());
      words.addAll(container.getArgs());
      assertThat(words).contains(job.getMetadata().getName().replace("xiaokang-", ""));
      Matcher used = Pattern.compile("\\$\\(([A-Z_]+)\\)").matcher(String.join(" ", words));
      assertThat(used.results().map(found -> found.group(1)))
          .isNotEmpty()
          .allMatch(settings.getData()::containsKey);
      Map<String, String> rules = new TreeMap<>();
      for (PodFailurePolicyRule rule :
          job.getSpec().getJobTemplate().getSpec().getPodFailurePolicy().getRules()) {
        assertThat(rule.getOnExitCodes().getContainerName()).isEqualTo(container.getName());
        rules.put(
            rule.getOnExitCodes().getOperator() + rule.getOnExitCodes().getValues(),
            rule.getAction());
      }
      assertThat(rules)
          .isEqualTo(Map.of("In[4]", "FailJob", "In[75]", "Count", "NotIn[4, 75]", "FailJob"));
    }
    assertThat(next).isEqualTo(Map.of("xiaokang-nightly", NIGHTLY, "xiaokang-maintain", MAINTAIN));
  }

  @Test
  void aWrongKubernetesKeyWouldBeSeen() throws IOException {
    String wrong = read("kubernetes.yaml").replace("backoffLimit:", "backofLimit:");
    List<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(wrong).readAll();
    assertThatThrownBy(() -> STRICT.treeToValue(documents.get(1), CronJob.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("backofLimit");
  }

  @Test
  void systemdTakesTheUnits() throws Exception {
    assumeTrue(installed("systemd-analyze"), "systemd-analyze is absent: the units are not judged");
    List<String> command =
        new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no", "--recursive-errors=yes"));
    try (Stream<Path> files = Files.list(SCHEDULES)) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".service") || file.endsWith(".timer"))
          .sorted()
          .forEach(command::add);
    }
    assertThat(command).hasSize(9);
    Ran verified = run(Map.of(), command.toArray(String[]::new));
    assertThat(verified.output()).isEmpty();
    assertThat(verified.code()).isZero();
    for (String job : List.of("nightly", "maintain")) {
      Matcher when =
          Pattern.compile("(?m)^OnCalendar=(.*)$").matcher(read("xiaokang-" + job + ".timer"));
      assertThat(when.find()).isTrue();
      Ran calendar =
          run(
              Map.of("TZ", "UTC"),
              "systemd-analyze",
              "calendar",
              "--base-time=2026-01-03 12:00:00 UTC",
              when.group(1));
      assertThat(calendar.output())
          .contains(
              job.equals("nightly")
                  ? "Sun 2026-01-04 02:30:00 UTC"
                  : "Sun 2026-01-04 06:00:00 UTC");
    }
  }

  /** Where systemd is absent, too. */
  @ParameterizedTest
  @CsvSource({"nightly", "maintain"})
  void systemdTriesAgainWhileTheLakeIsHeldAndTellsOfTheRest(String job) throws IOException {
    List<String> lines = read("xiaokang-" + job + ".service").lines().toList();
    assertThat(lines)
        .contains(
            "RestartForceExitStatus=75",
            "Restart=no",
            "OnFailure=xiaokang-tell@%n.service",
            "ExecStart=/usr/bin/env ${XIAOKANG_HOME}/jobs/" + job + " --conf ${XIAOKANG_CONF}");
    assertThat(SCHEDULES.resolve("xiaokang-tell@.service")).exists();
    assertThat(SCHEDULES.resolve("xiaokang-" + job + ".timer")).exists();
  }

  /** Airflow is not here; its names stand in, and what the DAG decides is run. */
  @Test
  void airflowTriesAgainOnlyWhileTheLakeIsHeld() throws Exception {
    assumeTrue(installed("python3"), "python3 is absent: the DAG is not compiled");
    script("spark/bin/spark-submit", "echo \"$*\" >>\"$SAID\"", "exit \"$CODE\"");
    Path said = folder.resolve("said");
    Path test = folder.resolve("test.py");
    Files.writeString(
        test,
        """
        import sys, types

        class AirflowException(Exception): pass
        class AirflowFailException(AirflowException): pass

        class DAG:
            def __init__(self, dag_id, schedule, **others):
                print(dag_id, schedule, others["max_active_runs"], sep="|")
            def __enter__(self): return self
            def __exit__(self, *error): return False

        class PythonOperator:
            def __init__(self, task_id, python_callable, op_args, retries, retry_delay):
                assert retries > 0
                self.run = lambda: python_callable(*op_args)
                tasks.append(self)

        tasks = []
        def module(name, **content):
            made = types.ModuleType(name)
            made.__dict__.update(content)
            sys.modules[name] = made

        module("airflow", DAG=DAG)
        module("airflow.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)
        module("airflow.operators")
        module("airflow.operators.python", PythonOperator=PythonOperator)
        path = sys.argv[1]
        exec(compile(open(path, encoding="utf-8").read(), path, "exec"), {"__name__": "dag"})
        for task in tasks:
            try:
                task.run()
                print("done")
            except AirflowException as e:
                print(type(e).__name__)
        """);
    Map<String, String> ends = new TreeMap<>();
    for (String code : List.of("0", "1", "4", "75")) {
      Ran ran =
          run(
              Map.of(
                  "SPARK_HOME",
                  folder.resolve("spark").toString(),
                  "XIAOKANG_HOME",
                  "/home/of it",
                  "PYTHONDONTWRITEBYTECODE",
                  "1",
                  "SAID",
                  said.toString(),
                  "CODE",
                  code),
              "python3",
              test.toString(),
              SCHEDULES.resolve("xiaokang_dag.py").toString());
      assertThat(ran.code()).as(ran.output()).isZero();
      List<String> lines = ran.output().lines().toList();
      assertThat(lines).hasSize(4).startsWith("xiaokang_nightly|30 2 * * *|1");
      assertThat(lines.get(1)).isEqualTo("xiaokang_maintain|0 6 * * 0|1");
      assertThat(lines.get(2)).isEqualTo(lines.get(3));
      ends.put(code, lines.get(2));
    }
    assertThat(ends)
        .isEqualTo(
            Map.of(
                "0", "done",
                "1", "AirflowFailException",
                "4", "AirflowFailException",
                "75", "AirflowException"));
    assertThat(Files.readAllLines(said))
        .hasSize(8)
        .allMatch(line -> line.contains("--class org.xiaokang.app.Main"))
        .anyMatch(line -> line.contains("job.jar nightly --conf /home/of it/conf/xiaokang.yaml"))
        .anyMatch(line -> line.contains("job.jar maintain --conf"));
    assertThat(next("30 2 * * *")).isEqualTo(NIGHTLY);
    assertThat(next("0 6 * * 0")).isEqualTo(MAINTAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, ''",
    "4, 1, 4, held back by a quality gate",
    "1, 1, 1, failed with exit code 1",
    "75, 3, 75, another run held the lake in all 3 tries"
  })
  void attemptTriesAgainOnlyWhileTheLakeIsHeld(int code, int tries, int ends, String tells)
      throws Exception {
    script("jobs/nightly", "echo \"output of $*\"", "echo >>\"$SAID\"", "exit " + code);
    Path said = folder.resolve("said");

    Ran ran = attempt(said, "nightly", "--conf", "a b.yaml");

    assertThat(ran.code()).isEqualTo(ends);
    assertThat(Files.readAllLines(said)).hasSize(tries);
    if (tells.isEmpty()) {
      assertThat(ran.output()).isEmpty(); // or cron would mail every night
    } else {
      assertThat(ran.output()).contains(tells).contains("output of --conf a b.yaml");
    }
  }

  @Test
  void attemptStopsTryingWhenTheLakeIsFree() throws Exception {
    Path said = folder.resolve("said");
    script(
        "jobs/nightly", "echo >>\"$SAID\"", "[[ $(wc -l <\"$SAID\") -ge 2 ]] || exit 75", "exit 0");

    assertThat(attempt(said, "nightly")).isEqualTo(new Ran(0, ""));
    assertThat(Files.readAllLines(said)).hasSize(2);
    assertThat(attempt(said, "nihgtly").output()).contains("'nihgtly' is no job");
  }

  private Ran attempt(Path said, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(SCHEDULES.resolve("attempt").toString()));
    command.addAll(List.of(arguments));
    return run(
        Map.of(
            "XIAOKANG_HOME",
            folder.toString(),
            "XIAOKANG_TRIES",
            "3",
            "XIAOKANG_WAIT_SECONDS",
            "0",
            "SAID",
            said.toString()),
        command.toArray(String[]::new));
  }

  private void script(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Ran(int code, String output) {}

  private static Ran run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private static boolean installed(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
