package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.BOOLEAN;
import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.xiaokang.ingest.RecordAccount;
import org.xiaokang.lake.TableSchema.Condition;

/** What became of the records of distributions. */
public final class DistributionAccountsTable {
  /** Grain: source, estimate, reason. */
  public static final TableSchema<RecordAccount> SCHEMA =
      new TableSchema<>(
          "distribution_accounts",
          "What became of the records of distributions (households, rows of published tables), which"
              + " are not kept themselves: used, or left out by reason. Those of one source and"
              + " estimate are all records that were read. Grain: source, estimate, reason.",
          List.of(
              required(
                  "source", TEXT, "Name of the source in the configuration", RecordAccount::source),
              required("estimate", TEXT, "Id of the declared estimate", RecordAccount::estimate),
              required("left_out", BOOLEAN, "Whether they were left out", RecordAccount::isLeftOut),
              required("reason", TEXT, "used, or why they were left out", RecordAccount::reason),
              required("records", LONG, "How many records", RecordAccount::records),
              required(
                  "weight",
                  DOUBLE,
                  "Sum of their weights, as far as they have one; 0 of published tables",
                  row -> rounded(row.weight()))),
          List.of(new Condition<>("records_are_some", "records > 0", row -> row.records() > 0)),
          List.of("source"));

  private DistributionAccountsTable() {}

  /** Sums come in another order each time, and differ behind these digits. */
  private static double rounded(double sum) {
    return new BigDecimal(sum).round(new MathContext(12)).doubleValue();
  }
}
