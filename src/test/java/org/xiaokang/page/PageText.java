package org.xiaokang.page;

/** What somebody reads on a page. */
public final class PageText {
  private PageText() {}

  /** The text of a page: cells with a bar between them, rows on lines of their own. */
  public static String of(String html) {
    return html.replaceAll("(?s)<style>.*?</style>", "")
        .replaceAll("</t[hd]>", "|")
        .replaceAll("(?s)<svg.*?aria-label=\"([^\"]*)\".*?</svg>", "$1")
        .replaceAll("<[^>]+>", "");
  }
}
