package org.xiaokang.notebook;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.job.Diff;
import org.xiaokang.job.QueryResult;
import org.xiaokang.job.RegionFinder;
import org.xiaokang.job.Setup;
import org.xiaokang.job.Why;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.ReleaseHistory;
import org.xiaokang.tables.Releases;
import org.xiaokang.tables.Tables;

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

  private final SparkSession spark;
  private final Setup setup;
  private final org.xiaokang.tables.Lake lake;
  private final Release release;
  private final String note;
  private final Tables tables;
  private final Map<String, Area> areas = new HashMap<>();
  private boolean hasViews;

  private Lake(
      SparkSession spark,
      Setup setup,
      org.xiaokang.tables.Lake lake,
      Release release,
      String note) {
    this.spark = spark;
    this.setup = setup;
    this.lake = lake;
    this.release = release;
    this.note = note;
    this.tables = lake.tables(release);
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
    SparkSession spark = Session.open();
    Setup setup = Setup.read(configuration, root);
    org.xiaokang.tables.Lake lake =
        org.xiaokang.tables.Lake.open(spark, setup.configuration().lake());
    Release latest =
        lake.latestRelease()
            .orElseThrow(
                () ->
                    new XiaokangException(
                        "the lake at "
                            + lake.root()
                            + " has no published release; run jobs/nightly first"));
    return new Lake(spark, setup, lake, latest, note);
  }

  /**
   * Another release of the same lake, held ones too.
   *
   * @param id its id, as {@link #releases} lists it
   * @throws XiaokangException if there is none, naming the nearest, or if it was let go
   */
  public Lake release(String id) {
    ReleaseHistory.requireKept(lake, id);
    return at(new Releases(lake).find(id));
  }

  /**
   * What readers saw at the end of a day.
   *
   * @param day a day such as 2026-11-22, in UTC
   * @throws XiaokangException if nothing was published by then, with the day of the first release
   */
  public Lake asOf(String day) {
    LocalDate date = LocalDate.parse(day);
    List<Release> published =
        new Releases(lake).all().stream().filter(one -> !one.isHeld()).toList();
    return published.stream()
        .filter(one -> !publishedAt(one).atZone(ZoneOffset.UTC).toLocalDate().isAfter(date))
        .findFirst()
        .map(one -> release(one.releaseId()))
        .orElseThrow(
            () ->
                new XiaokangException(
                    "no release was published by "
                        + day
                        + "; the first one is "
                        + published.get(published.size() - 1).releaseId()));
  }

  /** When readers came to see it: at its end, or later where gates had held it back. */
  private static Instant publishedAt(Release published) {
    return published.standing().publishedAt().orElse(published.finishedAt());
  }

  /** In a session of its own, so that its views are. */
  private Lake at(Release other) {
    SparkSession own = spark.newSession();
    return new Lake(own, setup, org.xiaokang.tables.Lake.open(own, lake.root()), other, note);
  }

  /** The release's id. */
  public String releaseId() {
    return release.releaseId();
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
    Dataset<Row> catalogue = tables.table("indicator_catalogue");
    List<Row> found =
        catalogue
            .filter(
                col("indicator")
                    .equalTo(name)
                    .or(col("name_en").equalTo(name))
                    .or(col("name_zh").equalTo(name)))
            .collectAsList();
    if (found.isEmpty()) {
      List<String> known =
          catalogue
              .select(explode(array("indicator", "name_en", "name_zh")).as("name"))
              .filter(col("name").isNotNull())
              .as(Encoders.STRING())
              .collectAsList();
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
    return new Rows(this, tables.table(name));
  }

  /**
   * A query over the tables of the release, by their names.
   *
   * @throws XiaokangException if the SQL does not hold, or would change something
   */
  public Rows sql(String query) {
    if (!hasViews) {
      lake.views(release);
      hasViews = true;
    }
    return new Rows(this, QueryResult.of(spark, query).rows());
  }

  /**
   * Where a number comes from: formula, numbers put in, document and place of each.
   *
   * @param area a region's code or name
   * @param indicator an id
   * @param period a time_period such as 2019, or {@code latest}
   */
  public Html why(String area, String indicator, String period) {
    return Html.lines(new Why(tables, setup.catalogue()).lines(area, indicator, period));
  }

  /**
   * What changed since an earlier release, by indicator and reason.
   *
   * @throws XiaokangException if there is none, naming the nearest, or if it was let go
   */
  public Rows changesSince(String releaseId) {
    ReleaseHistory.requireKept(lake, releaseId);
    Release before = new Releases(lake).find(releaseId);
    Diff diff =
        new Diff(lake.tables(before), tables, !before.codeVersion().equals(release.codeVersion()));
    return new Rows(this, diff.byIndicator());
  }

  /**
   * What changed since the release that was published before this one; no rows where none was.
   *
   * @throws XiaokangException if that release was let go
   */
  public Rows changes() {
    List<String> published =
        new Releases(lake)
            .all().stream().filter(one -> !one.isHeld()).map(Release::releaseId).toList();
    int before = published.indexOf(releaseId()) + 1;
    return changesSince(before < published.size() ? published.get(before) : releaseId());
  }

  /** The releases of the lake, the latest first. */
  public Rows releases() {
    return new Rows(
        this,
        lake.read(Release.TABLE.name())
            .select("release_id", "status", "finished_at", "read_rows", "rejected_rows", "held_by")
            .orderBy(col("finished_at").desc()));
  }

  Tables tables() {
    return tables;
  }

  /** The code under which the series of a region is kept, by any of its names. */
  String panel(String region) {
    return new RegionFinder(tables).find(region).getAs("panel_area");
  }

  /** What a region is called; its code where the release does not know it. */
  Area area(String code) {
    if (areas.isEmpty()) {
      tables
          .table("regions")
          .orderBy(col("valid_to").asc_nulls_last())
          .collectAsList()
          .forEach(row -> areas.put(row.getAs("ref_area"), Area.of(row)));
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
