/**
 * The only room that touches storage: sources, table definitions, Delta reads and writes, releases.
 */
@NullMarked
package org.xiaokang.tables;

import org.jspecify.annotations.NullMarked;
