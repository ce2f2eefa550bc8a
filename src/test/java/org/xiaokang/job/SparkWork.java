package org.xiaokang.job;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/** Counts what Spark is asked to do. */
final class SparkWork extends SparkListener {
  private final AtomicInteger jobs = new AtomicInteger();
  private final AtomicInteger queries = new AtomicInteger();

  private SparkWork() {}

  /** What Spark did during some work. */
  static SparkWork during(SparkContext spark, Runnable work) {
    SparkWork counted = new SparkWork();
    spark.addSparkListener(counted);
    try {
      work.run();
      spark.listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      spark.removeSparkListener(counted);
    }
    return counted;
  }

  int jobs() {
    return jobs.get();
  }

  int queries() {
    return queries.get();
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    jobs.incrementAndGet();
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart) {
      queries.incrementAndGet();
    }
  }
}
