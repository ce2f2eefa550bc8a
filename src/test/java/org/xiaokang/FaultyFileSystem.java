package org.xiaokang;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code faulty}: of its creates, renames, lists and deletes the
 * n-th fails, once.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  private static final URI NAME = URI.create("faulty:///");
  private static final AtomicLong CALLS = new AtomicLong();
  private static final AtomicLong FAILING = new AtomicLong();
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  /** From here on calls are counted, and the n-th fails; with 0 none does. */
  public static void failCall(long n) {
    FAILED.set(false);
    FAILING.set(n);
    CALLS.set(0);
  }

  /** The calls since {@link #failCall}. */
  public static long calls() {
    return CALLS.get();
  }

  /** Whether the call that was to fail has come. */
  public static boolean hasFailed() {
    return FAILED.get();
  }

  private static void count(String call, Path path) throws IOException {
    long n = CALLS.incrementAndGet();
    if (n == FAILING.get()) {
      FAILED.set(true);
      throw new IOException("injected fault in call " + n + ": " + call + " " + path);
    }
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    count("create", file);
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    count("create", file);
    return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    count("rename", to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    count("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    count("list", path);
    return super.listStatus(path);
  }
}
