package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;

/** Reported figures against computed ones, where a hair's breadth decides. */
class ReconciliationTest {
  @TempDir private Path folder;

  /** With two decimals shown, what is up to 0.005 apart may be the same number, rounded. */
  @Test
  void aRegionsOwnFigureAgreesWithThoseBelowWithinHalfOfTheLastDigitShown() {
    String metrics = Declared.metric("fund", "yuan", "flow", "{rule: sum, reason: a test}");
    String fund = Declared.indicator("it", "yuan", "x: {metric: fund}", "x") + "    decimals: 2\n";
    Catalogue catalogue =
        Declared.catalogue(folder, metrics, fund, Observed.regions("P", "", "A", "P", "B", "P"));
    Observed observed = new Observed();
    String[] ofB = {"6", "6.004", "6.008"};
    for (int i = 0; i < ofB.length; i++) {
      observed
          .year("P", "fund", 2018 + i, "10")
          .year("A", "fund", 2018 + i, "4")
          .year("B", "fund", 2018 + i, ofB[i]);
    }
    List<Row> rows =
        Reconciliation.ofRollUps(
                catalogue, Observed.indicators(Plan.of(catalogue), observed.dataset()))
            .orderBy("time_period")
            .collectAsList();
    assertThat(rows.stream().map(row -> row.getAs("ref_area") + " " + row.getAs("verdict")))
        .containsExactly("P agrees", "P within_rounding", "P disagrees");
    assertThat(rows.get(2).<Double>getAs("tolerance")).isEqualTo(0.005);
    assertThat(rows.get(2).<Boolean>getAs("consistent")).isFalse();
  }
}
