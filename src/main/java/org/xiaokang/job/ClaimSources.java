package org.xiaokang.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Source;
import org.xiaokang.indicator.Claim;
import org.xiaokang.source.ClaimRow;
import org.xiaokang.source.SourceRows;

/** What documents claim about their own figures: a handful a document, read whole. */
record ClaimSources(SparkSession spark, List<Source> sources) {

  /** The claims of all sources, mapped as the configuration says. */
  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Source source : sources) {
      for (ClaimRow row : SourceRows.claims(spark, source).collect()) {
        claims.add(
            new Claim(
                source.name(),
                row.claimId(),
                row.docId(),
                row.regionCode(),
                row.statement(),
                row.claimed(),
                row.formula()));
      }
    }
    return claims;
  }
}
