package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One spelling for what tables print of a unit in several: what stands below the line in any order,
 * with a line or with "per", words in the plural, the whole in brackets or after "unit:".
 */
public final class UnitSpelling {
  private static final Pattern INTRODUCED = Pattern.compile("(?:单位|计量单位|units?|in)\\s*:\\s*(.+)");
  private static final Pattern BRACKETED =
      Pattern.compile("[(\\[\u3010\u3014]([^()\\[\\]\u3010\u3011\u3014\u3015]+)[)\\]\u3011\u3015]");
  private static final Pattern LINE = Pattern.compile("\\s*/\\s*|\\s+per\\s+");
  private static final Pattern PLURAL = Pattern.compile("\\b([a-z]{3,}[a-rt-z])s\\b");

  private UnitSpelling() {}

  /** The spelling of a unit; texts with one spelling mean the same. */
  public static String of(String printed) {
    List<String> parts = new ArrayList<>(Arrays.asList(LINE.split(bare(NameKey.of(printed)))));
    String above = singular(parts.get(0));
    List<String> below =
        parts.subList(1, parts.size()).stream()
            .map(UnitSpelling::singular)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.sort(below);
    return below.isEmpty() ? above : above + "/" + String.join("/", below);
  }

  private static String bare(String key) {
    Matcher introduced = INTRODUCED.matcher(key);
    String unit = introduced.matches() ? introduced.group(1) : key;
    Matcher bracketed = BRACKETED.matcher(unit);
    return bracketed.matches() ? bare(NameKey.trim(bracketed.group(1))) : unit;
  }

  private static String singular(String part) {
    return PLURAL.matcher(part.strip()).replaceAll("$1");
  }
}
