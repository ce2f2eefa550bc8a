package org.xiaokang.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.xiaokang.block.Block;
import org.xiaokang.block.BlockRouter;

/**
 * One task of a stage: works bit by bit, and gives blocks as they fill, so that what it makes is
 * never held whole. What it has to tell the driver (files that it wrote, what it counted) goes with
 * its blocks: whoever reads the blocks of an attempt reads its reports, and of attempts that failed
 * neither.
 */
abstract class StageTask implements Iterator<StageOutput> {
  private record Sending(Port port, BlockRouter<?> router) {}

  private final List<Sending> routers = new ArrayList<>();
  private final ArrayDeque<StageOutput> full = new ArrayDeque<>();
  private boolean finished;

  /** Opens a way to the partitions of a stage. */
  final <T> BlockRouter<T> to(Port port, BlockRouter<T> router) {
    routers.add(new Sending(port, router));
    return router;
  }

  /** Does the next bit of work; false when there was none left. */
  abstract boolean step();

  /** Is asked once, after the last step and before the last blocks. */
  void end() {}

  /** Is told of each block and report before it is given. */
  void giving(StageOutput one) {}

  /** Is asked when all has been given but what this reports. */
  void given() {}

  /** Gives a block that is there already, or a report. */
  final void give(StageOutput one) {
    giving(one);
    full.add(one);
  }

  /** Tells the driver something. */
  final void report(Serializable what) {
    give(new StageOutput(Port.REPORT, 0, bytes(what)));
  }

  /** Something that {@link #reported} reads. */
  static byte[] bytes(Serializable what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(what);
    } catch (IOException e) {
      throw new IllegalStateException(what.getClass() + " cannot be told", e);
    }
    return bytes.toByteArray();
  }

  /** What was reported. */
  static Object reported(byte[] report) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(report))) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a report of a task cannot be read", e);
    }
  }

  @Override
  public final boolean hasNext() {
    while (full.isEmpty() && !finished) {
      if (!step()) {
        end();
        routers.forEach(sending -> sending.router().flush());
        routers.forEach(this::drain);
        given();
        finished = true;
      }
      routers.forEach(this::drain);
    }
    return !full.isEmpty();
  }

  private void drain(Sending sending) {
    for (Block block = sending.router().poll(); block != null; block = sending.router().poll()) {
      give(new StageOutput(sending.port(), block.partition(), block.bytes()));
    }
  }

  @Override
  public final StageOutput next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return full.remove();
  }
}
