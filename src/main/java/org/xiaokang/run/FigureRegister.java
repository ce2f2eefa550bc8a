package org.xiaokang.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.lake.StateFolder;

/**
 * The register of figures: which rows of which files are of a figure, and what became of them.
 * Entries stand in the order of their keys, as {@link org.xiaokang.block.HeldBlocks} gives groups.
 * A load writes it; the next one takes over the entries of figures that it does not touch.
 */
final class FigureRegister {
  /** No part of the regions. */
  static final int NOWHERE = -1;

  /** What stands for each verdict: the letter that its code begins with; this for none. */
  private static final char OBSERVED = 'o';

  /**
   * A row.
   *
   * @param file the number of its file
   * @param verdict what became of it; null where it is an observation
   */
  record Row(int file, @Nullable Verdict verdict) {}

  /**
   * What is known of a figure.
   *
   * @param key the figure, or the place of rows that name none
   * @param part the part of the regions where it stands; {@link #NOWHERE} if it does not
   * @param revisions how many things it has said
   * @param rows its rows, in no order
   */
  record Entry(long key, int part, int revisions, List<Row> rows) {}

  /**
   * What a part of the register says.
   *
   * @param partition which part it is
   * @param name its file
   * @param rows the number of rows by file
   * @param figures the number of those that have a figure by file
   * @param rejected the number of rejected ones by file
   * @param account what became of all rows
   * @param lostRows rows that the table rejected_metrics has and that are no more, or were decided
   *     otherwise
   * @param fits whether the rows that were read are those that the register before had, and no two
   *     figures share a key
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Summary(
      int partition,
      String name,
      long[] rows,
      long[] figures,
      long[] rejected,
      RowAccount account,
      boolean lostRows,
      boolean fits)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final int partition;
  private final @Nullable LoadBefore load;
  private final @Nullable Reader former;
  private final StateFolder.Writing file;
  private final long[] rows;
  private final long[] figures;
  private final long[] rejected;
  private RowAccount account = RowAccount.EMPTY;
  private boolean lostRows;
  private boolean fits = true;
  private @Nullable Entry next;

  /** A part of the register; if the task fails before it is finished, its file is deleted. */
  FigureRegister(StateFolder folder, FileNumbers files, @Nullable LoadBefore load, int partition) {
    this.partition = partition;
    this.load = load;
    this.rows = new long[files.size()];
    this.figures = new long[files.size()];
    this.rejected = new long[files.size()];
    this.former = load == null ? null : new Reader(folder, load.figures().get(partition));
    this.next = former == null ? null : former.next();
    this.file = folder.create("figures", partition);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> file.close());
  }

  /** What the load before knew of a figure; keys must be asked for in their order. */
  @Nullable Entry before(long key) {
    while (next != null && next.key() < key) {
      passOver(next);
    }
    Entry found = next;
    if (found == null || found.key() != key) {
      return null;
    }
    advance();
    return found;
  }

  private void passOver(Entry entry) {
    if (load == null || !load.touches(entry.key())) {
      put(entry);
    } else { // its rows are gone
      lostRows |= entry.rows().stream().anyMatch(row -> row.verdict() != null);
      if (entry.revisions() > 0) {
        put(new Entry(entry.key(), NOWHERE, entry.revisions(), List.of()));
      }
    }
    advance();
  }

  private void advance() {
    next = former == null ? null : former.next();
  }

  /** Notes a figure. */
  void put(Entry entry) {
    for (Row row : entry.rows()) {
      Verdict verdict = row.verdict();
      rows[row.file()]++;
      figures[row.file()] += verdict == Verdict.NOT_REPORTED ? 0 : 1;
      rejected[row.file()] += verdict == Verdict.REJECTED ? 1 : 0;
      account = account.plus(verdict == null ? RowAccount.OBSERVED : RowAccount.of(verdict));
    }
    if (entry.rows().isEmpty() && entry.revisions() == 0) {
      return;
    }
    try {
      write(entry, file.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table rejected_metrics has rows that do not hold any more. */
  void losesRows() {
    lostRows = true;
  }

  /** What was read is not what the register before had, or two figures share a key. */
  void doesNotFit() {
    fits = false;
  }

  /** Takes over the rest. */
  Summary finish() {
    while (next != null) {
      passOver(next);
    }
    try {
      file.out().writeBoolean(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Summary(partition, file.finish(), rows, figures, rejected, account, lostRows, fits);
  }

  private static void write(Entry entry, DataOutputStream out) throws IOException {
    out.writeBoolean(true); // there is one more
    out.writeLong(entry.key());
    out.writeInt(entry.part());
    out.writeInt(entry.revisions());
    out.writeInt(entry.rows().size());
    for (Row row : entry.rows()) {
      out.writeInt(row.file());
      Verdict verdict = row.verdict();
      out.writeByte(verdict == null ? OBSERVED : letter(verdict));
    }
  }

  private static char letter(Verdict verdict) {
    return verdict.code().charAt(0);
  }

  private static @Nullable Verdict verdict(int letter) throws IOException {
    if (letter == OBSERVED) {
      return null;
    }
    for (Verdict one : Verdict.values()) {
      if (letter(one) == letter) {
        return one;
      }
    }
    throw new IOException("no verdict begins with the character " + letter);
  }

  /** The entries of a part, in their order. */
  static final class Reader {
    private final StateFolder folder;
    private final String name;
    private final DataInputStream in;

    Reader(StateFolder folder, String name) {
      this.folder = folder;
      this.name = name;
      this.in = folder.open(name);
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
    }

    /** The next entry; null after the last. */
    @Nullable Entry next() {
      try {
        return in.readBoolean()
            ? new Entry(in.readLong(), in.readInt(), in.readInt(), rows())
            : null;
      } catch (IOException e) {
        throw folder.unreadable(name, e);
      }
    }

    private List<Row> rows() throws IOException {
      int count = in.readInt();
      if (count == 1) {
        return List.of(row());
      }
      List<Row> rows = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        rows.add(row());
      }
      return rows;
    }

    private Row row() throws IOException {
      return new Row(in.readInt(), verdict(in.readByte()));
    }

    private void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
