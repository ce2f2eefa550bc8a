/** Judges what a run has computed before readers see it: gates in, findings out. */
@NullMarked
package org.xiaokang.quality;

import org.jspecify.annotations.NullMarked;
