package org.xiaokang.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/**
 * How a text begins.
 *
 * @param charset its encoding
 * @param markBytes how many bytes a mark at its beginning takes that says so; 0 without one
 */
record TextStart(Charset charset, int markBytes) {
  /** The longer ones go first: UTF-32LE begins as UTF-16LE does. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark("UTF-32LE", "\u00FF\u00FE\0\0"),
          new Mark("UTF-32BE", "\0\0\u00FE\u00FF"),
          new Mark("UTF-8", "\u00EF\u00BB\u00BF"),
          new Mark("UTF-16LE", "\u00FF\u00FE"),
          new Mark("UTF-16BE", "\u00FE\u00FF"));

  /** The options that say a source's encoding, the first of which goes before the other. */
  static final List<String> ENCODING = List.of("encoding", "charset");

  /** How many bytes tell how a text begins. */
  static final int LONGEST = 4;

  /** The bytes that say an encoding, each as a character. */
  private record Mark(String encoding, String bytes) {}

  /**
   * The encoding that a source's options say; UTF-8 where they say none.
   *
   * @throws XiaokangException if there is no such encoding
   */
  static Charset encoding(Source source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    String name =
        ENCODING.stream()
            .filter(options::containsKey)
            .map(options::get)
            .findFirst()
            .orElse(StandardCharsets.UTF_8.name());
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new XiaokangException(
          "source '%s': there is no encoding '%s'; expected one such as UTF-8, GB18030, GBK or UTF-16%s"
              .formatted(
                  source.name(),
                  name,
                  name.strip().equalsIgnoreCase("ANSI")
                      ? " (what Windows calls ANSI is GBK where it is Chinese; GB18030 reads it, too)"
                      : ""),
          e);
    }
  }

  /** What a text's first bytes say; where they say nothing it has the encoding it is said to. */
  static TextStart of(byte[] head, Charset said) {
    String bytes = new String(head, StandardCharsets.ISO_8859_1);
    return MARKS.stream()
        .filter(mark -> bytes.startsWith(mark.bytes()))
        .findFirst()
        .map(mark -> new TextStart(Charset.forName(mark.encoding()), mark.bytes().length()))
        .orElse(new TextStart(said, 0));
  }

  /** A text from its beginning on, and how it begins. The mark is no part of it. */
  record Opened(TextStart start, CharWindow window) {}

  /** Opens a text at its beginning. */
  static Opened open(InputStream in, Charset said) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, LONGEST);
    byte[] head = bytes.readNBytes(LONGEST);
    TextStart start = of(head, said);
    bytes.unread(head, start.markBytes(), head.length - start.markBytes());
    CharWindow window = new CharWindow(new InputStreamReader(bytes, start.charset()));
    // GB18030 has a mark of its own.
    if (window.has(0) && window.at(0) == '\uFEFF') {
      window.pass(1);
    }
    return new Opened(start, window);
  }

  /**
   * Whether a character stands for itself wherever its byte occurs, also in and after bytes that
   * are no text of this encoding. Where that holds of all that ends rows and cells, a file can be
   * cut between its bytes.
   */
  boolean keeps(char c) {
    if (c >= 0x80) {
      return false;
    }
    String name = charset.name().toUpperCase(Locale.ROOT);
    boolean isByByte = name.startsWith("ISO-8859-") || name.startsWith("WINDOWS-125");
    return isByByte
        || charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII)
        || (name.equals("GBK") && c < 0x40);
  }
}
