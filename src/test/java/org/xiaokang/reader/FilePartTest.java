package org.xiaokang.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows of a file another version of the table may not have. */
class FilePartTest {
  private static DataFile file(Long... deleted) {
    return new DataFile("file:/lake/t/part-0.parquet", 100, 0, List.of(deleted));
  }

  @Test
  void allThatIsNotDeletedOfAFileThatTheOtherVersionDoesNotHave() {
    assertThat(FilePart.missing(file(1L, 4L), null))
        .contains(new FilePart(file(1L, 4L), false, List.of(1L, 4L)));
  }

  @Test
  void nothingOfAFileThatBothHaveWithTheSameRowsDeleted() {
    assertThat(FilePart.missing(file(), file())).isEmpty();
    assertThat(FilePart.missing(file(1L, 4L), file(4L, 1L))).isEmpty();
  }

  @Test
  void onlyWhatIsDeletedThereAndNotHere() {
    assertThat(FilePart.missing(file(1L), file(1L, 4L, 7L)))
        .contains(new FilePart(file(1L), true, List.of(4L, 7L)));
    assertThat(FilePart.missing(file(1L, 4L, 7L), file(1L))).isEmpty();
    assertThat(FilePart.missing(file(1L, 2L), file(2L, 3L)))
        .contains(new FilePart(file(1L, 2L), true, List.of(3L)));
  }
}
