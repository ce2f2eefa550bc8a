package org.xiaokang.reader;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.xiaokang.catalogue.XiaokangException;

/**
 * A lake, opened for reading on any Hadoop file system: its releases, and the tables of one at the
 * versions that the release names. It writes nothing, needs no lock, and sees a release whole
 * whatever is written meanwhile.
 */
public final class LakeReader {
  static final String RELEASES = "releases";
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  private final Path root;
  private final Configuration hadoop;
  private final Engine engine;

  private LakeReader(Path root, Configuration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
    this.engine = DefaultEngine.create(hadoop);
  }

  /**
   * The lake at {@code root}, a path or URI; nothing is read yet.
   *
   * @throws XiaokangException if there is no file system for such a URI
   */
  public static LakeReader open(String root, Configuration hadoop) {
    try {
      Path path = new Path(root);
      return new LakeReader(path.getFileSystem(hadoop).makeQualified(path), hadoop);
    } catch (IOException | IllegalArgumentException e) {
      throw new XiaokangException(
          "cannot open the lake '"
              + root
              + "': "
              + e.getMessage()
              + "; expected a folder or a URI of a file system that Hadoop knows (settings:"
              + " spark.hadoop.* in a file for --spark-conf)",
          e);
    }
  }

  /** The root as a qualified path. */
  public String root() {
    return root.toString();
  }

  /** The settings that the lake is read with. */
  public Configuration hadoop() {
    return hadoop;
  }

  /**
   * The releases as they are now; none where the lake is empty or not there yet.
   *
   * @throws XiaokangException if the lake cannot be read
   */
  public Releases releases() {
    return Releases.of(root(), newest(RELEASES));
  }

  /**
   * The newest version of a table; empty if there is no such table.
   *
   * @throws XiaokangException if the lake cannot be read
   */
  public Optional<TableSnapshot> newest(String table) {
    try {
      return TableSnapshot.newest(engine, path(table));
    } catch (RuntimeException e) {
      throw e instanceof XiaokangException known ? known : away(e);
    }
  }

  /**
   * The newest version of a Delta table that stands anywhere; empty if there is none.
   *
   * @param path a path or URI
   */
  public static Optional<TableSnapshot> table(String path, Configuration hadoop) {
    return TableSnapshot.newest(DefaultEngine.create(hadoop), path);
  }

  /**
   * Whether the lake's tables are those of a release, none written since; asks only for names of
   * files.
   */
  public boolean isAt(Release release) {
    return release.tables().entrySet().stream()
        .allMatch(table -> newestVersion(table.getKey()) == table.getValue());
  }

  /** The newest version of a table; -1 if there is none. */
  private long newestVersion(String table) {
    Path log = new Path(new Path(root, table), "_delta_log");
    try {
      return Arrays.stream(log.getFileSystem(hadoop).listStatus(log))
          .map(file -> COMMIT.matcher(file.getPath().getName()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElse(-1);
    } catch (FileNotFoundException e) {
      return -1;
    } catch (IOException e) {
      throw away(e);
    }
  }

  private XiaokangException away(Exception e) {
    return new XiaokangException(
        "cannot read the lake '"
            + root
            + "': "
            + cause(e)
            + "; is the file system there, and may this user read it? (--lake, and its settings"
            + " in a file for --spark-conf)",
        e);
  }

  /**
   * A table of a release at the version that the release names.
   *
   * @throws XiaokangException if the release has no such table, listing those it has; if the
   *     version is gone
   */
  public TableSnapshot table(Release release, String table) {
    Long version = release.tables().get(table);
    if (version == null) {
      throw new XiaokangException(
          "release '"
              + release.releaseId()
              + "' has no table '"
              + table
              + "'; it has "
              + new TreeSet<>(release.tables().keySet()));
    }
    try {
      return TableSnapshot.at(engine, path(table), version);
    } catch (RuntimeException e) {
      throw e instanceof XiaokangException known
          ? known
          : gone(release, table, "version " + version + " cannot be read: " + cause(e), e);
    }
  }

  /** What is said where a part of a release is not there any more. */
  XiaokangException gone(Release release, String table, String what, Exception e) {
    return new XiaokangException(
        "the table '%s' of release '%s' is not whole in the lake '%s': %s. Was the lake copied in part, or were files removed by hand (VACUUM)? jobs/history lists other releases for --release; jobs/nightly --full makes the tables anew"
            .formatted(table, release.releaseId(), root, what),
        e);
  }

  /**
   * The table of releases as it is now.
   *
   * @throws XiaokangException if there is none yet
   */
  public TableSnapshot releasesTable() {
    return newest(RELEASES)
        .orElseThrow(
            () ->
                new XiaokangException(
                    "the lake at " + root + " has no release yet; run jobs/nightly first"));
  }

  private String path(String table) {
    return new Path(root, table).toString();
  }

  /** The innermost cause in a line. */
  static String cause(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String said = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    return innermost.getClass().getSimpleName() + (said.isBlank() ? "" : ": " + said);
  }
}
