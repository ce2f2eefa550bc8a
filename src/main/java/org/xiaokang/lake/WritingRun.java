package org.xiaokang.lake;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;

/**
 * What readers of a lake see while a run writes to it, kept for whoever ends the process before the
 * run has ended: then there is no time to ask Spark. To publish and to end exclude each other, so
 * that what is said of an ended run stays true.
 */
public final class WritingRun {
  /** The run that this process does, or did last; null before the first. */
  private static volatile @Nullable WritingRun current;

  private final String lake;
  private final String command;
  private final ReentrantLock publishing = new ReentrantLock();
  private volatile Optional<Release> latest;
  private volatile Optional<Release> made = Optional.empty();

  /** A release of which nobody knows whether it was written. */
  private volatile Optional<String> begun = Optional.empty();

  private volatile boolean ended;

  WritingRun(String lake, String command, Optional<Release> latest) {
    this.lake = lake;
    this.command = command;
    this.latest = latest;
  }

  /** The run that this process does, or did last; empty before the first. */
  public static Optional<WritingRun> current() {
    return Optional.ofNullable(current);
  }

  /** From here on this is the run that the process does. */
  void begin() {
    current = this;
  }

  /**
   * Lets a release be written, unless the run was ended.
   *
   * @param release as it will be
   * @throws XiaokangException if the run was ended; nothing is written then
   */
  <T> T publish(Release release, Supplier<T> write) {
    publishing.lock();
    try {
      if (ended) {
        throw new XiaokangException(
            "release '%s' was not published: this run was ended".formatted(release.releaseId()));
      }
      begun = Optional.of(release.releaseId());
      T result = write.get();
      begun = Optional.empty();
      made = Optional.of(release);
      if (!release.isHeld()) {
        latest = made;
      }
      return result;
    } finally {
      publishing.unlock();
    }
  }

  /**
   * Ends the run for readers: what it has not published, it will not publish.
   *
   * @param patience how long to wait for a release that is being written
   */
  public Ended end(Duration patience) {
    boolean quiet = false;
    try {
      quiet = publishing.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
      ended = true;
      return new Ended(
          lake, command, latest.map(Release::releaseId), made.map(Release::releaseId), begun);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(lake, command, latest.map(Release::releaseId), Optional.empty(), begun);
    } finally {
      if (quiet) {
        publishing.unlock();
      }
    }
  }

  /**
   * How things stand after a run was ended.
   *
   * @param lake the lake's root
   * @param command the command that ran
   * @param latest the release that readers see
   * @param made the release that the run made, published or held
   * @param begun a release that was being written, so that nobody knows whether it is
   */
  public record Ended(
      String lake,
      String command,
      Optional<String> latest,
      Optional<String> made,
      Optional<String> begun) {}
}
