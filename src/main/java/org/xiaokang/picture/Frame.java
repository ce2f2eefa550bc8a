package org.xiaokang.picture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands around a plot: title, region and period above it; what was fitted, release and note
 * below it; and a title and a description for those who cannot see it. lets-plot would cut titles
 * that are wide, and begin them where the axis does.
 *
 * @param caption what stands there
 * @param footnote one more line below, or blank
 * @param description what is drawn, in words
 */
record Frame(Caption caption, String footnote, String description) {
  private static final int MARGIN = 10;
  private static final int TITLE = 18;
  private static final int SMALL = 13;
  private static final int FINE = 11;
  private static final double LEADING = 1.35;

  /** Chinese letters in their Chinese forms, wherever the picture is looked at. */
  private static final String FONTS =
      "'Lucida Grande','Noto Sans','DejaVu Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";

  private static final Pattern ROOT =
      Pattern.compile("<svg [^>]* width=\"(\\d+)[.\\d]*\" height=\"(\\d+)[.\\d]*\">");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

  /** The plot, an SVG of lets-plot, in its frame. */
  String around(String plot) {
    Matcher root = ROOT.matcher(plot);
    if (!root.find()) {
      throw new IllegalStateException("expected an SVG with a width and a height, found " + plot);
    }
    int width = Integer.parseInt(root.group(1));
    int height = Integer.parseInt(root.group(2));
    StringBuilder text = new StringBuilder();
    int top = MARGIN;
    top = lines(text, caption.title(), TITLE, "bold", width, top);
    top = lines(text, caption.subtitle(), SMALL, "normal", width, top);
    int bottom = top + height;
    if (!footnote.isBlank()) {
      bottom = lines(text, footnote, SMALL, "normal", width, bottom);
    }
    bottom = lines(text, caption.footer(), FINE, "normal", width, bottom) + MARGIN;
    String inner =
        "<svg x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"plt-container\">%s"
            .formatted(top, width, height, plot.substring(root.end()));
    return """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" lang="zh" width="%1$d" height="%2$d" \
        viewBox="0 0 %1$d %2$d" style="max-width:100%%;height:auto" font-family="%3$s">
        <title>%4$s</title>
        <desc>%5$s</desc>
        <rect width="100%%" height="100%%" fill="#FFFFFF"/>
        %6$s%7$s</svg>
        """
        .formatted(
            width,
            bottom,
            FONTS,
            escaped(caption.title()),
            escaped(description + " " + caption.subtitle() + ". " + caption.footer() + "."),
            text,
            withOwnIds(inner.replace("Lucida Grande, sans-serif", FONTS)).strip());
  }

  /** Adds lines of text below {@code top}; answers with where they end. */
  private static int lines(
      StringBuilder svg, String text, int size, String weight, int width, int top) {
    double y = top;
    for (String line : Text.wrap(text, size, width - 2 * MARGIN)) {
      y += size * LEADING;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%.1f\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>\n",
              MARGIN,
              y,
              size,
              weight,
              Palette.INK,
              escaped(line)));
    }
    return (int) Math.ceil(y + size * (LEADING - 1));
  }

  /** lets-plot draws ids by lot; these follow from the picture: a page may hold many pictures. */
  private String withOwnIds(String svg) {
    String own = "p" + UUID.nameUUIDFromBytes(description.getBytes(StandardCharsets.UTF_8)) + "-";
    String result = svg;
    List<String> ids = ID.matcher(svg).results().map(found -> found.group(1)).distinct().toList();
    for (String id : ids) {
      String marked = "(?<=[\"#])" + Pattern.quote(id) + "(?=[\") ])";
      result = result.replaceAll(marked, own + ids.indexOf(id));
    }
    return result;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
