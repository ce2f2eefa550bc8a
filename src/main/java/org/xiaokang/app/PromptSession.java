package org.xiaokang.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;

/**
 * What a prompt has open, and how it prints. For one thread, but {@link #cancel} may come from any.
 */
final class PromptSession implements AutoCloseable {
  private final LakeReader lake;
  private final ReaderLimits limits;
  private final PrintWriter out;
  private final PrintWriter notes;
  private final IntSupplier width;
  private final PromptCommands commands = new PromptCommands(this);
  private volatile ReleaseReader release;
  private PromptNames names;
  private RowFormat format;
  private int most;
  private boolean isTimed;
  private boolean isOver;

  /**
   * Begins with what a prompt is told.
   *
   * @param out where answers go
   * @param notes where it says what a command has set
   * @param width columns of the terminal; 0 where nobody knows
   */
  PromptSession(Prompt prompt, PrintWriter out, PrintWriter notes, IntSupplier width) {
    this.lake = prompt.lake();
    this.limits = prompt.limits();
    this.release = prompt.release();
    this.format = prompt.format();
    this.most = prompt.most();
    this.out = out;
    this.notes = notes;
    this.width = width;
    this.names = new PromptNames(release);
  }

  /**
   * Answers a question, or does what a command says.
   *
   * @throws org.xiaokang.catalogue.XiaokangException if there is no answer, with why
   */
  void run(Statement statement) {
    long begun = System.nanoTime();
    boolean timed = isTimed;
    if (statement.isCommand()) {
      commands.run(statement.text());
    } else {
      format.print(release.query(statement.text()), most, TableNote.PROMPT, out);
    }
    if (timed && isTimed && !isOver) {
      out.printf(Locale.ROOT, "%.1f ms%n", (System.nanoTime() - begun) / 1e6);
    }
    out.flush();
  }

  /** From now on questions are answered, whatever was ended before. */
  void begin() {
    release.begin();
  }

  /** Ends the question under way. */
  void cancel() {
    release.cancel();
  }

  /** Opens another release in place of the present one, which stays if that fails. */
  void open(Release other) {
    ReleaseReader opened = ReleaseReader.open(lake, other, limits);
    ReleaseReader before = release;
    release = opened;
    names = new PromptNames(opened);
    before.close();
  }

  LakeReader lake() {
    return lake;
  }

  ReleaseReader release() {
    return release;
  }

  /** What can be completed. */
  PromptNames names() {
    return names;
  }

  PromptCommands commands() {
    return commands;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter notes() {
    return notes;
  }

  /** Columns of the terminal; 0 where nobody knows. */
  int width() {
    return width.getAsInt();
  }

  RowFormat format() {
    return format;
  }

  void print(RowFormat as) {
    format = as;
  }

  /** Most rows of a table. */
  int most() {
    return most;
  }

  void limit(int rows) {
    most = rows;
  }

  boolean isTimed() {
    return isTimed;
  }

  void time(boolean each) {
    isTimed = each;
  }

  /** Whether the person has left. */
  boolean isOver() {
    return isOver;
  }

  void leave() {
    isOver = true;
  }

  @Override
  public void close() {
    release.close();
  }
}
