package org.xiaokang.job;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.lake.IndicatorsTable;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.page.Page;
import org.xiaokang.page.Page.Fact;
import org.xiaokang.page.Page.Section;
import org.xiaokang.page.Table;
import org.xiaokang.page.Table.Cell;
import org.xiaokang.reader.ConflictsView;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;
import org.xiaokang.tables.ReportPages;

/**
 * What a person wants to know of a release in the morning, on one page. It is read as readers read
 * the release, at the versions that the release names: it may be made before they see it.
 *
 * @param lake where it stands
 * @param setup what is declared
 * @param release the release
 * @param before the release that readers saw before it, if there was one
 */
record ReleasePage(LakeReader lake, Setup setup, Release release, Optional<Release> before) {
  static final int MOST = 25;

  /** Where the course of a headline stands, behind the unit. */
  private static final int COURSE = 5;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String INDICATORS = IndicatorsTable.SCHEMA.name();

  /**
   * The page.
   *
   * @param headlines what the run shows at its end
   * @param verdict what the gates found
   * @param conflicts how many figures stand in the view conflicts
   * @param notes what is to be told of the sources
   */
  Told of(List<Headline> headlines, Verdict verdict, long conflicts, List<String> notes) {
    List<Section> sections = new ArrayList<>();
    RegionsSideBySide compared;
    try (ReleaseReader reader = ReleaseReader.open(lake, release, setup.configuration().reader())) {
      compared = RegionsSideBySide.of(reader, setup.catalogue());
      if (!compared.equals(RegionsSideBySide.NOTHING)) {
        sections.add(compared(compared));
      }
      sections.add(headlines(headlines));
      sections.add(changes(reader));
      sections.add(release.isHeld() ? 0 : sections.size(), gates(reader, verdict));
      sections.addAll(new AssessmentSections(setup.catalogue(), reader).sections());
      sections.add(read(reader, conflicts, notes));
      sections.add(further());
    }
    return new Told(
        new Page("Release " + release.releaseId(), status(), release.isHeld(), facts(), sections),
        compared);
  }

  /**
   * What is told of a release.
   *
   * @param page its page
   * @param compared what of it the end of a run tells, too
   */
  record Told(Page page, RegionsSideBySide compared) {
    static final Told NOTHING =
        new Told(new Page("", "", false, List.of(), List.of()), RegionsSideBySide.NOTHING);
  }

  private static Section compared(RegionsSideBySide compared) {
    List<Table> tables =
        compared.rows().isEmpty()
            ? List.of()
            : List.of(
                Table.of(
                    "Places of regions in the latest period in which most have a value",
                    RegionsSideBySide.HEADER,
                    compared.rows()));
    return new Section(
        "Regions side by side", compared.lines(), tables, compared.maps(), Optional.empty());
  }

  /**
   * The page, from the release's tables alone.
   *
   * @param today the day the run began, UTC
   */
  Page ofTables(LocalDate today) {
    try (ReleaseReader reader = ReleaseReader.open(lake, release, setup.configuration().reader())) {
      HeadlineValues headlines =
          HeadlineRows.of(reader, HeadlineValues.indicators(setup.catalogue()));
      long conflicts =
          reader
              .rows(List.of(ConflictsView.NAME), "SELECT count(*) AS figures FROM conflicts")
              .get(0)
              .number("figures");
      Quality quality = new Quality(lake, setup.configuration().gates(), today);
      return of(
              HeadlineTable.of(headlines, setup.catalogue()),
              Verdict.of(quality.found(release), setup.catalogue().regions()),
              conflicts,
              List.of())
          .page();
    }
  }

  /** Whether the page stands in the lake. */
  boolean isWritten() {
    try {
      return new ReportPages(lake.root(), lake.hadoop()).isWritten(release.releaseId());
    } catch (IOException e) {
      return false; // to write it tells the cause
    }
  }

  /**
   * Writes the page; answers with where it stands, or why there is none. The release is there
   * already, and stays if its page fails.
   */
  String write(Callable<Page> page) {
    try {
      return new ReportPages(lake.root(), lake.hadoop())
          .write(release.releaseId(), page.call().html());
    } catch (Exception e) { // whatever it is: Scala throws IOException without declaring it
      return "not written (%s); the release itself is whole, jobs/nightly --full writes its page"
          .formatted(e.getMessage());
    }
  }

  private String status() {
    Release.Standing standing = release.standing();
    if (!release.isHeld()) {
      return standing
          .reason()
          .map(
              reason ->
                  "Published%s although %s held it back: %s"
                      .formatted(
                          standing.publishedAt().map(at -> " on " + MINUTE.format(at)).orElse(""),
                          standing.heldBy().orElse("its gates"),
                          reason))
          .orElse("Published: readers see it.");
    }
    return "Held back by %s; readers see %s."
        .formatted(
            standing.heldBy().orElse("its gates"),
            before.map(Release::releaseId).orElse("no release yet"));
  }

  private List<Fact> facts() {
    return List.of(
        new Fact("Finished", MINUTE.format(release.finishedAt())),
        new Fact("Figures read", number(release.readRows())),
        new Fact("Observations", number(release.observedRows())),
        new Fact("Rejected", number(release.rejectedRows())),
        new Fact("Indicator values", number(release.rowCounts().getOrDefault(INDICATORS, 0L))),
        new Fact("Release before", before.map(Release::releaseId).orElse("none")),
        new Fact("Program", release.codeVersion()),
        new Fact("Licence", setup.configuration().licence().orElse("not stated")));
  }

  private static Section headlines(List<Headline> headlines) {
    List<List<Cell>> rows = new ArrayList<>();
    List<String> header =
        new ArrayList<>(List.of("indicator", "region", "period", ">value", "unit", "note"));
    boolean courses = headlines.stream().anyMatch(headline -> headline.course().isPresent());
    if (courses) {
      header.add(COURSE, "course");
    }
    for (Headline headline : headlines) {
      List<Cell> row = new ArrayList<>();
      headline.cells().forEach(text -> row.add(Cell.of(text)));
      if (courses) {
        row.add(COURSE, new Cell("", headline.course()));
      }
      rows.add(row);
    }
    List<Table> tables =
        rows.isEmpty()
            ? List.of()
            : List.of(
                new Table(
                    "The latest value of each region"
                        + (courses ? "; a line where there are several periods" : ""),
                    header,
                    rows));
    return new Section(
        "Headlines",
        rows.isEmpty() ? List.of("The catalogue names no headline with a value.") : List.of(),
        tables);
  }

  private Section changes(ReleaseReader reader) {
    return before
        .map(then -> new ReleaseChanges(setup.catalogue().regions(), then).section(reader))
        .orElseGet(
            () ->
                new Section(
                    ReleaseChanges.TITLE,
                    List.of("There was no release before this one."),
                    List.of()));
  }

  private Section gates(ReleaseReader reader, Verdict verdict) {
    if (!release.tables().containsKey(QualityResultsTable.SCHEMA.name())) {
      return new Section("Gates", List.of("No gates are declared."), List.of());
    }
    List<Table> shown = new ArrayList<>();
    if (!verdict.findings().isEmpty()) {
      shown.add(
          Table.of(
              "Findings, those that hold a release back first (%d of %,d)"
                  .formatted(verdict.findings().size(), verdict.found()),
              List.of(
                  "gate", "severity", "region", "of", "period", ">value", "expected", "finding"),
              verdict.findings()));
    }
    List<List<String>> others =
        reader
            .rows(
                List.of(QualityResultsTable.SCHEMA.name()),
                "SELECT gate, verdict, message FROM quality WHERE verdict <> 'failed'"
                    + " ORDER BY gate, message")
            .stream()
            .map(row -> List.of(row.text("gate"), row.text("verdict"), row.text("message")))
            .toList();
    if (!others.isEmpty()) {
      shown.add(Table.of("Gates without findings", List.of("gate", "verdict", "judged"), others));
    }
    return new Section("Gates", List.of(), shown);
  }

  private Section read(ReleaseReader reader, long conflicts, List<String> notes) {
    List<Table> shown = new ArrayList<>();
    if (release.tables().containsKey(SourceFilesTable.SCHEMA.name())) {
      List<TableRow> files =
          reader.rows(
              List.of(SourceFilesTable.SCHEMA.name()),
              "SELECT source, path, size_bytes, modified_at, run_id FROM source_files"
                  + " ORDER BY source, path LIMIT "
                  + (MOST + 1));
      shown.add(
          Table.of(
              "Source files" + (files.size() > MOST ? " (the first " + MOST + ")" : ""),
              List.of("source", "file", ">bytes", "written (UTC)", "first read by"),
              files.stream().limit(MOST).map(ReleasePage::file).toList()));
    }
    List<String> told =
        new ArrayList<>(
            List.of(
                Counts.of(release) + ".",
                "%,d figures are stated by several documents (the view conflicts)."
                    .formatted(conflicts)));
    notes.forEach(note -> told.add("Note: " + note + "."));
    return new Section("What was read", told, shown);
  }

  private static List<String> file(TableRow row) {
    return List.of(
        row.text("source"),
        row.text("path"),
        number(row.number("size_bytes")),
        WRITTEN.format(row.instant("modified_at")),
        row.text("run_id"));
  }

  private Section further() {
    String id = release.releaseId();
    String release = this.release.isHeld() ? " --release " + id : "";
    List<String> commands = new ArrayList<>();
    if (this.release.isHeld()) {
      commands.add("jobs/query --release " + id + " \"select * from quality\"");
      commands.add("jobs/publish " + id + " --reason \"...\"");
    }
    commands.add("jobs/query" + release + " \"select * from indicators limit 20\"");
    commands.add("jobs/query" + release + " \"select * from rejected_metrics\"");
    commands.add("jobs/why" + release + " REGION INDICATOR");
    before.ifPresent(
        then -> commands.add("jobs/diff " + then.releaseId() + " " + id + " --values"));
    commands.add("jobs/export --to FOLDER" + release);
    return new Section(
        "How to ask further",
        List.of("Lake " + lake.root()),
        List.of(),
        List.of(),
        Optional.of(String.join("\n", commands)));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
