package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Principal components of {@link Arrests}, as published. */
class ArrestsTest {
  @TempDir private Path folder;

  /**
   * James, Witten, Hastie and Tibshirani (2013), An Introduction to Statistical Learning, table
   * 10.1: the first component is (0.5358995, 0.5831836, 0.2781909, 0.5434321). Of the standard
   * deviations 1.5749, 0.9949, 0.5971 and 0.4164 it is the only one above 1, so the weights are its
   * squares.
   */
  @Test
  void weightsAreTheSquaredLoadings() throws IOException {
    List<CompositeIndexRow> found =
        Arrests.panel(folder)
            .rows(
                ComparisonTable.COMPOSITE_INDEX,
                "  - {id: c, measure: composite, indicators: [murder, assault, urban, rape],"
                    + " normalisation: z_score, weightings: [pca]}\n");
    assertThat(found).hasSize(50);
    double[] loadings = {0.5358995, 0.5831836, 0.2781909, 0.5434321};
    Map<String, Double> weights = new TreeMap<>();
    Objects.requireNonNull(found.get(0).score().result())
        .parts()
        .forEach(part -> weights.put(part.indicator(), part.weight()));
    for (int k = 0; k < loadings.length; k++) {
      String indicator = Arrests.COLUMNS.get(k);
      assertThat(weights.get(indicator))
          .as(indicator)
          .isCloseTo(loadings[k] * loadings[k], within(2e-7));
    }
  }
}
