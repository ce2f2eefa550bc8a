/** A row of a source becomes an observation or is told why not: plain functions over records. */
@NullMarked
package org.xiaokang.ingest;

import org.jspecify.annotations.NullMarked;
