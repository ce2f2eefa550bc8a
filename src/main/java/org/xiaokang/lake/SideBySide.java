package org.xiaokang.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Work that goes on side by side, four pieces at a time: what takes long is to wait for a store.
 *
 * @param lake the lake that is written to, for messages
 */
record SideBySide(String lake) {
  private static final int WORKERS = 4;

  /**
   * Does {@code work} on each piece. {@code done} is told of each result as it comes, one at a
   * time. After a failure no further piece is begun, those under way are finished, and the first
   * failure is thrown.
   *
   * @return the results in the order of the pieces
   */
  <P, R> List<R> run(List<P> pieces, Function<P, R> work, Consumer<R> done) {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    CompletionService<R> ready = new ExecutorCompletionService<>(workers);
    List<Future<R>> pending = new ArrayList<>();
    try {
      for (P piece : pieces) {
        pending.add(ready.submit(() -> work.apply(piece)));
      }
      for (int i = 0; i < pieces.size(); i++) {
        done.accept(ready.take().get());
      }
      List<R> results = new ArrayList<>();
      for (Future<R> one : pending) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new XiaokangException(
          "writing to the lake '%s' was interrupted; nothing is published".formatted(lake), e);
    } finally {
      pending.forEach(one -> one.cancel(false));
      finish(workers);
    }
  }

  /** Lets the work under way end, for a write cut off leaves stray files. */
  private static void finish(ExecutorService workers) {
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
