package org.xiaokang.config;

import org.xiaokang.catalogue.Definition;

/**
 * How much of a machine the commands that read a release may take.
 *
 * @param memoryMib most MiB that a query holds in memory; what it needs beyond is put on disk
 * @param threads threads that a query runs on; 0 for one per processor
 * @param cacheMib most MiB of files of another file system that are kept in the user's cache folder
 */
public record ReaderLimits(int memoryMib, int threads, int cacheMib) {
  /** What holds where a configuration says nothing. */
  public static final ReaderLimits DEFAULT = new ReaderLimits(1024, 0, 4096);

  private static final int LEAST_MEMORY = 64;

  /** The block {@code reader} of a configuration; what it leaves out is the default. */
  static ReaderLimits read(Definition top) {
    return top.optionalDefinition("reader").map(ReaderLimits::of).orElse(DEFAULT);
  }

  private static ReaderLimits of(Definition block) {
    ReaderLimits read =
        new ReaderLimits(
            block.integer("memory_mib", DEFAULT.memoryMib),
            block.integer("threads", DEFAULT.threads),
            block.integer("cache_mib", DEFAULT.cacheMib));
    atLeast(block, "memory_mib", read.memoryMib, LEAST_MEMORY);
    atLeast(block, "threads", read.threads, 0);
    atLeast(block, "cache_mib", read.cacheMib, 0);
    block.done();
    return read;
  }

  private static void atLeast(Definition block, String key, int found, int least) {
    if (found < least) {
      block.problem(
          key, "'%s' must be a whole number from %d; found '%d'".formatted(key, least, found));
    }
  }
}
