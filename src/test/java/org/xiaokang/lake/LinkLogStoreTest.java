package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits to a local disk. */
class LinkLogStoreTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path folder;

  private org.apache.hadoop.fs.Path file(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }

  private static void write(org.apache.hadoop.fs.Path file, String line, boolean overwrite)
      throws IOException {
    // A store for each write, as Kernel makes them.
    new LinkLogStore(HADOOP).write(file, List.of(line, "省").iterator(), overwrite, HADOOP);
  }

  @Test
  void aNameIsWrittenOnceUnlessItIsToBeOverwritten() throws IOException {
    write(file("湖 1.json"), "one", false);
    assertThatThrownBy(() -> write(file("湖 1.json"), "other", false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("湖 1.json")).hasContent("one\n省\n");

    write(file("湖 1.json"), "other", true);
    assertThat(folder.resolve("湖 1.json")).hasContent("other\n省\n");
    assertThatThrownBy(() -> write(file("nowhere/1.json"), "one", false))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void ofManyThatWriteOneNameOneWinsAndNothingElseIsLeft() throws Exception {
    int writers = 6;
    int names = 200;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    CyclicBarrier together = new CyclicBarrier(writers);
    try {
      List<Future<List<Integer>>> won = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String writer = "writer-" + i;
        won.add(
            pool.submit(
                () -> {
                  List<Integer> mine = new ArrayList<>();
                  for (int name = 0; name < names; name++) {
                    together.await();
                    try {
                      write(file(name + ".json"), writer, false);
                      mine.add(name);
                    } catch (FileAlreadyExistsException told) {
                      // Another one was faster.
                    }
                  }
                  return mine;
                }));
      }
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        for (int name : won.get(i).get()) {
          assertThat(folder.resolve(name + ".json")).hasContent("writer-" + i + "\n省\n");
          all.add(name);
        }
      }
      assertThat(all).doesNotHaveDuplicates().hasSize(names);
    } finally {
      pool.shutdownNow();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(names);
    }
  }
}
