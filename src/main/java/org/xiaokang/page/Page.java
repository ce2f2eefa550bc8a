package org.xiaokang.page;

import java.util.List;
import java.util.Optional;

/**
 * One page.
 *
 * @param title its title and first heading
 * @param status what there is to know before all else
 * @param alarm whether somebody has to act on it
 * @param facts names and values, below the status
 * @param sections its parts, in order
 */
public record Page(
    String title, String status, boolean alarm, List<Fact> facts, List<Section> sections) {
  /** Something with a name. */
  public record Fact(String name, String value) {}

  /**
   * A part under a heading.
   *
   * @param title its heading
   * @param paragraphs what it says
   * @param tables what it shows
   * @param maps pictures of it
   * @param commands what to type, line by line
   */
  public record Section(
      String title,
      List<String> paragraphs,
      List<Table> tables,
      List<TileMap> maps,
      Optional<String> commands) {
    /** Keeps copies. */
    public Section {
      paragraphs = List.copyOf(paragraphs);
      tables = List.copyOf(tables);
      maps = List.copyOf(maps);
    }

    /** A part without commands. */
    public Section(String title, List<String> paragraphs, List<Table> tables) {
      this(title, paragraphs, tables, List.of(), Optional.empty());
    }
  }

  /** Keeps copies. */
  public Page {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --back: #ffffff; --text: #1b1f23; --soft: #575e66; --line: #c9ced4;
        --head: #f2f4f6; --accent: #00558f; --good: #e4f3e8; --on-good: #174d26; --bad: #fdecd8; --on-bad: #6e3500; }
      @media (prefers-color-scheme: dark) { :root { --back: #15181b; --text: #e8eaed; --soft: #b3bac1; --line: #41474e;
        --head: #1f2428; --accent: #8fc1f5; --good: #143420; --on-good: #bde5c8; --bad: #402600; --on-bad: #ffd9a6; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--back); color: var(--text); line-height: 1.5; overflow-wrap: anywhere;
        font-family: system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
      header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
      h1 { font-size: clamp(1.15rem, 5.2vw, 1.6rem); line-height: 1.25; margin: 1.5rem 0 .75rem; }
      h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
      p { margin: .5rem 0; max-width: 46rem; }
      .status { max-width: none; padding: .6rem .9rem; border-radius: .4rem; background: var(--good); color: var(--on-good); font-weight: 600; }
      .alarm { background: var(--bad); color: var(--on-bad); }
      dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .6rem 1.5rem; margin: 1rem 0; }
      dt { color: var(--soft); font-size: .85rem; } dd { margin: 0; font-variant-numeric: tabular-nums; }
      .scroll { overflow-x: auto; margin: .75rem 0 1.25rem; }
      .scroll:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
      table { border-collapse: collapse; width: 100%; font-size: .93rem; overflow-wrap: normal; }
      caption { text-align: left; color: var(--soft); padding: 0 0 .35rem; }
      caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
      th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); }
      thead th { font-size: .85rem; color: var(--soft); font-weight: 600; white-space: nowrap; }
      tbody th { font-weight: 500; } tbody td:last-child:not(.number) { min-width: 11rem; }
      .long { min-width: 9rem; } .short { white-space: nowrap; }
      .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      figure { margin: .75rem 0 1.25rem; max-width: 38rem; } figcaption { color: var(--soft); padding: 0 0 .35rem; }
      .tiles { width: 100%%; height: auto; } .tiles text { text-anchor: middle; }
      .course polyline { fill: none; stroke: var(--accent); stroke-width: 1.5; } .course circle { fill: var(--accent); }
      pre { overflow-x: auto; background: var(--head); padding: .75rem 1rem; border-radius: .4rem; font-size: .9rem; }
      @media (max-width: 34rem) {
        thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        table, caption, tbody, tr, th, td { display: block; } caption span { position: static; }
        tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
        tbody th, tbody td { border: 0; padding: .1rem 0; text-align: left; white-space: normal; overflow-wrap: anywhere; }
        tbody th { font-weight: 600; } tbody td.number { text-align: left; }
        tbody td { display: grid; grid-template-columns: 6.5rem 1fr; gap: .5rem; } tbody td:empty { display: none; }
        tbody td::before { content: attr(data-label); color: var(--soft); font-size: .85rem; } }
      footer { color: var(--soft); font-size: .85rem; padding-top: 1rem; padding-bottom: 2rem; }
      @media print { :root { color-scheme: light; --back: #fff; --text: #000; --soft: #333; --line: #999; --head: #fff;
        --accent: #000; --good: #fff; --on-good: #000; --bad: #fff; --on-bad: #000; }
        .scroll, pre { overflow: visible; } pre { white-space: pre-wrap; } tr { break-inside: avoid; } h2 { break-after: avoid; }
        body { font-size: 10pt; } .status { border: 1px solid #000; } }
      """;

  /** The page as one file that needs no other. */
  public String html() {
    StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n");
    html.append("<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append(Html.line("<title>%s</title>", title));
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<header>\n");
    html.append(Html.line("<h1>%s</h1>", title));
    html.append(Html.line("<p class=\"%s\">%s</p>", alarm ? "status alarm" : "status", status));
    html.append("<dl>\n");
    for (Fact fact : facts) {
      html.append(Html.line("<div><dt>%s</dt><dd>%s</dd></div>", fact.name(), fact.value()));
    }
    html.append("</dl>\n</header>\n<main>\n");
    int number = 0;
    for (Section section : sections) {
      html.append(Html.line("<section>\n<h2>%s</h2>", section.title()));
      section.paragraphs().forEach(text -> html.append(Html.line("<p>%s</p>", text)));
      section.maps().forEach(map -> html.append(map.html()));
      for (Table table : section.tables()) {
        html.append(table.html("table-" + ++number));
      }
      section
          .commands()
          .ifPresent(
              text -> html.append(Html.line("<pre tabindex=\"0\"><code>%s</code></pre>", text)));
      html.append("</section>\n");
    }
    return html.append("</main>\n<footer>Xiaokang</footer>\n</body>\n</html>\n").toString();
  }
}
