package org.xiaokang.intake;

import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.xiaokang.catalogue.NameKey;

/**
 * {@link NameKey} of columns, where Spark's own lower() would not do: it follows the language of
 * the machine.
 */
public final class Keys {
  private static final String BLANKS = "[" + NameKey.BLANKS + "]+";

  private static final String NOT_YET_A_KEY = "[A-Z\uFF01-\uFF5E" + NameKey.BLANKS + "]";

  private Keys() {}

  /** The key of a text, the same as {@link #key(Column)} gives. */
  public static String key(String text) {
    return NameKey.of(text);
  }

  /** The key of a text column, the same as {@link #key(String)} gives; null stays null. */
  public static Column key(Column text) {
    Column half = translate(text, NameKey.FROM, NameKey.TO);
    // Most keys are written as such; one look is cheaper than three copies.
    return when(text.rlike(NOT_YET_A_KEY), trim(regexp_replace(half, BLANKS, " "))).otherwise(text);
  }
}
