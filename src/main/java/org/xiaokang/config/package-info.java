/** The configuration of a run as records, read from one YAML file and checked whole. */
@NullMarked
package org.xiaokang.config;

import org.jspecify.annotations.NullMarked;
