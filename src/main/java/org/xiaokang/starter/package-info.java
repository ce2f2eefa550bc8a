/** A new project from the first rows of a table: configuration and catalogue to go on from. */
@NullMarked
package org.xiaokang.starter;

import org.jspecify.annotations.NullMarked;
