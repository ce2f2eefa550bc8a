package org.xiaokang.source;

import java.util.List;
import java.util.stream.IntStream;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Distribution;
import org.xiaokang.config.Source;

/**
 * The columns that a source's rows are mapped to.
 *
 * @param columns their names
 * @param places the column of a received row that each goes to
 * @param required without these a row says nothing
 * @param oneOf one of these is required on top; none where it is empty
 */
record Contract(
    List<String> columns, List<Integer> places, List<String> required, List<String> oneOf) {
  /** Figures of documents. */
  static final Contract FIGURES =
      of(
          Source.CONTRACT,
          Source.CONTRACT,
          List.of("doc_id", "obs_id", "metric_code", "value", "unit"),
          List.of("region_code", "region_name"));

  /** What documents claim about their own figures; {@link ClaimRow} names the columns again. */
  static final Contract CLAIMS =
      of(
          ConfigurationReader.CLAIM,
          List.of("obs_id", "doc_id", "region_code", "note", "value", "locator"),
          ConfigurationReader.CLAIM,
          List.of());

  /** Rows of a distribution, whose cells go by the names of its columns. */
  static Contract of(Distribution distribution) {
    List<String> columns = distribution.columns();
    return new Contract(
        columns,
        IntStream.range(0, columns.size()).boxed().toList(),
        List.of(),
        List.of("region_code", "region_name"));
  }

  /** Whether rows keep the names of its columns, instead of being rows of figures. */
  boolean isOfDistribution() {
    return !columns.equals(Source.CONTRACT) && !columns.equals(ConfigurationReader.CLAIM);
  }

  private static Contract of(
      List<String> columns, List<String> like, List<String> required, List<String> oneOf) {
    List<Integer> places = like.stream().map(Source.CONTRACT::indexOf).toList();
    return new Contract(columns, places, required, oneOf);
  }
}
