package org.xiaokang.job;

/** Is told what a job is doing; the terminal shows it, a test ignores it. */
public interface Progress {
  /**
   * A step begins.
   *
   * @param step its number, from 1
   * @param steps how many there are
   * @param what what it does
   */
  void begin(int step, int steps, String what);

  /** The running step has something to say: rows so far, a table written. */
  void note(String message);

  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begin(int step, int steps, String what) {}

      @Override
      public void note(String message) {}
    };
  }
}
