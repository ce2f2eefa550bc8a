/**
 * The measures of comparison as plain functions of numbers, each with its formula and source. No
 * Spark.
 */
@NullMarked
package org.xiaokang.compare.measure;

import org.jspecify.annotations.NullMarked;
