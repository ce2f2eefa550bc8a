package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.XiaokangException;

/** Lines become statements as people who know psql expect it. */
class StatementReaderTest {
  private final StatementReader reader = new StatementReader();

  private List<String> read(String... lines) {
    List<String> texts = new ArrayList<>();
    for (String line : lines) {
      reader.add(line).forEach(one -> texts.add(one.text()));
    }
    return texts;
  }

  private String rest() {
    return reader.rest().map(Statement::text).orElse("");
  }

  @Test
  void aSemicolonEndsAStatementAndALineMayHoldSeveral() {
    assertThat(read("select 1; select", "  2 ; ;", "select 3"))
        .containsExactly("select 1", "select\n  2");
    assertThat(rest()).isEqualTo("select 3");
    assertThat(reader.isWaiting()).isTrue();
  }

  @Test
  void aSemicolonInATextANameOrACommentEndsNothing() {
    assertThat(
            read(
                "select 'a;''b;', \"c;\", $$d;'$$, $x$e;$$;$x$ -- f;",
                "/* g; /* h; */ i; */, e'\\';';"))
        .containsExactly(
            "select 'a;''b;', \"c;\", $$d;'$$, $x$e;$$;$x$ -- f;\n"
                + "/* g; /* h; */ i; */, e'\\';'");
    assertThat(reader.isWaiting()).isFalse();
    assertThat(read("select 'two", "lines;';")).containsExactly("select 'two\nlines;'");
    assertThat(read("select 'C:\\' as folder;")).containsExactly("select 'C:\\' as folder");
  }

  @Test
  void commentsAloneAreNoStatement() {
    assertThat(read("-- nothing;", "", ";", "/* neither;")).isEmpty();
    assertThat(reader.isWaiting()).isTrue(); // for the end of the comment
    assertThat(read("*/ -- done", "select 1;")).containsExactly("select 1");
    assertThat(reader.rest()).isEmpty();
  }

  @Test
  void aCommandIsALineAlsoWithinAStatement() {
    assertThat(read("select", "\\d indicators", "1;", "select 2; \\timing"))
        .containsExactly("\\d indicators", "select\n1", "select 2", "\\timing");
    assertThat(read("select '", "\\d", "';")).containsExactly("select '\n\\d\n'");
  }

  @Test
  void wordsOfOtherProgramsAreUnderstoodWhereAStatementBegins() {
    assertThat(read("QUIT", "exit;", "help", ".tables"))
        .containsExactly("\\q", "\\q", "\\?", ".tables");
    assertThat(read("select", "quit;")).containsExactly("select\nquit");
  }

  @Test
  void aStatementKnowsItsLine() {
    read("", "-- what it is about");
    assertThat(reader.add("select 1; select 2;")).extracting(Statement::line).containsExactly(3, 3);
    assertThat(reader.add("\\d")).extracting(Statement::line).containsExactly(4);
  }

  @Test
  void wordsOfACommandMayHaveQuotes() {
    assertThat(PromptWords.ofCommand("\\why 'New Zealand'  \"it's\" 2019;"))
        .containsExactly("\\why", "New Zealand", "it's", "2019");
    assertThat(PromptWords.ofCommand("\\why 'it''s' x")).containsExactly("\\why", "it's", "x");
    assertThatThrownBy(() -> PromptWords.ofCommand("\\why 'New Zealand"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("'New Zealand' is not closed");
  }
}
