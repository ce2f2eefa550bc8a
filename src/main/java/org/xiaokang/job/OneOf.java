package org.xiaokang.job;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Whether a BIGINT is one of very many. Spark's own isin takes a literal for each, and every rule
 * of the optimizer walks over them all.
 */
final class OneOf implements UDF1<@Nullable Long, Boolean> {
  private static final long serialVersionUID = 1L;

  private final HashSet<Long> keys;

  private OneOf(Set<Long> keys) {
    this.keys = new HashSet<>(keys);
  }

  /** False where the key is null. */
  static Column of(Column key, Set<Long> keys) {
    return functions.udf(new OneOf(keys), DataTypes.BooleanType).apply(key);
  }

  @Override
  public Boolean call(@Nullable Long key) {
    return key != null && keys.contains(key);
  }
}
