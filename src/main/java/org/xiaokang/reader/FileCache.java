package org.xiaokang.reader;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.xiaokang.catalogue.Hash;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Copies of files of other file systems, in a folder of the user's. A file of a Delta table never
 * changes once it is written, so a copy stays true; the files used longest ago go where there are
 * more than the bound allows. Several processes may share the folder: a file takes its name when it
 * is whole, and what was used within the last hour stays.
 */
final class FileCache {
  private static final Duration IN_USE = Duration.ofHours(1);
  private static final String COPY = ".parquet";
  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final long mostBytes;
  private final Clock clock;

  /** A cache in a folder, which is made when the first file is fetched. */
  FileCache(Path folder, long mostBytes, Clock clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /** The folder for it in the user's own. */
  static Path usualFolder() {
    return UserFolders.cache().resolve("files");
  }

  /**
   * Where a file can be read on this machine: where it lies, if it is a local one, else a copy.
   *
   * @throws FileNotFoundException if the file is gone
   * @throws XiaokangException if it cannot be copied, with why and what to do
   */
  Path local(DataFile file, Configuration hadoop) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.uri());
    String scheme = path.toUri().getScheme();
    if (scheme == null || scheme.equals("file")) {
      return Path.of(path.toUri().getPath());
    }
    Path copy = folder.resolve(name(file) + COPY);
    if (isWhole(copy, file)) {
      touch(copy);
      return copy;
    }
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      keep(in, copy, file);
    }
    return copy;
  }

  private void keep(InputStream in, Path copy, DataFile file) {
    Path unfinished = null;
    try {
      Files.createDirectories(folder);
      makeRoom(file.bytes());
      unfinished = Files.createTempFile(folder, name(file), UNFINISHED);
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        in.transferTo(out);
      }
      if (Files.size(unfinished) != file.bytes()) {
        throw new IOException(
            "%s has %d bytes, and %d were expected"
                .formatted(file.uri(), Files.size(unfinished), file.bytes()));
      }
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
      touch(copy);
    } catch (IOException e) {
      discard(unfinished);
      throw new XiaokangException(
          "cannot copy %s (%d bytes) into the cache folder %s: %s; make room there, delete the folder, or name another disk with XDG_CACHE_HOME"
              .formatted(file.uri(), file.bytes(), folder, LakeReader.cause(e)),
          e);
    }
  }

  private static void discard(@org.jspecify.annotations.Nullable Path unfinished) {
    try {
      if (unfinished != null) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      // It goes with the next cleaning.
    }
  }

  private static boolean isWhole(Path copy, DataFile file) throws IOException {
    return Files.exists(copy) && Files.size(copy) == file.bytes();
  }

  private void touch(Path copy) throws IOException {
    Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
  }

  /** Lets the copies go that were used longest ago, until so many bytes more fit. */
  private void makeRoom(long bytes) throws IOException {
    List<Copy> copies = copies();
    long room = mostBytes - bytes - copies.stream().mapToLong(Copy::bytes).sum();
    Instant inUse = clock.instant().minus(IN_USE);
    for (Copy copy : copies) {
      if (room >= 0) {
        return;
      }
      if (copy.used().isBefore(inUse)) {
        Files.deleteIfExists(copy.path());
        room += copy.bytes();
      }
    }
    if (room < 0) {
      throw new IOException(
          "the files of the last hour take %,d MiB more than the %,d MiB that the cache may hold (reader: {cache_mib: ...} in the configuration)"
              .formatted(-room / 1024 / 1024 + 1, mostBytes / 1024 / 1024));
    }
  }

  private record Copy(Path path, long bytes, Instant used) {}

  /** Copies, whole ones and unfinished, the one used longest ago first. */
  private List<Copy> copies() throws IOException {
    List<Copy> copies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(COPY) || name.endsWith(UNFINISHED)) {
          copy(file).ifPresent(copies::add);
        }
      }
    }
    copies.sort(Comparator.comparing(Copy::used));
    return copies;
  }

  private static Optional<Copy> copy(Path file) {
    try {
      return Optional.of(
          new Copy(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
    } catch (IOException e) {
      return Optional.empty(); // another process let it go
    }
  }

  private static String name(DataFile file) {
    return Hash.of(file.uri() + " " + file.bytes() + " " + file.modifiedMillis()).substring(0, 40);
  }
}
