package org.xiaokang.intake;

import static org.apache.spark.sql.functions.btrim;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;

class TextTest {
  /** Beside blanks what shares its first or its last byte with one, and what does not. */
  private static final List<String> PIECES =
      List.of("万", "一", "、", "‐", "″", "®", "€", "Å", "à", "\u00AD", "𠮷", "a", "7", "~", "!");

  @Test
  void blanksGoFromBothEndsAsInSparksOwnFunction() {
    List<String> pieces = new ArrayList<>(PIECES);
    Collections.addAll(pieces, Blanks.ALL.split(""));
    Random random = new Random(7);
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(5); length >= 0; length--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      texts.add(text.toString());
    }
    texts.add(null);
    Row differing =
        SparkTest.session()
            .createDataset(texts, Encoders.STRING())
            .withColumn("trimmed", btrim(col("value"), lit(Blanks.ALL)))
            .withColumn("clean", nullif(col("trimmed"), lit("")))
            .withColumn("other", Text.trimmed(col("value")).eqNullSafe(col("trimmed")))
            .withColumn("otherClean", Text.clean(col("value")).eqNullSafe(col("clean")))
            .selectExpr(
                "count_if(not other or not otherClean)",
                "count_if(clean <> value)",
                "count_if(clean = value)",
                "count_if(clean is null)")
            .head();
    assertThat(differing.getLong(0)).isZero();
    assertThat(differing.getLong(1)).as("trimmed").isGreaterThan(1_000);
    assertThat(differing.getLong(2)).as("as they were").isGreaterThan(500);
    assertThat(differing.getLong(3)).as("nothing left").isGreaterThan(100);
  }
}
