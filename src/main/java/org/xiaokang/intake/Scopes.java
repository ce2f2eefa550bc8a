package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** The breakdown a figure covers, in one spelling. */
final class Scopes {
  private Scopes() {}

  /**
   * Blank is all; else parts sorted by key (what stands before =, < or >), each once, without
   * blanks around them, joined by a semicolon. "all" beside other parts says nothing.
   */
  static Column normal(Column scope) {
    Column simple = scope.rlike("^[a-z0-9_]+(=[a-z0-9_]+)?$");
    return when(scope.isNull(), "all").when(simple, scope).otherwise(parts(scope));
  }

  private static Column parts(Column scope) {
    Column half = translate(scope, "\uFF1B\uFF1D\uFF1E\uFF1C", ";=><");
    Column keyed =
        transform(
            split(half, ";"),
            part -> {
              Column tight = regexp_replace(Text.trimmed(part), "\\s*(>=|<=|=|>|<)\\s*", "$1");
              return struct(regexp_extract(tight, "^[^=<>]*", 0).as("key"), tight.as("part"));
            });
    Column meaningful = filter(keyed, part -> part.getField("part").isin("", "all").equalTo(false));
    Column sorted =
        transform(array_sort(array_distinct(meaningful)), part -> part.getField("part"));
    Column joined = array_join(sorted, ";");
    return when(joined.equalTo(""), "all").otherwise(coalesce(joined, lit("all")));
  }
}
