package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files cut wherever they can be: their records and lines are those of the whole file. */
class FileRangesTest {
  private static final FileOpener OPENER = new FileOpener(new Configuration());
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  @TempDir private Path folder;

  @Test
  void aFileCutAtAnyByteHasTheSameRows() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      CsvFormat format =
          CsvFormatReader.of(
              CsvText.source("multiLine", String.valueOf(seed % 4 > 0), "encoding", "UTF-8"));
      FileRange file = file("a" + seed + ".csv", bytes(random), StandardCharsets.UTF_8, format);
      RecordFormat.Rows rows = new RecordFormat.Rows(format, 4);
      assertThat(rows.isByByte(file)).isTrue();
      requireSameWhereverCut(file, rows);
    }
  }

  @Test
  void aFileOfGbkCutAtAnyByteHasTheSameRows() throws IOException {
    Charset gbk = Charset.forName("GBK");
    CsvFormat format = CsvFormatReader.of(CsvText.source("encoding", "GBK"));
    String text = "地区,年,值,注\n上蔡县,2019,1,\"人均,\n可支配\"\n镕,2020,2,\n芈月,2021,3,\"\n";
    byte[] odd = {
      (byte) 0x81, '"', (byte) 0x81, ',', (byte) 0xFF, '\n', '"', (byte) 0x81, '\n', '"'
    };
    FileRange file = file("gbk.csv", with(text.getBytes(gbk), odd), gbk, format);
    RecordFormat.Rows rows = new RecordFormat.Rows(format, 4);
    assertThat(rows.isByByte(file)).isTrue();
    requireSameWhereverCut(file, rows);
  }

  @Test
  void linesAreCutLikewise() throws IOException {
    byte[] text = "{\"a\":1}\r\n\n  \n{\"b\":\"é\"}\r[2]".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("a.json"), with(MARK, text));
    FileRange file = range("a.json", StandardCharsets.UTF_8, LineEnd.CR);
    requireSameWhereverCut(file, new RecordFormat.Lines());
    assertThat(records(List.of(file), new RecordFormat.Lines()))
        .containsExactly("1 {\"a\":1}", "4 {\"b\":\"é\"}", "5 [2]");
  }

  @Test
  void filesAreNotCutWhereABytesMeaningDependsOnOthers() throws IOException {
    CsvFormat comma = CsvFormatReader.of(CsvText.source());
    CsvFormat bar = CsvFormatReader.of(CsvText.source("sep", "|"));
    CsvFormat wide = CsvFormatReader.of(CsvText.source("sep", "；"));
    Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
    assertThat(isByByte("UTF-8", comma)).isTrue();
    assertThat(isByByte("UTF-8", wide)).isFalse();
    assertThat(isByByte("ISO-8859-1", bar)).isTrue();
    assertThat(isByByte("GBK", comma)).isTrue();
    assertThat(isByByte("GBK", bar)).isFalse();
    assertThat(isByByte("GB18030", comma)).isFalse();
    assertThat(isByByte("UTF-16LE", comma)).isFalse();
  }

  private boolean isByByte(String charset, CsvFormat format) throws IOException {
    return new RecordFormat.Rows(format, 2)
        .isByByte(range("a.csv", Charset.forName(charset), LineEnd.LF));
  }

  @Test
  void neighboursAreReadTogetherInOrder() throws IOException {
    List<FileRange> files = new ArrayList<>();
    for (String name : List.of("a.csv", "b.csv", "c.csv.gz", "d.csv")) {
      Files.write(folder.resolve(name), new byte[300]);
      files.add(range(name, StandardCharsets.UTF_8, LineEnd.LF));
    }
    long room = 2 * (300 + FileRanges.OPENING_BYTES);
    // Three small files are no more than half of one too many; a packed one counts four times.
    assertThat(ranges(new RecordFormat.Lines(), room).packed(files))
        .containsExactly(files.subList(0, 2), files.subList(2, 4));
  }

  private void requireSameWhereverCut(FileRange file, RecordFormat format) throws IOException {
    List<String> whole = records(List.of(file), format);
    assertThat(whole).isNotEmpty();
    for (long bytes = 1; bytes <= file.bytes(); bytes++) {
      List<FileRange> parts = ranges(format, bytes).divided(file, bytes);
      assertThat(records(parts, format)).as("%s by %d bytes", file.file(), bytes).isEqualTo(whole);
      long at = 0;
      for (FileRange part : parts) {
        assertThat(part.from()).isEqualTo(at);
        at = part.to();
      }
      assertThat(at).isEqualTo(file.bytes());
    }
  }

  private static FileRanges ranges(RecordFormat format, long bytes) {
    return new FileRanges(new SourceErrors("s", "csv", "any"), OPENER, format, bytes);
  }

  private static List<String> records(List<FileRange> ranges, RecordFormat format)
      throws IOException {
    List<String> records = new ArrayList<>();
    for (FileRange range : ranges) {
      try (Splitter splitter = format.splitter(OPENER.open(range), range)) {
        while (splitter.next()) {
          records.add(
              splitter instanceof CsvSplitter row
                  ? CsvText.shown(row)
                  : splitter.firstLine() + " " + splitter.text());
        }
      }
    }
    return records;
  }

  /**
   * Rows of four cells, some with lines, quotes that are not closed, and bytes that are no text.
   */
  private static byte[] bytes(Random random) {
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    List<String> cells =
        List.of(
            "", "1", "é,", "\"x,\"\"y\"", "\"two" + end + "lines\"", "\"", "a\"b", "\"c\"d", "河");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (random.nextBoolean()) {
      bytes.writeBytes(MARK);
    }
    bytes.writeBytes(("h,i,j,k" + end).getBytes(StandardCharsets.UTF_8));
    int count = 4 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      String cell = cells.get(random.nextInt(cells.size()));
      bytes.writeBytes(cell.getBytes(StandardCharsets.UTF_8));
      if (random.nextInt(10) == 0) {
        bytes.write(0x80 + random.nextInt(128));
      }
      bytes.writeBytes((i % 4 == 3 ? end : ",").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] with(byte[] first, byte[] second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }

  private FileRange file(String name, byte[] bytes, Charset charset, CsvFormat format)
      throws IOException {
    Files.write(folder.resolve(name), bytes);
    FileRange any = range(name, charset, LineEnd.LF);
    try (CharWindow window = OPENER.open(any)) {
      LineEnd lineEnd = format.lineEnd() == null ? LineEnd.of(window) : format.lineEnd();
      return range(name, charset, lineEnd);
    }
  }

  private FileRange range(String name, Charset charset, LineEnd lineEnd) throws IOException {
    String path = folder.resolve(name).toUri().toString();
    long bytes = Files.size(folder.resolve(name));
    return new FileRange(path, path, 0, bytes, true, 1, charset.name(), lineEnd, List.of());
  }
}
