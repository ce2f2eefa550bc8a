/** Pages for people: one self-contained HTML file each, without script and without network. */
@NullMarked
package org.xiaokang.page;

import org.jspecify.annotations.NullMarked;
