package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xiaokang.lake.WritingRun;

/** The one line that a command says which is ended before its time. */
class InterruptionTest {
  private static final Optional<String> NONE = Optional.empty();

  private static String text(
      Optional<String> latest, Optional<String> made, Optional<String> begun) {
    return Interruption.text(
        Optional.of(new WritingRun.Ended("/lake", "nightly", latest, made, begun)));
  }

  @Test
  void aCommandThatDoesNotWriteHasChangedNothing() {
    assertThat(Interruption.text(Optional.empty()))
        .isEqualTo("interrupted: this command had changed nothing in any lake");
  }

  @Test
  void aRunThatPublishedNothingLeavesTheReleaseBeforeOrNone() {
    assertThat(text(Optional.of("r1"), NONE, NONE))
        .isEqualTo(
            "interrupted: release r1 stays the latest of the lake '/lake'; readers see nothing of"
                + " this run, and the next 'nightly' does its work again");
    assertThat(text(NONE, NONE, NONE))
        .startsWith("interrupted: the lake '/lake' has no release yet; readers see nothing");
  }

  @Test
  void aRunThatMadeItsReleaseSaysWhetherReadersSeeIt() {
    assertThat(text(Optional.of("r2"), Optional.of("r2"), NONE))
        .isEqualTo(
            "interrupted: release r2 of this run is published in the lake '/lake' and stays the"
                + " latest");
    assertThat(text(Optional.of("r1"), Optional.of("r2"), NONE))
        .isEqualTo(
            "interrupted: release r2 of this run is held back; release r1 stays the latest of the"
                + " lake '/lake'");
    assertThat(text(Optional.of("r1"), NONE, Optional.of("r2")))
        .isEqualTo(
            "interrupted: release r2 of the lake '/lake' was being written; jobs/history tells"
                + " whether it is there");
  }
}
