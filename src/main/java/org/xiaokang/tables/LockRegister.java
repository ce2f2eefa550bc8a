package org.xiaokang.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.storage.LogStore;
import org.apache.spark.sql.delta.storage.LogStore$;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Numbered entries in a folder, of which the one with the highest number holds. Whoever has read
 * entry n puts n + 1, and of several only one succeeds.
 *
 * <p>That rests on one thing: a file is created only if there is none of its name. Delta's own
 * commits rest on the same thing, so an entry goes through Delta's log store, which knows how each
 * file system does it (on S3 only a log store for several writers does). A small Delta table would
 * do as well, but costs a second per run and needs no less of the store. On a local disk Delta's
 * log store keeps apart the threads of one process only, for it looks and then renames; there an
 * entry is a hard link, which the system itself refuses to make twice.
 */
final class LockRegister {
  private static final Pattern NAME = Pattern.compile("\\d{20}\\.json");
  private static final int TRIES = 20;

  private final Path folder;
  private final Configuration hadoop;
  private final Supplier<LogStore> store;

  LockRegister(SparkSession spark, Path folder) {
    this(spark.sessionState().newHadoopConf(), folder, () -> LogStore$.MODULE$.apply(spark));
  }

  private LockRegister(Configuration hadoop, Path folder, Supplier<LogStore> store) {
    this.folder = folder;
    this.hadoop = hadoop;
    this.store = store;
  }

  /** For looking only, which needs no session. */
  static LockRegister toLook(Configuration hadoop, Path folder) {
    return new LockRegister(
        hadoop,
        folder,
        () -> {
          throw new IllegalStateException("who only looks puts no entry");
        });
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
    if ("file".equals(folder.toUri().getScheme())) {
      createLocally(java.nio.file.Path.of(file.toUri().getPath()), text);
    } else {
      files().mkdirs(folder);
      store.get().write(file, asScala(List.of(text).iterator()), false, hadoop);
    }
  }

  private static void createLocally(java.nio.file.Path file, String text) throws IOException {
    java.nio.file.Path folder = Files.createDirectories(file.resolveSibling("."));
    java.nio.file.Path whole = folder.resolve("." + UUID.randomUUID() + ".tmp");
    Files.writeString(whole, text, StandardOpenOption.CREATE_NEW);
    try {
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(hadoop);
  }

  private Path file(long number) {
    return new Path(folder, String.format(Locale.ROOT, "%020d.json", number));
  }
}
