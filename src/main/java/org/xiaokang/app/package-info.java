/** The command line: arguments, configuration, one session, one job, an exit code; nothing else. */
@NullMarked
package org.xiaokang.app;

import org.jspecify.annotations.NullMarked;
