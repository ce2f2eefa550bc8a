package org.xiaokang.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.xiaokang.catalogue.XiaokangException;

/** Whether files begin and end as Parquet does: Spark would look at one of them only. */
record ParquetEnds(InputFiles files) {
  private static final int MAGIC = 4;
  private static final int SHORTEST = 12;

  /**
   * Requires it of every file.
   *
   * @throws XiaokangException if one does not
   */
  void require() {
    Optional<FileStatus> other =
        files.files().parallelStream().filter(file -> !isParquet(file)).findFirst();
    other.ifPresent(
        file -> {
          throw new XiaokangException(
              "source '%s': %s is not a Parquet file, or was cut off; expected Parquet in every file of %s"
                  .formatted(files.source().name(), file.getPath(), files.source().path()));
        });
  }

  private boolean isParquet(FileStatus file) {
    if (file.getLen() < SHORTEST) {
      return false;
    }
    try (FSDataInputStream in = files.system().open(file.getPath())) {
      byte[] first = new byte[MAGIC];
      byte[] last = new byte[MAGIC];
      in.readFully(0, first);
      in.readFully(file.getLen() - MAGIC, last);
      return isMagic(first) && isMagic(last);
    } catch (IOException e) {
      throw files.unreadable(file, e);
    }
  }

  private static boolean isMagic(byte[] bytes) {
    String magic = new String(bytes, StandardCharsets.US_ASCII);
    return magic.equals("PAR1") || magic.equals("PARE");
  }
}
