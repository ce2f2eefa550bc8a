package org.xiaokang.source;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.TableSnapshot;

/** Which files a run reads, and which of them no run has read before. */
public final class SourceLedger {
  private static final long PACKED = 8;
  private static final long WIDE = 8;
  private static final long ROW_BYTES = 150;
  private static final Pattern PACKED_NAME = Pattern.compile("\\.(gz|bz2|zst|snappy|lz4|deflate)$");

  private final List<SourceFile> files;
  private final Map<String, LedgerEntry> known;

  private SourceLedger(List<SourceFile> files, Map<String, LedgerEntry> known) {
    this.files = List.copyOf(files);
    this.known = known;
  }

  /**
   * The files of the sources as they are now, held against the ledger in the lake. A file of the
   * size and time that the ledger knows is taken to have the content it knows; others are read
   * through.
   *
   * @param hadoop settings of the file systems of the sources
   * @param ledger the rows of the table source_files; none where nothing was read yet
   * @param readings a hash of how the rows of a source are read
   * @throws XiaokangException if a source has no files, or one cannot be read
   */
  public static SourceLedger of(
      Configuration hadoop,
      List<TableRow> ledger,
      List<Source> sources,
      Function<Source, String> readings) {
    Map<String, LedgerEntry> known = known(ledger);
    List<SourceFile> files = new ArrayList<>();
    for (Source source : sources) {
      String reading = readings.apply(source);
      files.addAll(
          switch (source.format()) {
            case "delta" -> List.of(version(hadoop, source, reading));
            case "jdbc" -> List.of(DatabaseProbe.of(source).file(reading));
            default -> files(hadoop, source, reading, known);
          });
    }
    return new SourceLedger(files, known);
  }

  /**
   * Whether the sources are as the ledger has them, however their rows are read. The first that is
   * not ends the search, and no file of another size is read through: the run will do that.
   *
   * @param hadoop settings of the file systems of the sources
   * @param ledger the rows of the table source_files
   * @throws XiaokangException if a source has no files, or one cannot be read
   */
  public static boolean isAsRead(
      Configuration hadoop, List<TableRow> ledger, List<Source> sources) {
    Map<String, LedgerEntry> known = known(ledger);
    Set<String> found = new HashSet<>();
    for (Source source : sources) {
      Optional<List<SourceFile>> files =
          switch (source.format()) {
            case "delta" -> Optional.of(List.of(version(hadoop, source, "")));
            case "jdbc" -> Optional.of(List.of(DatabaseProbe.of(source).file("")));
            default -> ofSameSizes(hadoop, source, known);
          };
      if (files.isEmpty() || !files.get().stream().allMatch(file -> isKnown(file, known))) {
        return false;
      }
      files.get().forEach(file -> found.add(key(file.source(), file.path())));
    }
    return found.equals(known.keySet());
  }

  /** The files of a source with their checksums; empty where one is new or of another size. */
  private static Optional<List<SourceFile>> ofSameSizes(
      Configuration hadoop, Source source, Map<String, LedgerEntry> known) {
    boolean same =
        listed(hadoop, source).files().stream()
            .allMatch(
                file ->
                    Optional.ofNullable(known.get(key(source.name(), InputFiles.name(file))))
                        .filter(entry -> entry.sizeBytes() == file.getLen())
                        .isPresent());
    return same ? Optional.of(files(hadoop, source, "", known)) : Optional.empty();
  }

  private static boolean isKnown(SourceFile file, Map<String, LedgerEntry> known) {
    return before(file, known).filter(file::isSameContent).isPresent();
  }

  private static Map<String, LedgerEntry> known(List<TableRow> ledger) {
    Map<String, LedgerEntry> known = new HashMap<>();
    ledger.forEach(row -> known.put(key(row.text("source"), row.text("path")), entry(row)));
    return known;
  }

  private static LedgerEntry entry(TableRow row) {
    return new LedgerEntry(
        row.text("source"),
        row.text("path"),
        row.number("size_bytes"),
        row.instant("modified_at"),
        row.text("checksum"),
        row.optionalText("reading"),
        row.text("run_id"));
  }

  private static String key(String source, String path) {
    return source + " " + path;
  }

  private static List<SourceFile> files(
      Configuration hadoop, Source source, String reading, Map<String, LedgerEntry> known) {
    InputFiles files = listed(hadoop, source);
    return files.files().parallelStream().map(file -> file(files, file, reading, known)).toList();
  }

  private static InputFiles listed(Configuration hadoop, Source source) {
    try {
      return InputFiles.of(hadoop, source);
    } catch (IOException e) {
      throw new XiaokangException(
          "source '%s': the files of %s cannot be listed: %s"
              .formatted(source.name(), source.path(), e.getMessage()),
          e);
    }
  }

  private static SourceFile file(
      InputFiles files, FileStatus status, String reading, Map<String, LedgerEntry> known) {
    SourceFile unread =
        new SourceFile(
            files.source().name(),
            InputFiles.name(status),
            status.getLen(),
            writtenAt(status),
            "",
            reading);
    Optional<SourceFile> before = before(unread, known);
    boolean untouched =
        before.filter(b -> b.isUntouched(status.getLen(), writtenAt(status))).isPresent();
    String checksum = untouched ? before.orElseThrow().checksum() : sha256(files, status);
    return new SourceFile(
        unread.source(), unread.path(), unread.sizeBytes(), unread.modifiedAt(), checksum, reading);
  }

  private static Instant writtenAt(FileStatus status) {
    return Instant.ofEpochMilli(status.getModificationTime());
  }

  private static String sha256(InputFiles files, FileStatus file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(files.system().open(file.getPath()), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw files.unreadable(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static SourceFile version(Configuration hadoop, Source source, String reading) {
    TableSnapshot table =
        LakeReader.table(source.path(), hadoop)
            .orElseThrow(
                () ->
                    new XiaokangException(
                        "source '%s': %s is not a Delta table; expected a folder with a _delta_log"
                            .formatted(source.name(), source.path())));
    return new SourceFile(
        source.name(),
        source.path(),
        table.bytes(),
        Instant.ofEpochMilli(table.committedMillis()),
        SourceFile.version(table.version(), table.id()),
        reading);
  }

  /** A source as it was found: a Delta table at its version, whoever writes to it meanwhile. */
  public Source asFound(Source source) {
    boolean travels =
        source.options().keySet().stream()
            .anyMatch(o -> o.toLowerCase(Locale.ROOT).endsWith("asof"));
    return files.stream()
        .filter(file -> !travels && file.source().equals(source.name()))
        .flatMapToLong(file -> file.version().stream())
        .mapToObj(version -> source.with("versionAsOf", String.valueOf(version)))
        .findFirst()
        .orElse(source);
  }

  /**
   * The size of all files and Delta tables; empty where a database is read, whose size is not told.
   */
  public OptionalLong bytes() {
    return files.stream().anyMatch(file -> file.state().isPresent())
        ? OptionalLong.empty()
        : OptionalLong.of(files.stream().mapToLong(SourceFile::sizeBytes).sum());
  }

  /**
   * About how many bytes of plain text the rows of some sources are, which says into how many parts
   * they are to be divided. What is packed is about eight times as long unpacked; of a wide table
   * each cell becomes a row; of a database only the number of rows is known.
   */
  public long textBytes(List<Source> sources) {
    long bytes = 0;
    for (Source source : sources) {
      bytes += found(source).stream().mapToLong(file -> textBytes(source, file)).sum();
    }
    return bytes;
  }

  /** The same of one file of a source; at least 1. */
  public static long textBytes(Source source, SourceFile file) {
    long packed = isPacked(source, file) ? PACKED * file.sizeBytes() : file.sizeBytes();
    long own = file.state().map(state -> state.rows() * ROW_BYTES).orElse(packed);
    return Math.max(1, source.unpivot().isPresent() ? WIDE * own : own);
  }

  /** Whether a file that was found has the content that the ledger knows, and is read likewise. */
  public boolean isAsKnown(SourceFile file) {
    return before(file, known)
        .filter(file::isSameContent)
        .filter(one -> Objects.equals(one.reading(), file.reading()))
        .isPresent();
  }

  private static boolean isPacked(Source source, SourceFile file) {
    return source.format().equals("parquet")
        || source.format().equals("delta")
        || PACKED_NAME.matcher(file.path()).find();
  }

  /** The files of a source as they were found. */
  public List<SourceFile> found(Source source) {
    return files.stream().filter(file -> file.source().equals(source.name())).toList();
  }

  /** Others are read as of one version, or once. */
  public static boolean isOfFiles(Source source) {
    return !source.format().equals("delta") && source.database().isEmpty();
  }

  /**
   * To be asked when files were read.
   *
   * @param hadoop settings of the file systems of the sources
   * @throws XiaokangException if one was written since it was found
   */
  public void requireAsFound(Configuration hadoop, List<Source> sources) {
    Map<String, SourceFile> found = new HashMap<>();
    files.forEach(file -> found.put(key(file.source(), file.path()), file));
    for (Source source : sources) {
      if (!isOfFiles(source)) {
        continue;
      }
      for (FileStatus now : listed(hadoop, source).files()) {
        SourceFile before = found.get(key(source.name(), InputFiles.name(now)));
        if (before != null && !before.isUntouched(now.getLen(), writtenAt(now))) {
          throw new XiaokangException(
              "source '%s': %s was written while it was read; what readers see is whole and as it was: run again"
                  .formatted(source.name(), before.path()));
        }
      }
    }
  }

  private static Optional<SourceFile> before(SourceFile file, Map<String, LedgerEntry> known) {
    return Optional.ofNullable(known.get(key(file.source(), file.path()))).map(SourceFile::of);
  }

  /**
   * The table source_files of this run. A content that was read before keeps the time and the run
   * that it was read with first.
   */
  public List<LedgerEntry> entries(String runId) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (SourceFile file : files) {
      LedgerEntry before = known.get(key(file.source(), file.path()));
      entries.add(
          before != null && file.isSameContent(SourceFile.of(before))
              ? file.since(before.modifiedAt()).entry(before.runId())
              : file.entry(runId));
    }
    return entries;
  }
}
