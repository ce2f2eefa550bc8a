package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.CountDownLatch;

/**
 * Takes the place of the Jupyter kernel's class of the same name (3.0.1), as it stands before it on
 * the class path. Two races there make a notebook wait for ever, one start in four on a busy
 * machine: the thread starts before it is told to run, and may end at once; and it listens before
 * the kernel knows how to answer, and may end with the first message.
 */
public final class LoopThread extends Thread {
  private static final CountDownLatch READY = new CountDownLatch(1);

  private final long sleepMillis;
  private final Runnable loopBody;
  private volatile boolean running = true;

  /**
   * A thread that does something again and again.
   *
   * @param sleepMillis how long it waits in between
   */
  public LoopThread(String name, long sleepMillis, Runnable loopBody) {
    super(name);
    this.sleepMillis = sleepMillis;
    this.loopBody = loopBody;
  }

  /** Lets all threads begin: the kernel can answer now. */
  public static void ready() {
    READY.countDown();
  }

  @Override
  public void run() {
    try {
      READY.await();
      while (running) {
        loopBody.run();
        Thread.sleep(sleepMillis);
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Ends the thread after what it is doing. */
  public void shutdown() {
    running = false;
  }
}
