/** The job on clusters and on the file systems that clusters have: real ones, on this machine. */
@NullMarked
package org.xiaokang.cluster;

import org.jspecify.annotations.NullMarked;
