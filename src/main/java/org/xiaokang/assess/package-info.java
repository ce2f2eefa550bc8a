/**
 * Figures as intervals: verdicts by declared rules, what would turn them, and statements that
 * cannot all be true; no Spark.
 */
@NullMarked
package org.xiaokang.assess;

import org.jspecify.annotations.NullMarked;
