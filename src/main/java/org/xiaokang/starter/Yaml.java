package org.xiaokang.starter;

/** Texts as YAML and as SQL have them. */
final class Yaml {
  private Yaml() {}

  /** A text in YAML: in quotes unless it is a plain word or several. */
  static String text(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z][A-Za-z0-9_./-]*)*")
            && !text.matches("(?i)true|false|yes|no|on|off|null|y|n")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A column in an expression of Spark SQL. */
  static String column(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : '`' + name.replace("`", "``") + '`';
  }

  /** A text in an expression of Spark SQL. */
  static String literal(String text) {
    return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }

  /** A regular expression for a text as it stands. */
  static String pattern(String text) {
    return text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
  }
}
