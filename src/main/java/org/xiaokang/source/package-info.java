/** Sources: which files there are, what tells their content, and how their rows are read. */
@NullMarked
package org.xiaokang.source;

import org.jspecify.annotations.NullMarked;
