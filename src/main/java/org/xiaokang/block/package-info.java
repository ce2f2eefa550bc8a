/** Records as compact bytes, 64 KiB together, so that Spark moves thousands of blocks, not rows. */
@NullMarked
package org.xiaokang.block;

import org.jspecify.annotations.NullMarked;
