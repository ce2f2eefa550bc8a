package org.xiaokang.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.config.Source;

/** Rows as received in blocks; a cell that says what the row's own column says takes two bytes. */
public final class ReceivedRowCodec implements RecordCodec<ReceivedRow> {
  /** There is one. */
  public static final ReceivedRowCodec INSTANCE = new ReceivedRowCodec();

  private ReceivedRowCodec() {}

  @Override
  public void write(ReceivedRow row, RecordOutput out) {
    out.text(row.source());
    out.text(row.file());
    out.optionalNumber(row.line());
    ContractRow cells = row.cells();
    out.flag(cells != null);
    if (cells != null) {
      cells.cells().forEach(out::optionalText);
    }
    out.optionalText(row.malformed());
    out.number(row.received().size());
    row.received()
        .forEach(
            (column, cell) -> {
              out.text(column);
              out.optionalText(cell);
            });
  }

  @Override
  public ReceivedRow read(RecordInput in) {
    return new ReceivedRow(
        in.text(), in.text(), in.optionalNumber(), cells(in), in.optionalText(), received(in));
  }

  private static @Nullable ContractRow cells(RecordInput in) {
    if (!in.flag()) {
      return null;
    }
    List<@Nullable String> cells = new ArrayList<>(Source.CONTRACT.size());
    for (int i = 0; i < Source.CONTRACT.size(); i++) {
      cells.add(in.optionalText());
    }
    return ContractRow.of(cells);
  }

  private static Map<String, @Nullable String> received(RecordInput in) {
    int columns = in.integer();
    Map<String, @Nullable String> received = new LinkedHashMap<>(2 * columns);
    for (int i = 0; i < columns; i++) {
      received.put(in.text(), in.optionalText());
    }
    return received;
  }
}
