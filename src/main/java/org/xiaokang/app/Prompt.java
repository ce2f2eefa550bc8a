package org.xiaokang.app;

import org.xiaokang.config.ReaderLimits;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.ReleaseReader;

/** Placeholder until the prompt is there. */
record Prompt(LakeReader lake, ReleaseReader release, ReaderLimits limits, int most) {
  int run() {
    return most < 0 ? 1 : 0;
  }
}
