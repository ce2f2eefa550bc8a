package org.xiaokang.job;

import java.util.Arrays;
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

  /** In order: each task is sent all of them, and eight bytes a key are read faster than a set. */
  private final long[] keys;

  private OneOf(Set<Long> keys) {
    this.keys = keys.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** False where the key is null. */
  static Column of(Column key, Set<Long> keys) {
    return functions.udf(new OneOf(keys), DataTypes.BooleanType).apply(key);
  }

  @Override
  public Boolean call(@Nullable Long key) {
    return key != null && Arrays.binarySearch(keys, key) >= 0;
  }
}
