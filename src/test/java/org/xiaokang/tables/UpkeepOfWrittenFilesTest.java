package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;

/** Maintenance and restoration of tables that were written without Spark. */
class UpkeepOfWrittenFilesTest {
  private static final TableSchema<String> AREAS =
      new TableSchema<>(
          "areas",
          "Areas.",
          List.of(TableSchema.Column.required("ref_area", Plain.TEXT, "Code", area -> area)),
          List.of(),
          List.of("ref_area"));

  @TempDir private Path folder;

  @Test
  void compactedFilesHoldTheSameRowsAndOldOnesAreRemovedWithoutAnyRelease() throws IOException {
    String root = folder.resolve("湖 lake").toString();
    TableCommitter committer = TableCommitter.open(root, new Configuration(), null);
    List<DataFile> files = new ArrayList<>();
    for (String area : List.of("140000", "410000", "500000")) {
      files.addAll(committer.write(AREAS, List.of(area)).files());
    }
    committer.overwrite(new TableFiles(AREAS, files), "run-1");
    TableUpkeep upkeep =
        new TableUpkeep(
            SparkTest.session().newSession(),
            new org.apache.hadoop.fs.Path(root, "areas"),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(30)));

    upkeep.compact("run-2");

    assertThat(upkeep.version()).isEqualTo(1);
    assertThat(upkeep.rowsSince()).isZero();
    assertThat(upkeep.files()).isEqualTo(1);
    assertThat(
            committer.overwrite(
                committer.write(AREAS, List.of("500000", "410000", "140000")), "run-3"))
        .isEqualTo(new org.xiaokang.lake.WriteResult("areas", 1, 3, false));
    assertThat(upkeep.unneeded(Set.of(0L))).isEmpty();
    assertThat(upkeep.vacuum(upkeep.unneeded(Set.of()), false)).hasSize(3);
    assertThat(Lake.open(SparkTest.session(), root).read("areas").count()).isEqualTo(3);
  }
}
