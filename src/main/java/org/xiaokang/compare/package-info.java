/**
 * Compares regions: values of indicators in, places, inequality, convergence, mobility, peers and
 * indices out.
 */
@NullMarked
package org.xiaokang.compare;

import org.jspecify.annotations.NullMarked;
