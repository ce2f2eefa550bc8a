package org.xiaokang.notebook;

/**
 * Something that a notebook shows as it is.
 *
 * @param html a fragment of HTML
 */
public record Html(String html) {
  /** Lines of plain text, in letters of one width. */
  static Html lines(Iterable<String> lines) {
    return new Html(
        "<pre style=\"line-height:1.4\">" + escaped(String.join("\n", lines)) + "</pre>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return html;
  }
}
