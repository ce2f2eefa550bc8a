package org.xiaokang.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/**
 * The files behind a source's path: those that Spark would read.
 *
 * @param source the source
 * @param system where they lie
 * @param roots what its path matches, for Spark, which looks for a pattern in whatever it is given
 * @param files in the order of their names
 * @param skipped the names of files that nobody wrote rows into: those without a byte beside
 *     others, and those that office programs leave while a table is open
 */
record InputFiles(
    Source source,
    FileSystem system,
    List<String> roots,
    List<FileStatus> files,
    List<String> skipped) {
  /** How such files of office programs begin. */
  private static final List<String> LOCKS = List.of("~$", ".~lock.");

  private static final String RECURSIVE = "recursiveFileLookup";

  InputFiles {
    roots = List.copyOf(roots);
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /**
   * Lists the files of a path, a folder or a pattern.
   *
   * @throws XiaokangException if there is none
   */
  static InputFiles of(Configuration configuration, Source source) throws IOException {
    Path path = new Path(source.path());
    FileSystem system = path.getFileSystem(configuration);
    FileStatus[] matches = system.globStatus(path);
    if (matches == null || matches.length == 0) {
      throw new XiaokangException(
          "source '%s': there is no %s; expected a file, a folder or a glob that matches some"
              .formatted(source.name(), source.path()));
    }
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    boolean isRecursive = Boolean.parseBoolean(options.get(RECURSIVE));
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus match : matches) {
      collect(system, match, isRecursive, found);
    }
    List<FileStatus> all =
        PathFilters.chosen(found, options).stream()
            .sorted(Comparator.comparing(file -> file.getPath().toString()))
            .toList();
    List<FileStatus> written = all.stream().filter(file -> !isLock(file)).toList();
    List<FileStatus> filled = written.stream().filter(file -> file.getLen() > 0).toList();
    List<FileStatus> files = filled.isEmpty() ? written : filled;
    List<String> skipped =
        all.stream().filter(file -> !files.contains(file)).map(InputFiles::name).toList();
    if (files.isEmpty()) {
      throw new XiaokangException(
          "source '%s': the folder %s has no files".formatted(source.name(), source.path()));
    }
    List<String> roots =
        Arrays.stream(matches).map(match -> literal(match.getPath())).sorted().toList();
    return new InputFiles(source, system, roots, files, skipped);
  }

  private static boolean isLock(FileStatus file) {
    String name = file.getPath().getName();
    return LOCKS.stream().anyMatch(name::startsWith);
  }

  /** Tells which files are skipped. */
  void tell(Consumer<String> told) {
    if (!skipped.isEmpty()) {
      told.accept(
          "source '%s': %s skipped, being empty or a lock of an office program"
              .formatted(source.name(), String.join(", ", skipped)));
    }
  }

  private static String literal(Path path) {
    return path.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
  }

  private static void collect(
      FileSystem system, FileStatus found, boolean isRecursive, List<FileStatus> files)
      throws IOException {
    if (found.isFile()) {
      files.add(found);
      return;
    }
    for (FileStatus child : system.listStatus(found.getPath())) {
      String name = child.getPath().getName();
      boolean isPartition = name.contains("=");
      boolean isHidden = name.startsWith(".") || (name.startsWith("_") && !isPartition);
      if (!isHidden && (child.isFile() || isPartition || isRecursive)) {
        collect(system, child, isRecursive, files);
      }
    }
  }

  /** What rows say they were read from, spelled as Spark and the ledger of files spell it. */
  static String name(FileStatus file) {
    return new Path(file.getPath().toString()).toUri().toString();
  }

  /** Whether folders of names like year=2020 stand for cells. */
  boolean hasFolderCells() {
    return files.stream().anyMatch(file -> file.getPath().getParent().toString().contains("="));
  }

  /** What the path matches, for Spark; the files themselves where some are skipped. */
  String[] paths() {
    return skipped.isEmpty()
        ? roots.toArray(String[]::new)
        : files.stream().map(file -> literal(file.getPath())).toArray(String[]::new);
  }

  long bytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  /** The error for a file that is there but cannot be read. */
  XiaokangException unreadable(FileStatus file, Exception e) {
    return new XiaokangException(
        "source '%s': cannot read %s: %s; check that it is a %s file and that this user may read it"
            .formatted(
                source.name(),
                file.getPath(),
                String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown"),
                source.format()),
        e);
  }
}
