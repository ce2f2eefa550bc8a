package org.xiaokang.job;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.Distribution;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RecordAccount;
import org.xiaokang.run.NightlyStages;
import org.xiaokang.source.SourceLedger;
import org.xiaokang.source.SourceRows;

/** From rows of distributions to estimates; the rows themselves are left where they are. */
record EstimatesLoad(
    SparkSession spark, Configuration configuration, SourceLedger ledger, NightlyStages stages) {
  /**
   * Makes them.
   *
   * @return none where no distribution is declared
   * @throws XiaokangException if the account of records does not add up
   */
  Optional<NightlyStages.Estimates> estimates() {
    List<Distribution> distributions = configuration.distributions();
    if (distributions.isEmpty()) {
      return Optional.empty();
    }
    Map<String, JavaRDD<ReceivedRow>> rows = new LinkedHashMap<>();
    for (Distribution distribution : distributions) {
      rows.put(
          distribution.name(),
          SourceRows.distribution(spark, ledger.asFound(distribution.source()), distribution));
    }
    NightlyStages.Estimates made = stages.estimates(rows);
    requireWhole(made);
    return Optional.of(made);
  }

  /** Used and left out are all records, of each estimate. */
  private static void requireWhole(NightlyStages.Estimates made) {
    Map<List<String>, Long> accounted = new HashMap<>();
    for (RecordAccount one : made.accounts()) {
      accounted.merge(List.of(one.source(), one.estimate()), one.records(), Long::sum);
    }
    accounted.forEach(
        (key, records) -> {
          long read = made.records().getOrDefault(key.get(0), 0L);
          if (records != read) {
            throw new XiaokangException(
                "the account of source '%s' does not balance: read %,d records, but estimate '%s' used or left out %,d; nothing was published"
                    .formatted(key.get(0), read, key.get(1), records));
          }
        });
  }
}
