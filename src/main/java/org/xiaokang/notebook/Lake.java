package org.xiaokang.notebook;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.HadoopSettings;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.RegionFinder;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseDiff;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.Releases;
import org.xiaokang.reader.Sql;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.Why;

/**
 * One release of a lake. {@link #open} takes the latest; {@link #release} and {@link #asOf} take
 * others. All tables of it are read as of the same run, whatever is written meanwhile.
 *
 * <pre>{@code
 * Lake lake = Lake.open();
 * lake.indicator("poverty_incidence").since(2013).show()
 * }</pre>
 */
public final class Lake {
  /** System property with the path of xiaokang.yaml; the kernel sets it. */
  static final String CONFIGURATION = "xiaokang.conf";

  private static final String ROOT = "XIAOKANG_LAKE";
  private static final String CATALOGUE = "indicator_catalogue";

  private final LakeReader lake;
  private final ReleaseReader reader;
  private final ReaderLimits limits;
  private final String note;
  private final Map<String, Area> areas = new HashMap<>();
  private @Nullable SparkSession spark;

  private Lake(LakeReader lake, Release release, ReaderLimits limits, String note) {
    this.lake = lake;
    this.reader = ReleaseReader.open(lake, release, limits);
    this.limits = limits;
    this.note = note;
  }

  /**
   * The latest published release of the project's lake, or of the one that the environment variable
   * XIAOKANG_LAKE names.
   *
   * @throws XiaokangException if there is none yet
   */
  public static Lake open() {
    String configuration = System.getProperty(CONFIGURATION, "conf/xiaokang.yaml");
    return open(Path.of(configuration), Optional.ofNullable(System.getenv(ROOT)), "");
  }

  /**
   * The latest published release of another lake.
   *
   * @param configuration its xiaokang.yaml
   * @param root another root than the file's, if any
   * @param note what every picture and table of it must say, such as "synthetic"; or blank
   */
  static Lake open(Path configuration, Optional<String> root, String note) {
    Configuration told = configuration(configuration);
    LakeReader lake = LakeReader.open(root.orElse(told.lake()), HadoopSettings.current());
    return new Lake(lake, lake.releases().requireLatest(), told.reader(), note);
  }

  static Configuration configuration(Path file) {
    Problems problems = new Problems();
    Optional<Configuration> read = ConfigurationReader.read(file, problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }

  /**
   * Another release of the same lake, held ones too.
   *
   * @param id its id, as {@link #releases} lists it
   * @throws XiaokangException if there is none, naming the nearest, or if it was let go
   */
  public Lake release(String id) {
    return at(lake.releases().kept(id));
  }

  /**
   * What readers saw at the end of a day.
   *
   * @param day a day such as 2026-11-22, in UTC
   * @throws XiaokangException if nothing was published by then, with the day of the first release
   */
  public Lake asOf(String day) {
    return at(lake.releases().asOf(LocalDate.parse(day)));
  }

  private Lake at(Release other) {
    return new Lake(lake, other, limits, note);
  }

  /**
   * A Spark session in which the tables of the release are views, for what needs Spark: a cluster,
   * MLlib, Spark's own SQL. It takes seconds to start; nothing else here starts it.
   */
  public SparkSession spark() {
    SparkSession session = spark;
    if (session == null) {
      session = Session.open();
      org.xiaokang.tables.Lake.open(session, lake.root()).views(reader.release());
      spark = session;
    }
    return session;
  }

  /** The release's id. */
  public String releaseId() {
    return reader.release().releaseId();
  }

  /** What every picture and table of this lake says, or blank. */
  String note() {
    return note;
  }

  /**
   * Values of an indicator.
   *
   * @param name its id, or its Chinese or English name
   * @throws XiaokangException if there is none, naming the nearest
   */
  public Values indicator(String name) {
    List<TableRow> found =
        reader.rows(
            List.of(CATALOGUE),
            "SELECT * FROM indicator_catalogue WHERE indicator = ? OR name_en = ? OR name_zh = ?",
            name,
            name,
            name);
    if (found.isEmpty()) {
      List<String> known =
          reader
              .rows(
                  List.of(CATALOGUE),
                  "SELECT unnest([indicator, name_en, name_zh]) AS name FROM indicator_catalogue")
              .stream()
              .flatMap(row -> row.find("name").stream())
              .map(String::valueOf)
              .toList();
      throw new XiaokangException(
          "indicator '"
              + name
              + "' is not in the catalogue of release '"
              + releaseId()
              + "'; table(\"indicator_catalogue\") lists all"
              + Nearest.hint(name, known));
    }
    return Values.of(this, found.get(0));
  }

  /** All rows of a table of the release. */
  public Rows table(String name) {
    reader.columns(name); // says which there are, if it is none
    return new Rows(this, "SELECT * FROM " + Sql.name(name));
  }

  /**
   * A query over the tables of the release, by their names, in DuckDB's SQL; {@link #spark} has
   * Spark's.
   *
   * @throws XiaokangException if the SQL does not hold, or would change something
   */
  public Rows sql(String query) {
    return new Rows(this, query.strip());
  }

  /**
   * Where a number comes from: formula, numbers put in, document and place of each.
   *
   * @param area a region's code or name
   * @param indicator an id
   * @param period a time_period such as 2019, or {@code latest}
   */
  public Html why(String area, String indicator, String period) {
    return Html.lines(new Why(reader).lines(area, indicator, period));
  }

  /**
   * What changed since an earlier release, by indicator and reason.
   *
   * @throws XiaokangException if there is none, naming the nearest, or if it was let go
   */
  public Rows changesSince(String releaseId) {
    return since(lake.releases().kept(releaseId));
  }

  private Rows since(Release before) {
    try (ReleaseReader both = ReleaseReader.open(lake, reader.release(), limits)) {
      return new Rows(this, Sql.values(new ReleaseDiff(both, before).byIndicator()));
    }
  }

  /**
   * What changed since the release that was published before this one; no rows where none was.
   *
   * @throws XiaokangException if that release was let go
   */
  public Rows changes() {
    Releases releases = lake.releases();
    Release before = releases.publishedBefore(reader.release()).orElse(reader.release());
    return since(releases.kept(before.releaseId()));
  }

  /** The releases of the lake, the latest first. */
  public Rows releases() {
    return new Rows(
        this,
        "SELECT release_id, status, finished_at, read_rows, rejected_rows, held_by FROM releases"
            + " ORDER BY finished_at DESC");
  }

  ReleaseReader reader() {
    return reader;
  }

  /** The code under which the series of a region is kept, by any of its names. */
  String panel(String region) {
    return new RegionFinder(reader).find(region).text("panel_area");
  }

  /** What a region is called; its code where the release does not know it. */
  Area area(String code) {
    if (areas.isEmpty()) {
      reader
          .rows(List.of("regions"), "SELECT * FROM regions ORDER BY valid_to ASC NULLS LAST")
          .forEach(row -> areas.put(row.text("ref_area"), Area.of(row)));
    }
    return areas.getOrDefault(code, new Area(code, code, ""));
  }

  @Override
  public String toString() {
    return "Release "
        + releaseId()
        + " of "
        + lake.root()
        + (note.isBlank() ? "" : " (" + note + ")");
  }
}
