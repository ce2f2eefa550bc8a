/**
 * A release for people, without Spark: Delta Kernel finds the tables of a release at their
 * versions, DuckDB answers questions about them.
 */
@NullMarked
package org.xiaokang.reader;

import org.jspecify.annotations.NullMarked;
