package org.xiaokang.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.FaultyFileSystem;
import org.xiaokang.catalogue.XiaokangException;

/** Copies of files of another file system, which is the local disk under another scheme. */
class FileCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    return hadoop;
  }

  private FileCache cache(long bytes, Duration later) {
    return new FileCache(
        folder.resolve("cache"), bytes, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }

  private DataFile file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return new DataFile("faulty://" + file, text.getBytes(UTF_8).length, 0, List.of());
  }

  private Path local(DataFile file, long bytes, Duration later) throws IOException {
    return cache(bytes, later).local(file, hadoop());
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.map(FileCacheTest::text).sorted().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aLocalFileIsReadWhereItLies() throws IOException {
    Path file = Files.writeString(folder.resolve("a b.parquet"), "x");
    DataFile data = new DataFile("file:" + file, 1, 0, List.of());
    assertThat(local(data, 100, Duration.ZERO)).isEqualTo(file);
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void anotherFileSystemsFileIsFetchedOnce() throws IOException {
    DataFile file = file("one", "12345");
    Path copy = local(file, 100, Duration.ZERO);
    assertThat(copy).hasContent("12345");
    Files.delete(folder.resolve("one"));
    assertThat(local(file, 100, Duration.ZERO)).isEqualTo(copy).hasContent("12345");
    DataFile gone = new DataFile("faulty://" + folder.resolve("two"), 5, 0, List.of());
    assertThatThrownBy(() -> local(gone, 100, Duration.ZERO))
        .isInstanceOf(FileNotFoundException.class);
    assertThat(cached()).containsExactly("12345");
  }

  @Test
  void whatWasUsedLongestAgoGoesAndWhatIsInUseStays() throws IOException {
    DataFile one = file("one", "11111");
    DataFile two = file("two", "22222");
    DataFile three = file("three", "33333");
    local(one, 10, Duration.ZERO);
    local(two, 10, Duration.ofHours(1));
    local(one, 10, Duration.ofHours(2)); // used again
    local(three, 10, Duration.ofHours(4));
    assertThat(cached()).containsExactly("11111", "33333");
    assertThatThrownBy(() -> local(two, 4, Duration.ofHours(4)))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot copy faulty:")
        .hasMessageContaining("that the cache may hold (reader: {cache_mib: ...}")
        .hasMessageContaining("XDG_CACHE_HOME");
    assertThat(cached()).containsExactly("33333");
  }

  @Test
  void aFileThatComesShortIsNotKeptAndAFolderThatCannotBeMadeIsTold() throws IOException {
    DataFile file = file("one", "12345");
    DataFile longer = new DataFile(file.uri(), 9, 0, List.of());
    assertThatThrownBy(() -> local(longer, 100, Duration.ZERO))
        .hasMessageContaining("has 5 bytes, and 9 were expected");
    assertThat(cached()).isEmpty();
    Files.delete(folder.resolve("cache"));
    Files.writeString(folder.resolve("cache"), "a file is in the way, as a full disk would be");
    assertThatThrownBy(() -> local(file, 100, Duration.ZERO))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("(5 bytes) into the cache folder " + folder.resolve("cache"))
        .hasMessageContaining("make room there");
  }
}
