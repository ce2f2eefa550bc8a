package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextStartTest {
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aMarkGoesBeforeTheEncodingThatIsSaid(String encoding) throws IOException {
    assertThat(read("\uFEFF上蔡", encoding, StandardCharsets.ISO_8859_1)).isEqualTo("上蔡");
    assertThat(read("\uFEFF", encoding, StandardCharsets.ISO_8859_1)).isEmpty();
  }

  @Test
  void withoutAMarkATextHasTheEncodingThatIsSaid() throws IOException {
    assertThat(read("上蔡", "GB18030", Charset.forName("GB18030"))).isEqualTo("上蔡");
    assertThat(read("\uFEFF上蔡", "GB18030", Charset.forName("GB18030"))).isEqualTo("上蔡");
    assertThat(read("a", "UTF-8", StandardCharsets.UTF_8)).isEqualTo("a");
    assertThat(read("", "UTF-8", StandardCharsets.UTF_8)).isEmpty();
    assertThat(read("ÿþ", "ISO-8859-1", StandardCharsets.UTF_8)).isEmpty(); // UTF-16LE's mark
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK", "ISO-8859-1", "windows-1252", "US-ASCII"})
  void whatIsKeptStandsForItselfBehindAnyBytes(String encoding) {
    Charset charset = Charset.forName(encoding);
    TextStart start = new TextStart(charset, 0);
    for (char c = 0; c < 0x80; c++) {
      if (start.keeps(c)) {
        for (int bytes = 0; bytes < 1 << 16; bytes++) {
          byte[] text = {(byte) (bytes >> 8), (byte) bytes, (byte) c};
          String read = new String(text, charset);
          assertThat(read.charAt(read.length() - 1) == c).as("%x %x", bytes, (int) c).isTrue();
        }
      }
    }
    assertThat(start.keeps(',') && start.keeps('"') && start.keeps('\n')).isTrue();
  }

  private static String read(String text, String encoding, Charset said) throws IOException {
    byte[] bytes = text.getBytes(Charset.forName(encoding));
    try (CharWindow window = TextStart.open(new ByteArrayInputStream(bytes), said).window()) {
      char[] head = window.head(100);
      return String.valueOf(head);
    }
  }
}
