package org.xiaokang.intake;

import static org.apache.spark.sql.functions.btrim;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;

import org.apache.spark.sql.Column;

/** Cells as text. */
final class Text {
  /** What people leave around a figure: blanks of every width, and marks of no width. */
  static final String BLANKS =
      " \t\n\u000B\f\r\u0085\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
          + "\u200A\u200B\u202F\u3000\uFEFF";

  private Text() {}

  /** Without the blanks around it; nothing else left is null. */
  static Column clean(Column text) {
    return nullif(trimmed(text), lit(""));
  }

  /** Without the blanks around it. */
  static Column trimmed(Column text) {
    return btrim(text, lit(BLANKS));
  }
}
