/** One record per job: reads tables, calls transformations, writes tables, returns a result. */
@NullMarked
package org.xiaokang.job;

import org.jspecify.annotations.NullMarked;
