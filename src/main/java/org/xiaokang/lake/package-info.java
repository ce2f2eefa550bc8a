/** The tables of the lake: one schema per table with its row builder, written without a session. */
@NullMarked
package org.xiaokang.lake;

import org.jspecify.annotations.NullMarked;
