package org.xiaokang.config;

import org.xiaokang.catalogue.Definition;

/**
 * Which releases maintenance keeps: each that is among the last {@code releases} published ones, or
 * younger than {@code days}. The release published last is always kept.
 *
 * @param releases how many published releases, at least 1
 * @param days age in days since a release was finished, 0 or more
 */
public record Retention(int releases, int days) {
  /** A month of nights, and a quarter whatever the schedule. */
  public static final Retention DEFAULT = new Retention(30, 90);

  /** The block {@code retention} of a configuration; what it leaves out is the default. */
  static Retention read(Definition top) {
    return top.optionalDefinition("retention").map(Retention::of).orElse(DEFAULT);
  }

  private static Retention of(Definition block) {
    Retention read =
        new Retention(
            block.integer("releases", DEFAULT.releases), block.integer("days", DEFAULT.days));
    if (read.releases < 1) {
      block.problem(
          "releases",
          "'releases' must be a whole number from 1, for the latest release is always kept; found '"
              + read.releases
              + "'");
    }
    if (read.days < 0) {
      block.problem("days", "'days' must be a whole number from 0; found '" + read.days + "'");
    }
    block.done();
    return read;
  }
}
