/** What runs are measured against. */
@NullMarked
package org.xiaokang.bench;

import org.jspecify.annotations.NullMarked;
