package org.xiaokang.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.kernel.defaults.engine.DefaultEngine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Numbered entries in a folder, of which the one with the highest number holds. Whoever has read
 * entry n puts n + 1, and of several only one succeeds.
 *
 * <p>That rests on one thing: a file is created only if there is none of its name. Commits of
 * tables rest on the same thing, so an entry goes the way that they go ({@link LogStores}). A small
 * table would do as well, but costs more per run and needs no less of the store.
 */
final class LockRegister {
  private static final Pattern NAME = Pattern.compile("\\d{20}\\.json");
  private static final int TRIES = 20;

  private final Path folder;
  private final Configuration hadoop;

  LockRegister(Configuration hadoop, Path folder) throws IOException {
    this.hadoop = LogStores.in(hadoop);
    // Without its scheme nobody would know which store it is for.
    this.folder = folder.getFileSystem(hadoop).makeQualified(folder);
  }

  /** An entry and its number. */
  record Numbered(long number, LockEntry entry) {}

  /** The entry that holds; empty if there has been none. */
  Optional<Numbered> newest() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      List<Long> numbers = numbers();
      if (numbers.isEmpty()) {
        return Optional.empty();
      }
      long number = numbers.get(numbers.size() - 1);
      try {
        return Optional.of(new Numbered(number, read(number)));
      } catch (FileNotFoundException overtaken) {
        // Newer ones came, and this one was forgotten.
      }
    }
    throw new IOException("the entries in " + folder + " change faster than they can be read");
  }

  /**
   * Puts the entry after {@code number - 1}.
   *
   * @return false if another was put there, or even later ones
   */
  boolean put(long number, LockEntry entry) throws IOException {
    try {
      create(file(number), entry.toJson());
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
    // Who slept through several entries may find the number free again, as old ones are forgotten.
    List<Long> numbers = numbers();
    return !numbers.isEmpty() && numbers.get(numbers.size() - 1) == number;
  }

  /** Deletes what came before {@code number}; whatever cannot be deleted does no harm. */
  void forgetBefore(long number) throws IOException {
    for (long old : numbers()) {
      if (old < number) {
        files().delete(file(old), false);
      }
    }
  }

  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try {
      for (FileStatus file : files().listStatus(folder)) {
        String name = file.getPath().getName();
        if (NAME.matcher(name).matches()) {
          numbers.add(Long.parseLong(name.substring(0, 20)));
        }
      }
    } catch (FileNotFoundException e) {
      // No folder, no entries.
    }
    numbers.sort(null);
    return numbers;
  }

  private LockEntry read(long number) throws IOException {
    try (FSDataInputStream in = files().open(file(number))) {
      return LockEntry.parse(new String(in.readAllBytes(), UTF_8))
          .orElseThrow(
              () ->
                  new XiaokangException(
                      "the lock entry "
                          + file(number)
                          + " cannot be understood; if no run is under way, delete it and run"
                          + " again"));
    }
  }

  private void create(Path file, String text) throws IOException {
    files().mkdirs(folder);
    Path whole = new Path(folder, "." + UUID.randomUUID() + ".tmp");
    try {
      try (FSDataOutputStream out = files().create(whole, false)) {
        out.write(text.getBytes(UTF_8));
      }
      DefaultEngine.create(hadoop)
          .getFileSystemClient()
          .copyFileAtomically(whole.toString(), file.toString(), false);
    } finally {
      files().delete(whole, false);
    }
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(hadoop);
  }

  private Path file(long number) {
    return new Path(folder, String.format(Locale.ROOT, "%020d.json", number));
  }
}
