package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a terminal has been sent, for who waits for something to appear on it. */
final class Screen extends OutputStream {
  private static final long MOST_SECONDS = 120;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Override
  public synchronized void write(int b) {
    sent.write(b);
    notifyAll();
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) throws IOException {
    sent.write(bytes, from, count);
    notifyAll();
  }

  synchronized String text() {
    return sent.toString(StandardCharsets.UTF_8);
  }

  /** Waits until a pattern is there, as long as it may take on a busy machine. */
  void await(String pattern) throws InterruptedException {
    assertThat(appears(pattern, MOST_SECONDS))
        .as("'%s' on the screen:%n%s", pattern, text())
        .isTrue();
  }

  /** Waits until a pattern is there, some seconds at most. */
  synchronized boolean appears(String pattern, long seconds) throws InterruptedException {
    Pattern sought = Pattern.compile(pattern, Pattern.DOTALL);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!sought.matcher(text()).find()) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
