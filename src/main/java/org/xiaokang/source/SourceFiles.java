package org.xiaokang.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** The files behind a source's path: the same that Spark will read. */
record SourceFiles(
    Source source,
    Configuration configuration,
    FileSystem system,
    List<String> matches,
    List<FileStatus> files) {

  SourceFiles {
    matches = List.copyOf(matches);
    files = List.copyOf(files);
  }

  /**
   * The files of a path, a folder or a glob, in the order of their names.
   *
   * @throws XiaokangException when there is none
   */
  static SourceFiles of(Configuration configuration, Source source) throws IOException {
    Path path = new Path(source.path());
    FileSystem system = path.getFileSystem(configuration);
    FileStatus[] matches = system.globStatus(path);
    if (matches == null || matches.length == 0) {
      throw new XiaokangException(
          "source '%s': there is no %s; expected a file, a folder or a glob that matches some"
              .formatted(source.name(), source.path()));
    }
    boolean recursive =
        source.options().entrySet().stream()
            .anyMatch(
                option ->
                    option.getKey().equalsIgnoreCase("recursiveFileLookup")
                        && Boolean.parseBoolean(option.getValue()));
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus match : matches) {
      collect(system, match, recursive, files);
    }
    if (files.isEmpty()) {
      throw new XiaokangException(
          "source '%s': the folder %s has no files".formatted(source.name(), source.path()));
    }
    files.sort((a, b) -> a.getPath().toString().compareTo(b.getPath().toString()));
    List<String> paths =
        Arrays.stream(matches).map(match -> literal(match.getPath())).sorted().toList();
    return new SourceFiles(source, configuration, system, paths, files);
  }

  /** What the path matched, for Spark, which looks for a glob in whatever it is given. */
  String[] paths() {
    return matches.toArray(String[]::new);
  }

  private static String literal(Path path) {
    return path.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
  }

  int count() {
    return files.size();
  }

  long bytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  /** Opens a file, unpacking what its ending says is packed. */
  InputStream open(FileStatus file) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(file.getPath());
    InputStream raw = system.open(file.getPath());
    return codec == null ? raw : codec.createInputStream(raw);
  }

  /** Every file begins and ends as Parquet does: Spark would look at one of them only. */
  void requireParquet() {
    Optional<FileStatus> other =
        files.parallelStream().filter(file -> !isParquet(file)).findFirst();
    other.ifPresent(
        file -> {
          throw new XiaokangException(
              "source '%s': %s is not a Parquet file, or was cut off; expected Parquet in every file of %s"
                  .formatted(source.name(), file.getPath(), source.path()));
        });
  }

  private boolean isParquet(FileStatus file) {
    if (file.getLen() < 12) {
      return false;
    }
    try (FSDataInputStream in = system.open(file.getPath())) {
      byte[] first = new byte[4];
      byte[] last = new byte[4];
      in.readFully(0, first);
      in.readFully(file.getLen() - 4, last);
      return isMagic(first) && isMagic(last);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
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

  private static boolean isMagic(byte[] bytes) {
    String magic = new String(bytes, StandardCharsets.US_ASCII);
    return magic.equals("PAR1") || magic.equals("PARE");
  }

  private static void collect(
      FileSystem system, FileStatus found, boolean recursive, List<FileStatus> files)
      throws IOException {
    if (found.isFile()) {
      files.add(found);
      return;
    }
    for (FileStatus child : system.listStatus(found.getPath())) {
      String name = child.getPath().getName();
      boolean partition = name.contains("=");
      boolean hidden = name.startsWith(".") || (name.startsWith("_") && !partition);
      if (!hidden && (child.isFile() || partition || recursive)) {
        collect(system, child, recursive, files);
      }
    }
  }
}
