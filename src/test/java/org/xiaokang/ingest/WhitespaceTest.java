package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.NameKey;

class WhitespaceTest {
  /** Beside blanks what is no blank, though some of it looks like one. */
  private static final List<String> PIECES =
      List.of("万", "一", "、", "‐", "″", "®", "€", "Å", "à", "\u00AD", "𠮷", "a", "7", "~", "!");

  @Test
  void blanksGoFromBothEndsAndStayBetween() {
    List<String> pieces = new ArrayList<>(PIECES);
    NameKey.BLANKS.chars().forEach(blank -> pieces.add(Character.toString(blank)));
    Random random = new Random(7);
    int trimmed = 0;
    int empty = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(5); length >= 0; length--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String expected =
          text.toString()
              .replaceFirst("^[" + NameKey.BLANKS + "]+", "")
              .replaceFirst("[" + NameKey.BLANKS + "]+$", "");
      assertThat(Whitespace.clean(text.toString()))
          .as("%s", text)
          .isEqualTo(expected.isEmpty() ? null : expected);
      trimmed += expected.length() < text.length() ? 1 : 0;
      empty += expected.isEmpty() ? 1 : 0;
    }
    assertThat(trimmed).isGreaterThan(1_000);
    assertThat(empty).isGreaterThan(100);
    assertThat(Whitespace.clean(null)).isNull();
    assertThat(Whitespace.clean("")).isNull();
  }
}
