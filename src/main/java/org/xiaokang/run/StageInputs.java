package org.xiaokang.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The blocks that came to one partition.
 *
 * @param blocks by what they have in them
 */
record StageInputs(Map<Port, List<byte[]>> blocks) {
  static StageInputs of(Iterator<StageOutput> outputs) {
    Map<Port, List<byte[]>> blocks = new EnumMap<>(Port.class);
    outputs.forEachRemaining(
        one -> blocks.computeIfAbsent(one.port(), port -> new ArrayList<>()).add(one.bytes()));
    return new StageInputs(blocks);
  }

  /** The blocks of a port. */
  Iterator<byte[]> of(Port port) {
    return blocks.getOrDefault(port, List.of()).iterator();
  }
}
