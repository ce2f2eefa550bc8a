package org.xiaokang;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.tables.Lake;

/** The sample's lake, for tests that only read it or copy it. */
public final class SampleLake {
  private SampleLake() {}

  /**
   * The lake that jobs/nightly made, if XIAOKANG_LAKE names one, as in .ci/run; else one made now.
   *
   * @param folder where to make it
   */
  public static Lake in(Path folder) {
    String made = System.getenv("XIAOKANG_LAKE");
    if (made != null) {
      return Lake.open(SparkTest.session(), made);
    }
    String root = folder.resolve("sample").toString();
    Setup setup = Setup.read(Path.of("conf/xiaokang.yaml"), Optional.of(root));
    Lake lake = Lake.open(SparkTest.session(), root);
    new NightlyJob(SparkTest.session(), setup, Clock.systemUTC(), Progress.silent()).nightly();
    return lake;
  }
}
