package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.Reading;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;

/** The prompt as a person meets it: what is typed, and what is then on the screen. */
class PromptTest {
  private static final String CTRL_C = "\003";
  private static final String LINE_TAKEN = "\033\\[\\?2004l";

  @TempDir private static Path folder;
  private static String lake = "";
  private static List<Release> newestFirst = List.of();

  @BeforeAll
  static void twoReleases() throws IOException {
    Project project = new Project(folder);
    lake = folder.resolve("lake").toString();
    Instant night = Instant.parse("2026-01-01T02:00:00Z");
    project.nightly(lake, Clock.fixed(night, ZoneOffset.UTC));
    project.figures(1);
    project.nightly(lake, Clock.fixed(night.plus(Duration.ofDays(1)), ZoneOffset.UTC));
    newestFirst = Reading.lake(lake).releases().all();
    assertThat(newestFirst).hasSize(2);
  }

  private static Prompt prompt(String root) {
    LakeReader read = Reading.lake(root);
    return new Prompt(read, Reading.latest(root), ReaderLimits.DEFAULT, RowFormat.TABLE, 1000);
  }

  private static PromptSession session(String root, StringWriter out) {
    PrintWriter to = new PrintWriter(out);
    return new PromptSession(prompt(root), to, to, () -> 0);
  }

  private static Terminal terminal(InputStream keys, OutputStream screen) throws IOException {
    Terminal terminal = new ExternalTerminal("test", "xterm", keys, screen, StandardCharsets.UTF_8);
    terminal.setSize(new Size(100, 40));
    return terminal;
  }

  /** What is on the screen after somebody has typed all this. */
  private static String typed(Optional<Path> history, String... lines) throws IOException {
    Screen screen = new Screen();
    byte[] keys = String.join("\r", lines).concat("\r").getBytes(StandardCharsets.UTF_8);
    try (Terminal terminal = terminal(new ByteArrayInputStream(keys), screen)) {
      assertThat(prompt(lake).at(terminal, history)).isZero();
    }
    return screen.text().replace("\r", "");
  }

  private static String typed(String... lines) throws IOException {
    return typed(Optional.empty(), lines);
  }

  @Test
  void theBannerSaysWhichReleaseOfWhichLake() throws IOException {
    assertThat(typed("\\q"))
        .contains(newestFirst.get(0).releaseId(), lake, "\\? lists the commands", "xiaokang> ");
  }

  @Test
  void aQuestionEndsWithASemicolonAndMayTakeSeveralLines() throws IOException {
    assertThat(typed("select ref_area, obs_value", "from indicators order by 1;", "\\q"))
        .contains("       -> ")
        .contains("AT         10.89108911")
        .contains("(2 rows");
  }

  @Test
  void tablesAndColumnsAreListedWithTheirComments() throws IOException {
    assertThat(typed("\\d", "\\q"))
        .containsPattern("indicators +2 +Indicator values, comparable across regions")
        .contains("conflicts", "releases", "\\d TABLE lists the columns");
    assertThat(typed("\\d indicators;", "\\q"))
        .contains("indicators (2 rows): Indicator values")
        .containsPattern("ref_area +VARCHAR +Region code as of the period")
        .containsPattern("obs_status +VARCHAR +SDMX CL_OBS_STATUS");
    assertThat(typed("\\d indicator", "select 7 as still_here;", "\\q"))
        .contains("has no table 'indicator'; did you mean 'indicators'?")
        .contains("7\n(1 row)");
  }

  @Test
  void whyTellsWhereANumberComesFrom() throws IOException {
    assertThat(typed("\\why \"Österreich\" growth 2019", "\\q"))
        .contains("Österreich (AT), 2019", "100 * (112 / 101 - 1)", "observation AT:2019");
    assertThat(typed("\\why Austria", "\\why Atlantis growth", "\\why AT grwoth", "\\q"))
        .contains("\\why takes REGION INDICATOR [PERIOD]; found [Austria]")
        .contains("region 'Atlantis' is not in the region table")
        .contains("did you mean 'growth'?");
  }

  @Test
  void anotherReleaseTakesThePlaceOfThePresentOneUnlessItCannotBeOpened() throws IOException {
    String first = newestFirst.get(1).releaseId();
    String sum = "select sum(obs_value)::DECIMAL(9,0) as s from observations;";
    assertThat(typed("\\release " + first + "x", sum, "\\release " + first, sum, "\\q"))
        .containsSubsequence("has no release '" + first + "x'", "605", "Release " + first, "600");
    assertThat(typed("\\release " + first, "\\release", "\\release latest", "\\q"))
        .containsPattern("\\* +" + first)
        .containsPattern("\n +" + newestFirst.get(0).releaseId() + " +2026-01-02T.* +published")
        .contains("\nRelease " + newestFirst.get(0).releaseId());
  }

  @Test
  void formatLimitAndTimingHoldForWhatFollows() throws IOException {
    String rows = "select 1/3 as third from range(3);";
    assertThat(typed("\\limit 1", rows, "\\format csv", rows, "\\timing", "\\format json", rows))
        .contains("(the first 1 rows; more with \\limit; numbers to ten significant digits")
        .containsSubsequence("third\n", "0.3333333333333333\n", "0.3333333333333333\n")
        .contains("{\"third\":0.3333333333333333}")
        .containsPattern("\n[\\d.]+ ms\n");
    assertThat(typed("\\format parquet", "\\limit some", "\\timing maybe", "\\q"))
        .contains("expected one of [table, csv, json]; jobs/query --format parquet")
        .contains("'some' is no number of rows")
        .contains("'maybe' is neither on nor off");
  }

  @Test
  void anErrorEndsTheQuestionAndNotThePrompt() throws IOException {
    assertThat(typed("select obs_valeu from indicators;", "\\wyh", ".tables", "select 42 as b;"))
        .contains("error: the query does not hold", "obs_value")
        .contains("'\\wyh' is no command; did you mean '\\why'?")
        .contains("'.tables' is no command: commands begin with a backslash")
        .contains("42\n(1 row)");
    assertThat(typed("drop table indicators;", "\\?", "\\q"))
        .contains("a query reads a release and changes nothing")
        .contains("\\why REGION INDICATOR [PERIOD]", "ends with a semicolon");
  }

  @Test
  void aCommandBetweenTheLinesOfAQuestionLeavesTheQuestionAsItIs() throws IOException {
    assertThat(typed("select 40 +", "\\timing on", "2 as answer;", "\\q"))
        .containsSubsequence("Timing is on", "answer", "42", " ms");
  }

  @Test
  void tabCompletesWhatItStandsIn() throws IOException {
    assertThat(typed("\\why AT gro\t", "\\q")).contains("100 * (112 / 101 - 1)");
    assertThat(typed("from indicators s select obs_val\t where s.indic\t = 'gro\t limit 1;", "\\q"))
        .doesNotContain("error")
        .contains("(1 row");
  }

  /** Candidates at the end of a text, or where a bar stands. */
  private static List<String> candidates(PromptSession session, String text) {
    int cursor = text.indexOf('|') < 0 ? text.length() : text.indexOf('|');
    PromptLine line = PromptLine.at(text.replace("|", ""), cursor);
    return new PromptCompleter(session)
        .candidates(line).stream()
            .map(Candidate::value)
            .filter(one -> one.startsWith(line.word()))
            .toList();
  }

  @Test
  void completionKnowsTablesColumnsIndicatorsKeyWordsRegionsAndReleases() {
    StringWriter out = new StringWriter();
    try (PromptSession session = session(lake, out)) {
      assertThat(candidates(session, "select * from indic"))
          .containsExactly("indicator_catalogue", "indicators");
      assertThat(candidates(session, "select obs_v| from indicators")).containsExactly("obs_value");
      assertThat(candidates(session, "select i.obs_v| from indicators i"))
          .containsExactly("i.obs_value");
      assertThat(candidates(session, "select obs_v")).isEmpty();
      assertThat(candidates(session, "from indicators where indicator = '"))
          .containsExactly("'growth'");
      assertThat(candidates(session, "SEL")).containsExactly("SELECT");
      assertThat(candidates(session, "select 1;\nsel")).containsExactly("select");
      assertThat(candidates(session, "\\")).contains("\\d", "\\why", "\\release", "\\q");
      assertThat(candidates(session, "\\d obs")).contains("observations");
      assertThat(candidates(session, "\\why Öst")).containsExactly("Österreich");
      assertThat(candidates(session, "\\why \"Öst")).containsExactly("\"Österreich\"");
      assertThat(candidates(session, "\\why 'New Zealand' ")).containsExactly("growth");
      assertThat(candidates(session, "\\release "))
          .contains("latest", newestFirst.get(1).releaseId());
      assertThat(candidates(session, "\\format ")).containsExactly("table", "csv", "json");
    }
  }

  @Test
  void ctrlCEndsAQueryAndTheNextQuestionIsAnswered() throws Exception {
    Screen screen = new Screen();
    try (PipedOutputStream keys = new PipedOutputStream();
        Terminal terminal = terminal(new PipedInputStream(keys), screen)) {
      CompletableFuture<Integer> over =
          CompletableFuture.supplyAsync(() -> prompt(lake).at(terminal, Optional.empty()));
      type(keys, "select count(*) from range(100000000000) a, range(1000) b;\r");
      screen.await(LINE_TAKEN);
      boolean isEnded = false;
      for (int i = 0; i < 60 && !isEnded; i++) {
        type(keys, CTRL_C);
        isEnded = screen.appears("The query was ended\\.", 2);
      }
      assertThat(isEnded).as(screen.text()).isTrue();
      type(keys, "select 123 * 1000 as next_one;\r");
      screen.await("123000.*xiaokang> "); // until then ctrl-C is the query's
      type(keys, "select 1 as dropped");
      screen.await("as dropped");
      type(keys, CTRL_C);
      screen.await("as dropped.*xiaokang> ");
      type(keys, "\\q\r");
      assertThat(over.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  private static void type(OutputStream keys, String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Once a table is open its log is not asked again: the log may even be gone. */
  @Test
  void theSecondQuestionOpensNoTableAgain(@TempDir Path copy) throws IOException {
    copy(Path.of(lake), copy.resolve("lake"));
    String root = copy.resolve("lake").toString();
    StringWriter out = new StringWriter();
    try (PromptSession session = session(root, out)) {
      Statement question = new Statement("select count(*) as n from indicators", false, 1);
      session.run(question);
      delete(copy.resolve("lake/indicators/_delta_log"));
      session.run(question);
      session.run(new Statement("\\d indicators", true, 2));
      assertThat(out.toString()).containsSubsequence("(1 row)", "(1 row)", "Region code");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void whatWasAskedIsKeptForTheNextTime(@TempDir Path states) throws IOException {
    Path file = states.resolve("new/query_history");
    typed(PromptHistory.writable(file), "select 1", "as one;", "\\d runs", "\\q");
    assertThat(file).content().contains("select 1", "as one;", "\\d runs");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    String again = "\020\020\020"; // ctrl-P, past \q and \d
    assertThat(typed(PromptHistory.writable(file), again, "\\q")).contains("one", "(1 row)");
  }

  @Test
  void withoutAFolderForItThereIsNoHistoryAndNoComplaint(@TempDir Path states) throws IOException {
    Files.writeString(states.resolve("file"), "");
    assertThat(PromptHistory.writable(states.resolve("file/query_history"))).isEmpty();
    assertThat(PromptHistory.writable(states)).isEmpty();
    assertThat(typed("select 5 as five;", "\\q")).contains("5\n(1 row)").doesNotContain("WARN");
  }

  private static String piped(String input) {
    StringWriter out = new StringWriter();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    int code = prompt(lake).piped(new ByteArrayInputStream(bytes), new PrintWriter(out));
    assertThat(code).isZero();
    return out.toString();
  }

  @Test
  void aScriptIsAnsweredWithoutBannerOrPrompt() {
    assertThat(piped("-- two\nselect 1 as a; select\n2 as b"))
        .isEqualToNormalizingNewlines("a\n-\n1\n(1 row)\nb\n-\n2\n(1 row)\n");
    assertThat(piped("\\format csv\r\nselect '广西' as 名;\r\n\\q\r\nselect wrong;\r\n"))
        .isEqualToNormalizingNewlines("名\n广西\n");
  }

  @Test
  void theFirstErrorEndsAScript() {
    StringWriter out = new StringWriter();
    byte[] input = "select 1;\nselect\nwrong;\nselect 3;".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> prompt(lake).piped(new ByteArrayInputStream(input), new PrintWriter(out)))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("line 2 of the input: the query does not hold");
    assertThat(out.toString()).contains("1").doesNotContain("3");
    assertThatThrownBy(() -> piped("-- nothing\n"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no statement; expected SQL");
  }

  @Test
  void theExitCodeOfAScriptSaysWhetherAllWasAnswered() {
    assertThat(main("select 1 as one;").out()).contains("(1 row)").doesNotContain("xiaokang>");
    CommandLineTest.Run wrong = main("select wrong;");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("error: line 1 of the input").doesNotContain("terminal");
  }

  private static CommandLineTest.Run main(String input) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      String configuration = folder.resolve("mine.yaml").toString();
      return CommandLineTest.run("query", "--conf", configuration, "--lake", lake);
    } finally {
      System.setIn(before);
    }
  }
}
