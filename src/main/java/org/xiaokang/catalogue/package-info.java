/**
 * Metrics, indicators, units and regions: parsed, checked whole, compiled to immutable records,
 * without Spark.
 */
@NullMarked
package org.xiaokang.catalogue;

import org.jspecify.annotations.NullMarked;
