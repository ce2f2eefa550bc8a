/**
 * Poverty and inequality from distributions: households, grouped tables, deprivations, small areas;
 * plain functions of arrays, each with its formula and source. No Spark.
 */
@NullMarked
package org.xiaokang.estimate;

import org.jspecify.annotations.NullMarked;
