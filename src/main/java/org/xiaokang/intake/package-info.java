/** From raw rows to observations and rejects: contract, units, periods, regions. */
@NullMarked
package org.xiaokang.intake;

import org.jspecify.annotations.NullMarked;
