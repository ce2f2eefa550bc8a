/** A source's files and tables become rows as received: own columns, the contract's, file, line. */
@NullMarked
package org.xiaokang.source;

import org.jspecify.annotations.NullMarked;
