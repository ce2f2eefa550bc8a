package org.xiaokang.intake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What intake looks up. All four are small enough to broadcast; keys are made by {@link Keys#key}.
 * A key that appears twice never multiplies rows.
 *
 * @param metrics name_key STRING (code, name or alias), metric STRING, unit_measure STRING
 * @param units unit_measure STRING, symbol_key STRING, exponent INT, factor DECIMAL(9,3): a figure
 *     printed in the symbol times factor * 10^exponent is in unit_measure
 * @param regionCodes code STRING, ref_area STRING
 * @param regionNames name_key STRING, ref_area STRING, label STRING, ancestor_keys ARRAY of STRING:
 *     codes and name keys of all regions above
 */
public record Lookups(
    Dataset<Row> metrics, Dataset<Row> units, Dataset<Row> regionCodes, Dataset<Row> regionNames) {}
