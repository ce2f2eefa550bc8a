package org.xiaokang;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.TableSnapshot;

/** Lakes of the tests' session, read without it. */
public final class Reading {
  private Reading() {}

  /** A lake, on whatever file system the session knows. */
  public static LakeReader lake(String root) {
    return LakeReader.open(root, hadoop());
  }

  /** The session's settings of file systems. */
  public static Configuration hadoop() {
    return SparkTest.session().sessionState().newHadoopConf();
  }

  /** The rows of a table as it is now; none where there is no such table. */
  public static List<TableRow> rows(String root, String table) {
    return lake(root).newest(table).map(TableSnapshot::rows).orElse(List.of());
  }

  /** A release of a lake. */
  public static ReleaseReader release(String root, Release release) {
    return ReleaseReader.open(lake(root), release, ReaderLimits.DEFAULT);
  }

  /** The release of a lake that readers see. */
  public static ReleaseReader latest(String root) {
    LakeReader lake = lake(root);
    return ReleaseReader.open(lake, lake.releases().requireLatest(), ReaderLimits.DEFAULT);
  }
}
