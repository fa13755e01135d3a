package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoStringsTest {
  @Test
  void bytesThatAreNotUtf8SurviveTheRoundTrip() {
    byte[] bytes = {
      'a', (byte) 0xE9, 'b', (byte) 0xC3, (byte) 0xA9, (byte) 0xED, (byte) 0xA0, (byte) 0x80
    };

    String text = GoStrings.fromBytes(bytes);

    assertThat(GoStrings.toBytes(text)).isEqualTo(bytes);
    assertThat(text).startsWith("a\uDCE9b\u00E9");
    assertThat(GoStrings.byteLength(text)).isEqualTo(bytes.length);
    assertThat(GoStrings.isValidUtf8(text)).isFalse();
  }

  @Test
  void ordersByBytesAndNotByUtf16Units() {
    // U+FFFD is three bytes EF BF BD, U+1F600 four bytes F0 ...; as UTF-16 the emoji comes first.
    assertThat(GoStrings.compare("\uFFFD", "\uD83D\uDE00")).isNegative();
    assertThat(GoStrings.compare("a", "ab")).isNegative();
    assertThat(GoStrings.compare("B", "a")).isNegative();
  }

  @Test
  void aRealReplacementCharacterIsKept() {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD, 'x'};
    assertThat(GoStrings.toBytes(GoStrings.fromBytes(bytes))).isEqualTo(bytes);
  }
}
