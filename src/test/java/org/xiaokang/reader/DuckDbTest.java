package org.xiaokang.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.xiaokang.config.ReaderLimits;

class DuckDbTest {
  private static final int ROWS = 100_000;

  /** At whatever moment a question is ended: the whole answer, or the word that it was ended. */
  @Test
  void aQuestionThatIsEndedGivesNeitherPartOfAnAnswerNorAnotherError() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    int ended = 0;
    try (DuckDb duck = DuckDb.open(ReaderLimits.DEFAULT)) {
      for (int i = 0; i < 400; i++) {
        duck.begin();
        long nanos = i * 10_000L;
        Future<?> cancelled =
            other.submit(
                () -> {
                  LockSupport.parkNanos(nanos);
                  duck.cancel();
                });
        try {
          assertThat(rows(duck)).isEqualTo(ROWS);
        } catch (QueryEndedException e) {
          ended++;
        }
        cancelled.get();
      }
      assertThatThrownBy(() -> rows(duck)).isInstanceOf(QueryEndedException.class);
      duck.begin();
      assertThat(rows(duck)).isEqualTo(ROWS);
    } finally {
      other.shutdownNow();
    }
    assertThat(ended).isPositive();
  }

  private static int rows(DuckDb duck) throws SQLException {
    return duck.query(
        "select i, md5(i::VARCHAR) from range(?::BIGINT) t(i)",
        List.of(ROWS),
        rows -> {
          int count = 0;
          while (rows.next()) {
            count++;
          }
          return count;
        });
  }
}
