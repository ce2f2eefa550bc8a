/**
 * Finished pictures a statistician would publish, drawn as SVG text from plain values: no Spark, no
 * AWT, nothing to adjust afterwards.
 */
@NullMarked
package org.xiaokang.picture;

import org.jspecify.annotations.NullMarked;
