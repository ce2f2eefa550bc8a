package org.xiaokang.source;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ReceivedRow;

/** The rows of csv files: no Spark, where the mapping asks for none. */
final class CsvRecordReader implements FileRows.RecordReader {
  private final RecordFormat.Rows format;
  private final RowMapper mapper;
  private final int columns;
  private final List<Integer> folderAt;
  private @Nullable CsvSplitter rows;

  /**
   * Starts before the first range.
   *
   * @param columns how many columns the source has, those of folders included
   * @param folderAt which of these are those of folders
   */
  CsvRecordReader(
      RecordFormat.Rows format,
      RowMapping mapping,
      int columns,
      List<Integer> folderAt,
      Consumer<ReceivedRow> received) {
    this.format = format;
    this.columns = columns;
    this.folderAt = folderAt;
    this.mapper = new RowMapper(mapping, received);
  }

  @Override
  public Splitter begin(CharWindow window, FileRange range) throws IOException {
    CsvSplitter begun = format.splitter(window, range);
    if (range.from() == 0 && format.format().header()) {
      begun.next();
    }
    rows = begun;
    return begun;
  }

  @Override
  public void read(FileRange range) {
    CsvSplitter row = rows;
    if (row == null) {
      throw new IllegalStateException("begin a range first");
    }
    @Nullable String[] cells = new @Nullable String[columns];
    int own = Math.min(row.cells(), format.columns());
    for (int i = 0; i < own; i++) {
      cells[i] = row.cell(i);
    }
    List<@Nullable String> folderCells = range.folderCells();
    for (int i = 0; i < folderCells.size(); i++) {
      cells[folderAt.get(i)] = folderCells.get(i);
    }
    mapper.take(cells, null, range.file(), row.firstLine(), row.isMalformed() ? row.text() : null);
  }
}
