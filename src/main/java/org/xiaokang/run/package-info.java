/**
 * The nightly run: its stages, each of which brings records together and lets plain Java decide;
 * the room that holds the Spark context.
 */
@NullMarked
package org.xiaokang.run;

import org.jspecify.annotations.NullMarked;
