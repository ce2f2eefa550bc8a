/** What a release looks like in the formats of others: CSV, SDMX, and what explains them. */
@NullMarked
package org.xiaokang.export;

import org.jspecify.annotations.NullMarked;
