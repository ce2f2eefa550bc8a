package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;

/** What is said of a run that is ended is true, and stays true. */
class WritingRunTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final WritingRun run =
      new WritingRun("/lake", "nightly", Optional.of(release("r1", false)));

  private static Release release(String id, boolean held) {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    return new Release(id, time, time, "0", "c", "f", Map.of(), Map.of(), 0, 0, 0, 0, 0, Map.of())
        .with(held ? Release.Standing.heldBy("history") : Release.Standing.PUBLISHED);
  }

  private static WritingRun.Ended ended(String latest, Optional<String> made) {
    return new WritingRun.Ended("/lake", "nightly", Optional.of(latest), made, Optional.empty());
  }

  @Test
  void aRunThatWasEndedPublishesNothingMore() {
    assertThat(run.end(LONG)).isEqualTo(ended("r1", Optional.empty()));
    assertThatThrownBy(() -> run.publish(release("r2", false), () -> "written"))
        .isInstanceOf(XiaokangException.class)
        .hasMessage("release 'r2' was not published: this run was ended");
    assertThat(run.end(LONG)).isEqualTo(ended("r1", Optional.empty()));
  }

  @Test
  void whatWasPublishedIsTheLatestAndWhatIsHeldIsNot() {
    assertThat(run.publish(release("r2", true), () -> "written")).isEqualTo("written");
    assertThat(run.end(LONG)).isEqualTo(ended("r1", Optional.of("r2")));

    WritingRun other = new WritingRun("/lake", "nightly", Optional.empty());
    other.publish(release("r3", false), () -> "written");
    assertThat(other.end(LONG)).isEqualTo(ended("r3", Optional.of("r3")));
  }

  @Test
  void aReleaseThatIsBeingWrittenIsWaitedForAndOneThatTakesTooLongIsUncertain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    CompletableFuture<String> publishing =
        CompletableFuture.supplyAsync(
            () ->
                run.publish(
                    release("r2", false),
                    () -> {
                      begun.countDown();
                      try {
                        written.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return "written";
                    }));
    begun.await();
    assertThat(run.end(SOON).begun()).contains("r2");

    CompletableFuture<WritingRun.Ended> patient =
        CompletableFuture.supplyAsync(() -> run.end(LONG));
    written.countDown();
    assertThat(publishing.get()).isEqualTo("written");
    assertThat(patient.get()).isEqualTo(ended("r2", Optional.of("r2")));
  }

  /** A commit may be there although its writer was told that it failed. */
  @Test
  void aReleaseThatFailedIsUncertain() {
    RuntimeException lost = new IllegalStateException("no answer");
    assertThatThrownBy(
            () ->
                run.publish(
                    release("r2", false),
                    () -> {
                      throw lost;
                    }))
        .isSameAs(lost);
    assertThat(run.end(LONG).begun()).contains("r2");
  }
}
