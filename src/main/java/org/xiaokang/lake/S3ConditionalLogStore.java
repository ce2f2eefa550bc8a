package org.xiaokang.lake;

import io.delta.storage.S3SingleDriverLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Commits of Delta tables, and of the lake's lock, to S3: of several writers of one name the store
 * lets one win, because each asks it to create the object only if there is none ({@code
 * If-None-Match: *}, in Amazon S3 since August 2024). Delta's own log store for S3 is safe for the
 * writers of one process only. A store that does not know the condition is not safe with either.
 *
 * <p>Spark makes one for the scheme s3a, {@code spark.delta.logStore.s3a.impl} in
 * conf/spark-defaults.conf; Kernel reads a setting of its own, which {@link LogStores} makes.
 */
public final class S3ConditionalLogStore extends S3SingleDriverLogStore {
  /** As Delta makes one. */
  public S3ConditionalLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    if (overwrite) {
      super.write(path, actions, true, hadoop);
      return;
    }
    // All of it first: a stream that is closed half-way would store the half.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      bytes.writeBytes((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    FileSystem files = path.getFileSystem(hadoop);
    @SuppressWarnings("unchecked") // Hadoop declares it raw
    FSDataOutputStreamBuilder<? extends FSDataOutputStream, ?> create = files.createFile(path);
    create.overwrite(true); // no look beforehand; the condition decides
    create.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (FSDataOutputStream out = create.build()) {
      bytes.writeTo(out);
    } catch (IOException e) {
      if (!files.exists(path)) {
        throw e;
      }
      // A request that was sent again after its answer was lost meets what it wrote itself.
      if (!Arrays.equals(read(files, path), bytes.toByteArray())) {
        throw (IOException) new FileAlreadyExistsException(path.toString()).initCause(e);
      }
    }
  }

  private static byte[] read(FileSystem files, Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }
}
