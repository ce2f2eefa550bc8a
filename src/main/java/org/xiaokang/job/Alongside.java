package org.xiaokang.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Work done while other work goes on. Closing waits for its end, whatever came of it, so that a job
 * that fails never leaves a write behind.
 */
final class Alongside<T> implements AutoCloseable {
  private final CompletableFuture<T> work;

  private Alongside(CompletableFuture<T> work) {
    this.work = work;
  }

  static <T> Alongside<T> begin(Supplier<T> work) {
    return new Alongside<>(CompletableFuture.supplyAsync(work));
  }

  /** The result, once it is there; the work's own error if it failed. */
  T result() {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof XiaokangException known ? known : e;
    }
  }

  /** The result, or another one where the work failed. */
  T resultOr(T other) {
    return work.handle((result, error) -> error == null ? result : other).join();
  }

  @Override
  public void close() {
    work.handle((result, error) -> true).join();
  }
}
