package org.xiaokang.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;
import org.xiaokang.lake.WritingRun;

/**
 * What a command says that is ended before its time, by Ctrl-C or a scheduler: one line that says
 * what stands, and nothing after it. The virtual machine then ends with 128 and the number of the
 * signal: 130 after Ctrl-C.
 */
final class Interruption {
  /** A release is written within seconds; who pressed Ctrl-C waits no longer than this. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicBoolean over = new AtomicBoolean();
  private final PrintStream out;
  private final PrintStream err;

  private Interruption(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** From here on the end of the process before {@link #over} is told. */
  static Interruption awaited(PrintStream out, PrintStream err) {
    Interruption interruption = new Interruption(out, err);
    // Before those of Spark and of file systems, which a release that is being written needs.
    ShutdownHookManager.get()
        .addShutdownHook(
            interruption::tell,
            Integer.MAX_VALUE,
            PATIENCE.multipliedBy(2).toSeconds(),
            TimeUnit.SECONDS);
    return interruption;
  }

  /** The command has ended by itself, or ends the process. */
  void over() {
    over.set(true);
  }

  private void tell() {
    if (over.getAndSet(true)) {
      return;
    }
    err.println(text(WritingRun.current().map(run -> run.end(PATIENCE))));
    // What Spark and the command itself say of being stopped helps nobody.
    out.close();
    err.close();
  }

  /** What stands. */
  static String text(Optional<WritingRun.Ended> run) {
    return "interrupted: "
        + run.map(Interruption::stands).orElse("this command had changed nothing in any lake");
  }

  private static String stands(WritingRun.Ended run) {
    String lake = "the lake '" + run.lake() + "'";
    if (run.begun().isPresent()) {
      return "release %s of %s was being written; jobs/history tells whether it is there"
          .formatted(run.begun().get(), lake);
    }
    if (run.made().isPresent()) {
      String made = run.made().get();
      return run.latest().equals(run.made())
          ? "release %s of this run is published in %s and stays the latest".formatted(made, lake)
          : "release %s of this run is held back; %s".formatted(made, latest(run, lake));
    }
    return "%s; readers see nothing of this run, and the next '%s' does its work again"
        .formatted(latest(run, lake), run.command());
  }

  private static String latest(WritingRun.Ended run, String lake) {
    return run.latest()
        .map(release -> "release %s stays the latest of %s".formatted(release, lake))
        .orElse(lake + " has no release yet");
  }
}
