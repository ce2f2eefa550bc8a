package org.xiaokang.notebook;

import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;

/** The Spark session of a notebook; its settings come with the kernel, from conf/. */
final class Session {
  private Session() {}

  /**
   * The session, with temporary views of its own.
   *
   * @throws XiaokangException if the notebook runs in another kernel
   */
  static SparkSession open() {
    if (SparkSession.getDefaultSession().isEmpty() && System.getProperty("spark.master") == null) {
      throw new XiaokangException(
          "this kernel has no Spark settings; open the notebook with jobs/notebooks and its kernel"
              + " \"Java (Xiaokang)\"");
    }
    return SparkSession.builder().appName("xiaokang notebook").getOrCreate().newSession();
  }
}
