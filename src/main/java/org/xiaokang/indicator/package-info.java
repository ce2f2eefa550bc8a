/** From observations to indicator values: the compiled plan, the engine, reconciliation. */
@NullMarked
package org.xiaokang.indicator;

import org.jspecify.annotations.NullMarked;
