package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.source.CsvText.rows;

import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.XiaokangException;

class CsvSplitterTest {
  @Test
  void aRowKnowsItsLine() {
    assertThat(rows("a,b\n1,2\n3,\n")).containsExactly("2: 1|2", "3: 3|null");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertThat(rows("a,b\n1,2")).containsExactly("2: 1|2");
    assertThat(rows("a,b\n1,")).containsExactly("2: 1|null");
    assertThat(rows("a,b\n1,\"\"")).containsExactly("2: 1|null");
  }

  @Test
  void blankLinesAreNoRowsButCount() {
    assertThat(rows("\n\na,b\n\n1,2\n\n\n3,4\n\n")).containsExactly("5: 1|2", "8: 3|4");
    assertThat(rows("a\r\n\r\n1\r\n")).containsExactly("3: 1");
    assertThat(rows("")).isEmpty();
    assertThat(rows("\n\n")).isEmpty();
  }

  @Test
  void aLineOfBlanksIsARowOfOneCell() {
    assertThat(rows("a,b\n  \n1,2\n")).containsExactly("2!   ", "3: 1|2");
    assertThat(rows("a,b\n  \n1,2\n", "ignoreLeadingWhiteSpace", "true")).containsExactly("3: 1|2");
    assertThat(rows("a,b\n  \n1,2\n", "multiLine", "false")).containsExactly("3: 1|2");
  }

  @Test
  void aLineOfTabsIsARowWhereTheySeparate() {
    assertThat(rows("a\tb\n\t\n1\t2\n", "sep", "\\t", "multiLine", "false"))
        .containsExactly("2: null|null", "3: 1|2");
  }

  @Test
  void linesEndWithLfOrCrLfOrCr() {
    assertThat(rows("a,b\r\n1,2\r\n3,4\r\n")).containsExactly("2: 1|2", "3: 3|4");
    assertThat(rows("a,b\r1,2\r\r3,4\r")).containsExactly("2: 1|2", "4: 3|4");
    assertThat(rows("a,b\r1,2\r\n3,4\n5,6")).containsExactly("2: 1|2", "3: 3|4", "4: 5|6");
    assertThat(rows("a,b\n1,2\r\n\r\n3,4\n")).containsExactly("2: 1|2", "4: 3|4");
  }

  @Test
  void aCrWithinALineThatEndsWithLfIsACharacter() {
    assertThat(rows("a,b\n1,x\ry\n3,4\n")).containsExactly("2: 1|x\ry", "3: 3|4");
    assertThat(rows("a,b\n1,x\ry\n", "multiLine", "false")).containsExactly("2: 1|x", "3! y");
  }

  @Test
  void quotesHoldSeparatorsQuotesAndLineEnds() {
    assertThat(rows("a,b,c\n1,\"x,\"\"y\"\"\nz\",3\n4,5,6\n"))
        .containsExactly("2-3: 1|x,\"y\"\nz|3", "4: 4|5|6");
    assertThat(rows("a,b\n\"\n\n\",2\n3,4\n")).containsExactly("2-4: \n\n|2", "5: 3|4");
  }

  @Test
  void aCrLfWithinQuotesBecomesLfWhereLinesEndWithIt() {
    assertThat(rows("a,b\r\n\"x\r\ny\nz\",2\r\n")).containsExactly("2-4: x\ny\nz|2");
    assertThat(rows("a,b\n\"x\r\ny\",2\n")).containsExactly("2-3: x\r\ny|2");
    assertThat(rows("a,b\r\"x\ry\",2\r")).containsExactly("2-3: x\ny|2");
  }

  @Test
  void blanksAfterAClosingQuoteAreNoPartOfTheCell() {
    assertThat(rows("a,b\n\"x\" ,\"y\" \t\n")).containsExactly("2: x|y");
  }

  @Test
  void aQuoteWithinACellIsACharacter() {
    assertThat(rows("a,b\n5\" pipe,say \"hi\"\n")).containsExactly("2: 5\" pipe|say \"hi\"");
    assertThat(rows("a,b\n \"x\",2\n")).containsExactly("2:  \"x\"|2");
    assertThat(rows("a,b\n \"x\",2\n", "ignoreLeadingWhiteSpace", "true"))
        .containsExactly("2: x|2");
  }

  @Test
  void aCellThatGoesOnAfterItsClosingQuoteIsAsItStands() {
    assertThat(rows("a,b\n\"x\"y,2\n")).containsExactly("2: \"x\"y|2");
    assertThat(rows("a,b\n\"x\" y \"z\",2\n")).containsExactly("2: \"x\" y \"z\"|2");
    assertThat(rows("a,b\n\"x\"\"w\"y,2\n")).containsExactly("2: \"x\"w\"y|2");
    assertThat(rows("a,b\n\"x\"y\",2\n", "unescapedQuoteHandling", "STOP_AT_CLOSING_QUOTE"))
        .containsExactly("2: x\"y|2");
    assertThat(rows("a,b\n\"x\"y,2\n", "unescapedQuoteHandling", "skip_value"))
        .containsExactly("2: null|2");
  }

  @Test
  void rowsWithTooManyOrTooFewCellsAreMalformed() {
    assertThat(rows("a,b,c\n1,2,3\n1,2\n1,2,3,4\n\"x\ny\",2\n5,6,7\n"))
        .containsExactly("2: 1|2|3", "3! 1,2", "4! 1,2,3,4", "5-6! \"x\ny\",2", "7: 5|6|7");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsLine() {
    assertThat(rows("a,b,c,note\n1,2,3,x\n4,5,6,\"open\n7,8,9,y\n10,11,12,z\n"))
        .containsExactly("2: 1|2|3|x", "3! 4,5,6,\"open", "4: 7|8|9|y", "5: 10|11|12|z");
    assertThat(rows("a,b\n1,\"open\n2,y\n")).containsExactly("2! 1,\"open", "3: 2|y");
    assertThat(rows("a,b\n1,x\n2,\"cut o")).containsExactly("2: 1|x", "3! 2,\"cut o");
  }

  @Test
  void aQuoteThatTheNextOneClosesMakesNoRowOfTwo() {
    // Spark: one row, 1 and the id of line 2 with the value and the unit of line 3.
    assertThat(rows("id,name,value,unit\n1,\"open,3,x\n2,\"Y\",8,y\n3,z,9,z\n"))
        .containsExactly("2! 1,\"open,3,x", "3: 2|Y|8|y", "4: 3|z|9|z");
  }

  @Test
  void aCellThatHoldsALineLikeARowHasSwallowedIt() {
    assertThat(rows("a,b,c,d\n1,2,3,\"open\n4,5,6,7\n8,9,10,11\"\n12,13,14,15\n"))
        .containsExactly("2! 1,2,3,\"open", "3: 4|5|6|7", "4: 8|9|10|11\"", "5: 12|13|14|15");
    assertThat(rows("a,b,c,d\n1,2,3,\"two\nlines, no more\"\n"))
        .containsExactly("2-3: 1|2|3|two\nlines, no more");
    // With few columns a sentence has as many commas: each line within must look like a row.
    assertThat(rows("a,b,c\n1,2,\"open\n3,4,5\n6,7,\"x\"\n"))
        .containsExactly("2! 1,2,\"open", "3: 3|4|5", "4: 6|7|x");
    assertThat(rows("a,b,c\n1,2,\"first\none, two, three\nno more\nlast\"\n"))
        .containsExactly("2-5: 1|2|first\none, two, three\nno more\nlast");
  }

  @Test
  void aRowGoesOverNoMoreLinesThanAnyoneWrites() {
    String lines = "x\n".repeat(CsvCells.MOST_LINES);
    assertThat(rows("a,b\n1,\"" + lines + "\"\n")).hasSize(1);
    assertThat(rows("a,b\n1,\"" + lines + "x\n\"\n"))
        .hasSize(CsvCells.MOST_LINES + 2)
        .startsWith("2! 1,\"x", "3! x");
  }

  @Test
  void withoutMultiLineARowIsALine() {
    assertThat(rows("a,b\n1,\"x\ny\"\n\"2\",z\n", "multiLine", "false"))
        .containsExactly("2! 1,\"x", "3! y\"", "4: 2|z");
    assertThat(rows("a,b\r1,2\r\n3,4\n", "multiLine", "false")).containsExactly("2: 1|2", "3: 3|4");
  }

  @Test
  void separatorsMayBeAnyText() {
    assertThat(rows("a;b\n1,5;2\n", "sep", ";")).containsExactly("2: 1,5|2");
    assertThat(rows("a||b\n1|5||\"x||y\"\n", "delimiter", "||")).containsExactly("2: 1|5|x||y");
    assertThat(rows("a；b\n1；2\n", "sep", "；")).containsExactly("2: 1|2");
    assertThat(rows("a\tb\n\"1\"\t\t\n1\t\n", "SEP", "\\t"))
        .containsExactly("2! \"1\"\t\t", "3: 1|null");
  }

  @Test
  void quotesAndEscapesMayBeOthers() {
    assertThat(rows("a,b\n'x,''y',\"2\n", "quote", "'", "escape", "'"))
        .containsExactly("2: x,'y|\"2");
    assertThat(rows("a,b\n\"x\\\"y\\\\\",\"\\n\"\n", "escape", "\\"))
        .containsExactly("2: x\"y\\|\\n");
    assertThat(rows("a,b\n\"x,2\n", "quote", "")).containsExactly("2: \"x|2");
    assertThat(rows("a,b\n\"x\\\"\",2\n", "charToEscapeQuoteEscaping", "\\"))
        .containsExactly("2: x\"|2");
  }

  @Test
  void commentsAreNoRowsButCount() {
    assertThat(rows("# by hand\na,b\n#1,2\n3,#4\n#", "comment", "#")).containsExactly("4: 3|#4");
    assertThat(rows("a,b\n#1,2\n")).containsExactly("2: #1|2");
  }

  @Test
  void blanksAroundCellsStayUnlessTheOptionsSayOtherwise() {
    assertThat(rows("a,b\n 1 , 2 \n")).containsExactly("2:  1 | 2 ");
    assertThat(rows("a,b\n 1 , 2 \n", "ignoreLeadingWhiteSpace", "true"))
        .containsExactly("2: 1 |2 ");
    assertThat(rows("a,b\n 1 ,  \n", "ignoreTrailingWhiteSpace", "true"))
        .containsExactly("2:  1|null");
  }

  @Test
  void someTextsStandForNoValue() {
    assertThat(rows("a,b,c\nNA,,\"\"\n", "nullValue", "NA")).containsExactly("2: null|null|");
    assertThat(rows("a,b\n,\"\"\n", "emptyValue", "-")).containsExactly("2: null|-");
  }

  @Test
  void withoutAHeaderTheFirstRowIsOne() {
    assertThat(rows("1,2\n3\n", "header", "false")).containsExactly("1: 1|2", "2! 3");
  }

  @Test
  void linesMayEndWithATextOfTheOptions() {
    assertThat(rows("a,b;1,2;3,\r4;", "lineSep", ";")).containsExactly("2: 1|2", "3: 3|\r4");
    assertThat(rows("a,b@@1,x@y@@", "lineSep", "@@")).containsExactly("2: 1|x@y");
  }

  @Test
  void optionsThatWouldLoseRowsAreRefused() {
    assertThatThrownBy(() -> rows("a\n", "unescapedQuoteHandling", "RAISE_ERROR"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 's' sets option unescapedQuoteHandling: RAISE_ERROR");
    assertThatThrownBy(() -> rows("a\n", "quote", "<<"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 's': its options are none of a csv file")
        .hasMessageContaining("quote");
    assertThatThrownBy(() -> rows("a\n", "encoding", "klingon"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("klingon");
  }
}
