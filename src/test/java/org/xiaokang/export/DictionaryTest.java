package org.xiaokang.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.TableSchema;

class DictionaryTest {
  private static @Nullable String unit(String table, String name, String meaning) {
    Dictionary.Column column = new Dictionary.Column(table, name, "number", meaning);
    return Dictionary.record(column, Map.of("value", "percent"), null).get(3);
  }

  @Test
  void aColumnOfSeveralKindsOfNumbersHasNoUnitOfOneOfThem() {
    String meaning =
        QualityResultsTable.SCHEMA.columns().stream()
            .filter(column -> column.name().equals("value"))
            .map(TableSchema.Column::comment)
            .findFirst()
            .orElseThrow();
    assertThat(meaning).contains("a share, 0 to 1");
    assertThat(unit("quality", "value", meaning)).isNull();
    assertThat(unit("indicators", "coverage", "Share of weights, 0 to 1"))
        .isEqualTo("share, 0 to 1");
  }

  @Test
  void onlyProfilesHaveAColumnPerIndicator() {
    assertThat(unit("region_profiles", "value", "Value")).isEqualTo("percent");
    assertThat(unit("rankings", "value", "Value")).isNull();
  }
}
