package org.xiaokang.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/**
 * What the files of a csv source have in common, and how each of them is read.
 *
 * @param columns the names in the header, made unique: a blank one is _c0, one that occurs twice
 *     gets its position (from 0) behind; without a header _c0, _c1, ...
 * @param files the files, whole
 * @param header the header as it is printed
 * @param empty the names of files without a row, beside others
 */
record CsvTable(
    List<String> columns, List<FileRange> files, PrintedHeader header, List<String> empty) {
  /** Lines that are looked through for a header below a title. */
  private static final int LOOKED_THROUGH = 20;

  CsvTable {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    empty = List.copyOf(empty);
  }

  /** A file's first row, and what of its encoding and lines is found with it. */
  private record Head(List<String> names, Charset charset, LineEnd lineEnd)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads the first row of every file.
   *
   * @throws XiaokangException if a file is empty or cannot be read, or two headers differ
   */
  static CsvTable of(
      InputFiles input, CsvFormat format, FileOpener opener, FolderCells folderCells) {
    List<Optional<Head>> heads =
        input.files().parallelStream()
            .map(file -> head(input.source(), file, format, opener))
            .toList();
    FileStatus first = first(input, heads);
    List<String> names = heads.get(input.files().indexOf(first)).orElseThrow().names();
    List<FileRange> files = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      FileStatus file = input.files().get(i);
      if (heads.get(i).isEmpty()) {
        empty.add(InputFiles.name(file));
        continue;
      }
      Head head = heads.get(i).get();
      boolean isAlike =
          format.header() ? head.names().equals(names) : head.names().size() == names.size();
      if (!isAlike) {
        throw different(input.source(), first, names, file, head.names());
      }
      files.add(
          new FileRange(
              file.getPath().toString(),
              InputFiles.name(file),
              0,
              file.getLen(),
              true,
              1,
              head.charset().name(),
              head.lineEnd(),
              folderCells.of(file)));
    }
    List<String> columns =
        format.header()
            ? unique(names)
            : IntStream.range(0, names.size()).mapToObj(i -> "_c" + i).toList();
    FileRange top = files.get(0);
    PrintedHeader header =
        format.header()
            ? new PrintedHeader(
                names, format.separator(), top.file(), () -> below(top, format, opener))
            : PrintedHeader.NONE;
    return new CsvTable(columns, files, header, empty);
  }

  private static FileStatus first(InputFiles input, List<Optional<Head>> heads) {
    for (int i = 0; i < heads.size(); i++) {
      if (heads.get(i).isPresent()) {
        return input.files().get(i);
      }
    }
    throw new XiaokangException(
        "source '%s': %s is empty; expected a header line with the column names"
            .formatted(input.source().name(), input.files().get(0).getPath()));
  }

  /** Tells which files have no row. */
  void tell(String source, Consumer<String> told) {
    if (!empty.isEmpty()) {
      told.accept(
          "source '%s': %s skipped, having no line".formatted(source, String.join(", ", empty)));
    }
  }

  private static List<PrintedHeader.Line> below(
      FileRange file, CsvFormat format, FileOpener opener) {
    List<PrintedHeader.Line> lines = new ArrayList<>();
    try (CharWindow window = opener.open(file)) {
      CsvSplitter rows = new CsvSplitter(window, format, file.lineEnd(), 0, 1);
      while (lines.size() < LOOKED_THROUGH && rows.next()) {
        lines.add(new PrintedHeader.Line(rows.firstLine(), cells(rows)));
      }
    } catch (IOException e) {
      return List.of(); // no more than a hint is lost
    }
    return lines;
  }

  private static List<String> cells(CsvSplitter row) {
    return IntStream.range(0, row.cells())
        .mapToObj(row::cell)
        .map(cell -> cell == null ? "" : cell.strip())
        .toList();
  }

  private static Optional<Head> head(
      Source source, FileStatus file, CsvFormat format, FileOpener opener) {
    String path = file.getPath().toString();
    TextStart.Opened opened;
    try {
      opened = TextStart.open(opener.whole(path), Charset.forName(format.encoding()));
    } catch (IOException | RuntimeException e) {
      throw SourceErrors.of(source).unreadable(path, e);
    }
    try (CharWindow window = opened.window()) {
      LineEnd lineEnd = format.lineEnd() == null ? LineEnd.of(window) : format.lineEnd();
      CsvSplitter rows = new CsvSplitter(window, format, lineEnd, 0, 1);
      if (!rows.next()) {
        return Optional.empty();
      }
      if (format.header() && rows.isMalformed()) {
        throw new XiaokangException(
            "source '%s': the header of %s opens a quote that is not closed: %s; close it, or say options: {quote: ...}"
                .formatted(source.name(), path, rows.text()));
      }
      return Optional.of(new Head(cells(rows), opened.start().charset(), lineEnd));
    } catch (IOException e) {
      throw SourceErrors.of(source).unreadable(path, e);
    }
  }

  private static List<String> unique(List<String> names) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (String name : names) {
      if (!once.add(name.toLowerCase(Locale.ROOT))) {
        twice.add(name.toLowerCase(Locale.ROOT));
      }
    }
    Set<String> taken = new HashSet<>();
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean isRepeated = twice.contains(name.toLowerCase(Locale.ROOT));
      name = name.isEmpty() ? "_c" + i : isRepeated ? name + i : name;
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        name += "_" + i;
      }
      unique.add(name);
    }
    return Collections.unmodifiableList(unique);
  }

  private static XiaokangException different(
      Source source,
      FileStatus first,
      List<String> names,
      FileStatus other,
      List<String> otherNames) {
    return new XiaokangException(
        """
        source '%s': its files have different headers
          %s: %s
          %s: %s
        expected the same columns in the same order; give files of another layout a source of their own"""
            .formatted(source.name(), first.getPath(), names, other.getPath(), otherNames));
  }
}
