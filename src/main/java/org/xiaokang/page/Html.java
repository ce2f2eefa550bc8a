package org.xiaokang.page;

/** Text on its way into HTML. */
final class Html {
  private Html() {}

  /** The text, harmless in elements and in quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  /** An attribute of an element, with a blank in front. */
  static String attribute(String name, String value) {
    return " " + name + "=\"" + escape(value) + "\"";
  }

  /** A line of HTML; what is put in place of {@code %s} is escaped. */
  static String line(String format, Object... texts) {
    Object[] escaped = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      escaped[i] = escape(String.valueOf(texts[i]));
    }
    return format.formatted(escaped) + "\n";
  }
}
