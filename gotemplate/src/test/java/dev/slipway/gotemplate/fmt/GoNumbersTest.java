package dev.slipway.gotemplate.fmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.FunctionException;
import org.junit.jupiter.api.Test;

class GoNumbersTest {
  @Test
  void formatsFloatsAsStrconv() {
    assertThat(GoNumbers.formatFloat(1234.5678, 'f', 2, 64)).isEqualTo("1234.57");
    assertThat(GoNumbers.formatFloat(2.5, 'f', 0, 64)).isEqualTo("2");
    assertThat(GoNumbers.formatFloat(0.1, 'f', 20, 64)).isEqualTo("0.10000000000000000555");
    assertThat(GoNumbers.formatFloat(1e21, 'f', -1, 64)).isEqualTo("1000000000000000000000");
    assertThat(GoNumbers.formatFloat(0, 'e', -1, 64)).isEqualTo("0e+00");
    assertThat(GoNumbers.formatFloat(0.1f, 'g', -1, 32)).isEqualTo("0.1");
    assertThat(GoNumbers.formatFloat(0.05f, 'g', -1, 64)).isEqualTo("0.05000000074505806");
    assertThat(GoNumbers.formatFloat(1.5, 'x', -1, 64)).isEqualTo("0x1.8p+00");
    assertThat(GoNumbers.formatFloat(1, 'b', -1, 64)).isEqualTo("4503599627370496p-52");
    assertThat(GoNumbers.formatFloat(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    assertThat(GoNumbers.formatFloat(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void parsesIntegersByPrefix() {
    assertThat(GoNumbers.parseInt("0x_ff", 0, 64)).isEqualTo(255);
    assertThat(GoNumbers.parseInt("-0b101", 0, 64)).isEqualTo(-5);
    assertThat(GoNumbers.parseInt("0755", 0, 64)).isEqualTo(493);
    assertThat(GoNumbers.parseInt("1_000", 0, 64)).isEqualTo(1000);
    assertThat(GoNumbers.parseInt("-9223372036854775808", 10, 64)).isEqualTo(Long.MIN_VALUE);
    assertThat(GoNumbers.parseUint("18446744073709551615", 10, 64)).isEqualTo(-1L);
    assertThat(GoNumbers.atoi("+7")).isEqualTo(7);
  }

  @Test
  void parsesFloats() {
    assertThat(GoNumbers.parseFloat("1_0.5e1", 64)).isEqualTo(105);
    assertThat(GoNumbers.parseFloat("0x1.8p1", 64)).isEqualTo(3);
    assertThat(GoNumbers.parseFloat("-infinity", 64)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(GoNumbers.parseFloat("NaN", 64)).isNaN();
    assertThat(GoNumbers.parseFloat("0.1", 32)).isEqualTo((double) 0.1f);
    assertThat(GoNumbers.parseBool("T")).isTrue();
  }

  @Test
  void failsWithTheTextsOfStrconv() {
    assertFails(() -> GoNumbers.parseInt("x", 10, 64), "ParseInt: parsing \"x\": invalid syntax");
    assertFails(() -> GoNumbers.atoi("1.5"), "Atoi: parsing \"1.5\": invalid syntax");
    assertFails(
        () -> GoNumbers.parseInt("300", 10, 8), "ParseInt: parsing \"300\": value out of range");
    assertFails(() -> GoNumbers.parseInt("1", 1, 64), "ParseInt: parsing \"1\": invalid base 1");
    assertFails(
        () -> GoNumbers.parseUint("-1", 10, 64), "ParseUint: parsing \"-1\": invalid syntax");
    assertFails(
        () -> GoNumbers.parseFloat("1e999", 64),
        "ParseFloat: parsing \"1e999\": value out of range");
    assertFails(() -> GoNumbers.parseFloat("1d", 64), "ParseFloat: parsing \"1d\": invalid syntax");
    assertFails(() -> GoNumbers.parseBool("yes"), "ParseBool: parsing \"yes\": invalid syntax");
  }

  private static void assertFails(Runnable parser, String message) {
    assertThatThrownBy(parser::run)
        .isInstanceOf(FunctionException.class)
        .hasMessage("strconv." + message);
  }
}
