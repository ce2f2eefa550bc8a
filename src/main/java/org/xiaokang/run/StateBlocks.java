package org.xiaokang.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.xiaokang.lake.StateFolder;

/** Blocks in files that a run leaves to the next one. */
final class StateBlocks {
  private final StateFolder.Writing file;

  /** A new file; if the task fails before it is finished, it is deleted. */
  StateBlocks(StateFolder folder, String kind, int number) {
    this.file = folder.create(kind, number);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> file.close());
  }

  void add(StageOutput one) {
    DataOutputStream out = file.out();
    try {
      out.writeBoolean(true); // there is one more
      out.writeUTF(one.port().name());
      out.writeInt(one.partition());
      out.writeInt(one.bytes().length);
      out.write(one.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the file; gives its name. */
  String finish() {
    try {
      file.out().writeBoolean(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.finish();
  }

  /** All blocks of a file. */
  static List<StageOutput> read(StateFolder folder, String name) {
    List<StageOutput> all = new ArrayList<>();
    each(folder, name, all::add);
    return all;
  }

  /** Gives one block of a file after the other. */
  static void each(StateFolder folder, String name, Consumer<StageOutput> to) {
    try (DataInputStream in = folder.open(name)) {
      while (in.readBoolean()) {
        Port port = Port.valueOf(in.readUTF());
        int partition = in.readInt();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        to.accept(new StageOutput(port, partition, bytes));
      }
    } catch (IOException e) {
      throw folder.unreadable(name, e);
    }
  }
}
