package org.xiaokang.indicator;

import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;

/** What figures that may not be shown carry with them, in blocks. */
final class ConfidentialityCodec {
  private ConfidentialityCodec() {}

  static void write(@Nullable Confidentiality confidential, RecordOutput out) {
    out.flag(confidential != null);
    if (confidential != null) {
      out.bits(confidential.group());
      out.number(confidential.members());
      out.number(confidential.size());
    }
  }

  static @Nullable Confidentiality read(RecordInput in) {
    return in.flag() ? new Confidentiality(in.bits(), in.integer(), in.integer()) : null;
  }
}
