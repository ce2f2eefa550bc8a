package org.xiaokang;

import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;

/** Lakes of the tests' session, read without it. */
public final class Reading {
  private Reading() {}

  /** A lake, on whatever file system the session knows. */
  public static LakeReader lake(String root) {
    return LakeReader.open(root, SparkTest.session().sessionState().newHadoopConf());
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
