package org.xiaokang.ingest;

import java.util.List;
import org.xiaokang.catalogue.NameKey;

/** Marks of notes, which stand behind a value or a name and are no part of it. */
public final class NoteMarks {
  private NoteMarks() {}

  /** A text without the marks behind it, and the blanks before these. */
  public static String without(String text, List<String> marks) {
    String rest = text;
    boolean found = !marks.isEmpty();
    while (found) {
      found = false;
      for (String mark : marks) {
        if (!mark.isEmpty() && rest.length() > mark.length() && rest.endsWith(mark)) {
          rest = NameKey.trim(rest.substring(0, rest.length() - mark.length()));
          found = true;
        }
      }
    }
    return rest;
  }

  /** The marks behind a text; blank where there are none. */
  public static String of(String text, List<String> marks) {
    return NameKey.trim(text.substring(Math.min(text.length(), without(text, marks).length())));
  }
}
