package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.XiaokangException;

class CountsTest {
  @Test
  void everyRowReadIsAccountedFor() {
    Counts counts = new Counts(10, 4, 3, 2, 1);
    assertThat(counts.balanced()).isSameAs(counts);
    assertThat(counts)
        .hasToString("10 read = 4 observed + 3 rejected + 2 duplicates + 1 superseded");
    assertThatThrownBy(() -> new Counts(10, 4, 3, 2, 0).balanced())
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining(
            "read 10 rows, but observed 4 + rejected 3 + duplicates 2 + superseded 0 = 9");
  }
}
