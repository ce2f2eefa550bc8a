/** The files of conf/schedule, as their schedulers read them. */
@NullMarked
package org.xiaokang.schedule;

import org.jspecify.annotations.NullMarked;
