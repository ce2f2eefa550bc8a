package org.xiaokang.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RejectedRow.Verdict;

/** What the register is told of the rows of one key, and what it had. */
final class FigureNotes {
  private final LoadContext context;
  private final @Nullable FigureRegister register;
  private final long key;
  private final List<FigureRegister.Row> rows = new ArrayList<>(1);
  private final List<FigureRegister.Row> had = new ArrayList<>(1);
  private int part = FigureRegister.NOWHERE;
  private int revisions;
  private int read;
  private int expected;
  private boolean stood;
  private boolean isKnown;

  /**
   * Notes of a key.
   *
   * @param register null where none is kept: then nothing is noted
   */
  FigureNotes(LoadContext context, @Nullable FigureRegister register, long key) {
    this.context = context;
    this.register = register;
    this.key = key;
    FigureRegister.Entry before = register == null ? null : register.before(key);
    if (before != null) {
      stood = before.part() != FigureRegister.NOWHERE;
      revisions = stood ? 0 : before.revisions();
      before.rows().forEach(this::had);
    }
  }

  /** How many revisions the register says that the figure had, if it did not stand. */
  int revisions() {
    return revisions;
  }

  /** What the figure said before was found. */
  void isKnown() {
    isKnown = true;
  }

  private void had(FigureRegister.Row row) {
    boolean stays = !isChanged(row.file());
    expected += stays ? 1 : 0;
    if (row.verdict() == null) {
      return;
    }
    if (stays && row.verdict() != Verdict.REJECTED) { // whose reasons may be others now
      had.add(row);
    } else if (register != null) {
      register.losesRows();
    }
  }

  private boolean isChanged(int file) {
    return context.before() == null || context.before().changed().get(file);
  }

  private int file(ReceivedRow row) {
    return context.files() == null ? 0 : context.files().of(row.source(), row.file());
  }

  void received(ReceivedRow row) {
    read += register == null || isChanged(file(row)) ? 0 : 1;
  }

  /** Whether the table rejected_metrics has a row as it is decided now. */
  boolean hasIt(RejectedRow row) {
    if (register == null) {
      return false;
    }
    FigureRegister.Row noted = new FigureRegister.Row(file(row.row()), row.verdict());
    rows.add(noted);
    return had.remove(noted);
  }

  void stands(ReceivedRow row, int where, int revision) {
    if (register != null) {
      rows.add(new FigureRegister.Row(file(row), null));
      part = where;
      revisions = revision;
    }
  }

  void standsNot(int said) {
    revisions = Math.max(revisions, said);
  }

  void end(int figures) {
    if (register == null) {
      return;
    }
    if (!had.isEmpty()) {
      register.losesRows();
    }
    boolean isAsNoted = read == expected && stood == isKnown;
    if (figures > 1 || (context.before() != null && !isAsNoted)) {
      register.doesNotFit();
    }
    register.put(new FigureRegister.Entry(key, part, revisions, rows));
  }
}
