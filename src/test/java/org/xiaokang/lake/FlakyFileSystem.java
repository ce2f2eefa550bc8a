package org.xiaokang.lake;

import io.delta.storage.LocalLogStore;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under the scheme {@code flaky}: its next commit fails as it is told to. */
public final class FlakyFileSystem extends RawLocalFileSystem {
  private static volatile Fault fault = Fault.NONE;
  private static volatile boolean away;

  /** How a commit fails. */
  enum Fault {
    /** Not at all. */
    NONE,
    /** Nothing is written. */
    BEFORE,
    /** The entry is written, and nobody is told. */
    ANSWER_LOST,
    /** The same, and from here on nothing can be read. */
    AWAY
  }

  /** The next commit fails so; everything can be read until then. */
  static void fail(Fault next) {
    fault = next;
    away = false;
  }

  /** Settings under which it is known. */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.flaky.impl", FlakyFileSystem.class.getName());
    hadoop.set("io.delta.kernel.logStore.flaky.impl", FlakyLogStore.class.getName());
    return hadoop;
  }

  @Override
  public URI getUri() {
    return URI.create("flaky:///");
  }

  @Override
  public String getScheme() {
    return "flaky";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    if (away) {
      throw new IOException("connection refused");
    }
    return super.open(file, bufferSize);
  }

  /** Its commits. */
  public static final class FlakyLogStore extends LocalLogStore {
    /** As Kernel makes one. */
    public FlakyLogStore(Configuration hadoop) {
      super(hadoop);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
        throws IOException {
      Fault now = fault;
      if (now == Fault.NONE || !path.getName().endsWith(".json")) {
        super.write(path, actions, overwrite, hadoop);
        return;
      }
      fault = Fault.NONE;
      if (now != Fault.BEFORE) {
        super.write(path, actions, overwrite, hadoop);
      }
      away = now == Fault.AWAY;
      throw new IOException("timed out");
    }
  }
}
