package org.xiaokang.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;

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
    out.number(row.faults().size());
    for (Reason fault : row.faults()) {
      out.text(fault.code());
      out.text(fault.column());
      out.optionalText(fault.value());
      out.text(fault.expected());
    }
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
        in.text(),
        in.text(),
        in.optionalNumber(),
        cells(in),
        in.optionalText(),
        faults(in),
        received(in));
  }

  private static List<Reason> faults(RecordInput in) {
    int count = in.integer();
    List<Reason> faults = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      faults.add(new Reason(in.text(), in.text(), in.optionalText(), in.text()));
    }
    return faults;
  }

  private static @Nullable ContractRow cells(RecordInput in) {
    if (!in.flag()) {
      return null;
    }
    return new ContractRow(
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText(),
        in.optionalText());
  }

  private static ReceivedCells received(RecordInput in) {
    int count = in.integer();
    String[] columns = new String[count];
    @Nullable String[] cells = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      columns[i] = in.text();
      cells[i] = in.optionalText();
    }
    return new ReceivedCells(columns, cells);
  }
}
