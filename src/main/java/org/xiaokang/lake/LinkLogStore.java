package org.xiaokang.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Commits to a local disk: of several writers of one name, in whatever process, one wins, because
 * each writes its file beside and then asks the system for a hard link, which it refuses to make
 * twice. Delta's own log stores look and then rename: two threads may both see nothing there
 * (Kernel makes a store for each write, so that not even its lock keeps them apart).
 *
 * <p>Where a file system has no hard links, the threads of one process are kept apart.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {
  /** As Delta makes one. */
  public LinkLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    if (overwrite) {
      writeWithRename(path, actions, true, hadoop);
      return;
    }
    List<String> lines = new ArrayList<>();
    actions.forEachRemaining(lines::add);
    java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path whole = java.nio.file.Path.of(createTempPath(path).toUri().getPath());
    try {
      Files.write(whole, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      synchronized (LinkLogStore.class) {
        writeWithRename(path, lines.iterator(), false, hadoop);
      }
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return true;
  }
}
