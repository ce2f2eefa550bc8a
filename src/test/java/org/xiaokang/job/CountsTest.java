package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.XiaokangException;

class CountsTest {
  @Test
  void everyRowReadIsAccountedFor() {
    Counts counts = new Counts(11, 4, 3, 1, 2, 1);
    assertThat(counts.balanced()).isSameAs(counts);
    assertThat(counts)
        .hasToString(
            "11 read = 4 observed + 1 not reported + 3 rejected + 2 duplicates + 1 superseded");
    assertThatThrownBy(() -> new Counts(11, 4, 3, 1, 2, 0).balanced())
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining(
            "read 11 rows, but observed 4 + not reported 1 + rejected 3 + duplicates 2 + superseded 0 = 10");
  }
}
