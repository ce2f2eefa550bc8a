package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9379 | 9379 | 0",
        "1.478 | 1.478 | 3",
        "'1,234,567.5' | 1234567.5 | 1",
        "１，２３４．５ | 1234.5 | 1",
        "+7667 | 7667 | 0",
        "\u22127.94 | -7.94 | 2",
        "－5 | -5 | 0",
        "–5 | -5 | 0",
        ".5 | 0.5 | 1",
        "-.5 | -0.5 | 1",
        "5. | 5 | 0",
        "1.50 | 1.50 | 2",
        "-0.00 | 0.00 | 2",
        "0007 | 7 | 0",
        "12345678901234567890.12 | 12345678901234567890.12 | 2",
        "999999999999999999 | 999999999999999999 | 0",
        "-99999999999999999.9 | -99999999999999999.9 | 1",
      })
  void digitsSignAndPointAreReadAsPrinted(String text, BigDecimal value, int decimals) {
    assertThat(PrintedNumber.parse(text)).isEqualTo(new PrintedNumber(value, decimals));
  }

  @ParameterizedTest
  @CsvSource({"1.5e3, 1500, -2", "1.50E-2, 0.0150, 4", "2e+3, 2000, -3", "1E19, 1E19, -19"})
  void aPowerOfTenMovesTheLastPrintedDigitAndSaysNothingOfDecimals(
      String text, BigDecimal value, int scale) {
    PrintedNumber number = Objects.requireNonNull(PrintedNumber.parse(text));
    assertThat(number.value()).isEqualByComparingTo(value);
    assertThat(number.value()).extracting(BigDecimal::scale).isEqualTo(scale);
    assertThat(number.decimals()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999", "1e-9999", "1e999999999999"})
  void aPowerOfFourDigitsIsANumberThatNoTableHolds(String text) {
    assertThat(PrintedNumber.parse(text)).isEqualTo(new PrintedNumber(null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "-.", "twelve", "12人", "1,23", "1234,567", "0,500", "-0,875", "012,345",
        "1.2.3", "1 234", "--5", "5-", "e5", "1e", "0x10", "1d", "1,234,56", "NaN", "Infinity"
      })
  void whatIsNoNumberIsNone(String text) {
    assertThat(PrintedNumber.parse(text)).isNull();
  }

  @Test
  void moreThanTwoHundredCharactersAreNoFigure() {
    assertThat(PrintedNumber.parse("1".repeat(200))).isNotNull();
    assertThat(PrintedNumber.parse("1".repeat(201))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "-inf", "+INF", "∞", "－∞"})
  void whatIsNotFiniteHasAWordOfItsOwn(String text) {
    assertThat(PrintedNumber.isNotFinite(text)).isTrue();
    assertThat(PrintedNumber.isNotFinite(text + "x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "99999999999999999999, 99999999999999999999",
    "-99999999999999999999.99999999999999999, -99999999999999999999.99999999999999999",
    "0.0000000000000000005, 0.000000000000000001",
    "0.00, 0.00",
    "0E+30, 0E+30",
  })
  void aTableHoldsTwentyDigitsBeforeThePointAndEighteenBehindIt(
      BigDecimal number, BigDecimal held) {
    assertThat(StoredDecimal.exactly(number)).isEqualByComparingTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"100000000000000000000", "1E+20", "99999999999999999999.9999999999999999999"})
  void whatIsLargerIsRefused(BigDecimal number) {
    assertThat(StoredDecimal.exactly(number)).isNull();
    assertThat(StoredDecimal.of(number)).isNull();
  }

  @Test
  void whatIsTooSmallToBeSeenIsNotZero() {
    BigDecimal small = new BigDecimal("0.0000000000000000004");
    assertThat(StoredDecimal.exactly(small)).isNull();
    assertThat(StoredDecimal.of(small)).isEqualByComparingTo("0");
  }
}
