package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.SourceReadings;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.ObservationHistoryTable;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.lake.StateFolder;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableSnapshot;
import org.xiaokang.run.FileEvidence;
import org.xiaokang.run.FileNumbers;
import org.xiaokang.run.IngestStages;
import org.xiaokang.run.LoadLeft;
import org.xiaokang.run.NightlyStages;
import org.xiaokang.run.StageReports;
import org.xiaokang.source.SourceLedger;
import org.xiaokang.source.SourceRows;

/**
 * From rows of the sources to figures that stand. Where the load before left what it found, only
 * rows of files that changed are read, and of other files those of the same figures; where that
 * would be no less work, all are. Both give the same tables.
 */
final class SourcesLoad {
  private final SparkSession spark;
  private final Setup setup;
  private final Run run;
  private final LakeReader lake;
  private final SourceLedger ledger;
  private final RunTables tables;
  private final Progress progress;
  private final IngestStages stages;
  private final LoadSize size;
  private final Optional<LoadState> left;
  private final String decidedBy;
  private final Optional<Release> before;
  private final Function<StageReports, List<TableFiles>> others;
  private final Optional<NightlyStages.Estimates> estimates;
  private final List<String> notes = new ArrayList<>();

  /**
   * A load.
   *
   * @param size how it is divided
   * @param left what the load before left
   * @param decidedBy a hash of what decides which figures later stages take
   * @param estimates what was made of distributions
   * @param others the files of the tables that are made beside those of the load, by what it told
   */
  SourcesLoad(
      SparkSession spark,
      Setup setup,
      Run run,
      LakeReader lake,
      SourceLedger ledger,
      RunTables tables,
      Progress progress,
      IngestStages stages,
      LoadSize size,
      Optional<LoadState> left,
      String decidedBy,
      Optional<NightlyStages.Estimates> estimates,
      Function<StageReports, List<TableFiles>> others) {
    this.spark = spark;
    this.setup = setup;
    this.run = run;
    this.lake = lake;
    this.ledger = ledger;
    this.tables = tables;
    this.progress = progress;
    this.stages = stages;
    this.size = size;
    this.left = left;
    this.decidedBy = decidedBy;
    this.before = lake.releases().newest();
    this.estimates = estimates;
    this.others = others;
  }

  /** Reads what is to be read, and commits the tables. */
  StagedRun.Loaded load() {
    return RowTicker.during(
        stages::rowsRead, progress, () -> left.flatMap(this::taken).orElseGet(this::everything));
  }

  private Optional<StagedRun.Loaded> taken(LoadState state) {
    try {
      return changed(state);
    } catch (Exception e) { // Scala throws SparkException without declaring it
      if (!new StateFolder(lake.root(), lake.hadoop()).isToBlame(e)) {
        throw e;
      }
      progress.note("what the load before left cannot be read: everything is read");
      return Optional.empty();
    }
  }

  private StagedRun.Loaded everything() {
    List<JavaRDD<ReceivedRow>> rows = new ArrayList<>();
    List<FileNumbers.Named> files = new ArrayList<>();
    for (Source source : setup.configuration().sources()) {
      Set<String> paths = new TreeSet<>();
      ledger.found(source).forEach(file -> paths.add(file.path()));
      paths.forEach(path -> files.add(new FileNumbers.Named(source.name(), path)));
      rows.add(read(source, paths));
    }
    IngestStages.Loaded loaded =
        stages.load(
            rows,
            estimates,
            known(),
            size.isIncremental() ? Optional.of(new FileNumbers(files)) : Optional.empty());
    rows.forEach(JavaRDD::unpersist);
    requireAsFound();
    tellChanges(loaded);
    note(readings(loaded.evidence()));
    Counts counts = Counts.of(loaded.read(), loaded.account()).balanced();
    List<TableFiles> written = written(loaded);
    written.add(loaded.reports().files(RejectedMetricsTable.SCHEMA));
    tables.commit(written);
    extendHistory(loaded);
    leave(loaded, files, 0, number -> 0, Map.of());
    return new StagedRun.Loaded(counts, loaded.inConflict(), loaded.forGates(), notes(loaded));
  }

  /** Only what changed; empty where everything is to be read, and that was told. */
  private Optional<StagedRun.Loaded> changed(LoadState state) {
    ChangedFiles files = ChangedFiles.of(state, ledger, setup.configuration().sources());
    String said = files.toString();
    if (files.areMuch()) {
      progress.note(said + ": everything is read");
      return Optional.empty();
    }
    IngestStages.Touched touched =
        stages.touched(
            state,
            files.numbers(),
            files.changed(),
            rows(files),
            run.day(),
            !state.decidedBy().equals(decidedBy));
    said += ", and %,d of %,d figures with them".formatted(touched.figures(), touched.of());
    if (2 * touched.figures() > touched.of()) {
      progress.note(said + ": everything is read");
      return Optional.empty();
    }
    SourceReadings readings = readings(LoadedEvidence.of(state, files, touched.evidence()));
    Optional<String> other = readAnew(readings(LoadedEvidence.of(state)), readings);
    if (other.isPresent()) {
      progress.note(said + "; " + other.get());
      notes.add(other.get());
      return Optional.empty();
    }
    progress.note(said + "; the rest stays as it is");
    IngestStages.Loaded loaded = touched.load(readings);
    requireAsFound();
    boolean fits = LoadLeft.of(loaded).filter(LoadLeft::fits).isPresent();
    if (!fits || !tables.areThere(loaded.reports().files(ObservationsTable.SCHEMA))) {
      progress.note("what the load before left does not fit any more: everything is read");
      return Optional.empty();
    }
    tellChanges(loaded);
    Counts counts = Counts.of(loaded.read() + files.unread(), loaded.account()).balanced();
    tables.commit(written(loaded));
    commitRejected(touched, loaded);
    extendHistory(loaded);
    note(readings);
    leave(
        loaded,
        files.names(),
        state.load() + 1,
        number -> files.loadOf(number, state),
        FileEvidence.byFile(LoadedEvidence.of(state, files, List.of())));
    return Optional.of(
        new StagedRun.Loaded(counts, loaded.inConflict(), loaded.forGates(), notes(loaded)));
  }

  private SourceReadings readings(Collection<FileEvidence> evidence) {
    return SourceReadings.of(setup.configuration().printings(), FileEvidence.bySource(evidence));
  }

  /** Which sources are to be read otherwise than before, in a sentence; empty where none is. */
  private Optional<String> readAnew(SourceReadings before, SourceReadings now) {
    List<String> sources =
        setup.configuration().sources().stream()
            .map(Source::name)
            .filter(source -> !before.of(source).equals(now.of(source)))
            .toList();
    return sources.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "labels or numbers of source '%s' are read otherwise since then: everything is read"
                .formatted(String.join("', '", sources)));
  }

  private void note(SourceReadings readings) {
    readings
        .all()
        .forEach(
            reading -> {
              if (!reading.found().isEmpty()) {
                notes.add(reading.found());
              }
            });
  }

  private List<String> notes(IngestStages.Loaded loaded) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(loaded.remarks());
    Map<String, LoadCounts.SourceRows> sources = loaded.forGates().sources();
    for (Source source : setup.configuration().sources()) {
      LoadCounts.SourceRows rows = sources.get(source.name());
      if (rows == null || rows.received() == rows.rejected()) {
        all.add("source '%s': no row of it is an observation".formatted(source.name()));
      }
    }
    return all.stream().distinct().toList();
  }

  private void tellChanges(IngestStages.Loaded loaded) {
    if (before.isPresent()) {
      progress.note(ChangeNote.of(loaded.changes(), setup.catalogue()));
    }
  }

  private List<JavaRDD<ReceivedRow>> rows(ChangedFiles files) {
    List<JavaRDD<ReceivedRow>> rows = new ArrayList<>();
    for (Source source : setup.configuration().sources()) {
      Set<String> paths = files.paths(source);
      if (!paths.isEmpty()) {
        rows.add(read(source, paths));
      }
    }
    return rows;
  }

  /** Of the files that were found: what arrives meanwhile is for the next run. */
  private JavaRDD<ReceivedRow> read(Source source, Set<String> paths) {
    Source found = ledger.asFound(source);
    if (source.database().isPresent()) {
      // A task that runs again would read what the database says by then.
      return SourceRows.read(spark, found, notes::add).persist(StorageLevel.DISK_ONLY());
    }
    return SourceLedger.isOfFiles(source)
        ? SourceRows.read(spark, found, paths, notes::add)
        : SourceRows.read(spark, found, notes::add);
  }

  private void requireAsFound() {
    // What was written meanwhile may be read in part.
    ledger.requireAsFound(lake.hadoop(), setup.configuration().measured());
  }

  /** The tables that are made whole. */
  private List<TableFiles> written(IngestStages.Loaded loaded) {
    List<TableFiles> files = new ArrayList<>(others.apply(loaded.reports()));
    files.add(tables.file(SourceFilesTable.SCHEMA, ledger.entries(run.id())));
    files.add(loaded.reports().files(ObservationsTable.SCHEMA));
    return files;
  }

  /** Rows come to those that the table has, unless some of those do not hold any more. */
  private void commitRejected(IngestStages.Touched touched, IngestStages.Loaded loaded) {
    TableSchema<?> table = RejectedMetricsTable.SCHEMA;
    TableFiles alike = LoadLeft.alike(loaded);
    TableFiles added = loaded.reports().files(table);
    Optional<TableSnapshot> was = table(table);
    boolean loses = LoadLeft.of(loaded).orElseThrow().lostRows();
    if (was.isPresent() && !loses) {
      tables.discard(alike);
      tables.extend(added, was.get().version());
      return;
    }
    List<DataFile> all = new ArrayList<>(added.files());
    all.addAll(alike.files());
    was.ifPresent(before -> all.addAll(touched.others(before).files()));
    tables.commit(List.of(new TableFiles(table, all)));
  }

  private void extendHistory(IngestStages.Loaded loaded) {
    TableSchema<?> table = ObservationHistoryTable.SCHEMA;
    tables.extend(
        loaded.reports().files(table),
        before.map(it -> it.tables().get(table.name())).orElse(null));
  }

  /** What figures said until now: what a run wrote that made no release is nobody's history. */
  private Optional<IngestStages.Known> known() {
    Optional<TableSnapshot> observations = table(ObservationsTable.SCHEMA);
    Optional<TableSnapshot> history = table(ObservationHistoryTable.SCHEMA);
    return observations.isEmpty() || history.isEmpty()
        ? Optional.empty()
        : Optional.of(new IngestStages.Known(observations.get(), history.get()));
  }

  /** A table as the release before has it; empty without one, or where it has no such table. */
  private Optional<TableSnapshot> table(TableSchema<?> table) {
    return before
        .filter(release -> release.tables().containsKey(table.name()))
        .map(release -> lake.table(release, table.name()));
  }

  /**
   * For the next load.
   *
   * @param load the number of this load
   * @param readBy the load that read a file, by its number
   * @param evidenceBefore what labels and values may say of files that were not read
   */
  private void leave(
      IngestStages.Loaded loaded,
      List<FileNumbers.Named> files,
      int load,
      IntUnaryOperator readBy,
      Map<FileNumbers.Named, Map<String, String>> evidenceBefore) {
    Map<FileNumbers.Named, Map<String, String>> evidence = FileEvidence.byFile(loaded.evidence());
    LoadLeft.of(loaded)
        .filter(LoadLeft::fits)
        .ifPresent(
            its -> {
              List<LoadState.ReadFile> read = new ArrayList<>();
              for (int number = 0; number < files.size(); number++) {
                FileNumbers.Named file = files.get(number);
                read.add(
                    new LoadState.ReadFile(
                        file.source(),
                        file.path(),
                        its.rows().get(number),
                        readBy.applyAsInt(number),
                        evidence.getOrDefault(file, evidenceBefore.getOrDefault(file, Map.of()))));
              }
              new StateFolder(lake.root(), lake.hadoop())
                  .write(
                      new LoadState(
                          run.id(),
                          load,
                          run.codeVersion(),
                          tables.versions(StagedRun.LOADED),
                          decidedBy,
                          read,
                          its.figures(),
                          its.received(),
                          its.regions()));
            });
  }
}
