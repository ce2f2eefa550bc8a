/**
 * What notebooks import: a release of a lake, its indicators and tables in a line each, as tables
 * and pictures that show themselves.
 */
@NullMarked
package org.xiaokang.notebook;

import org.jspecify.annotations.NullMarked;
