package dev.slipway.gotemplate.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class GoUnicodeTest {
  @Test
  void allCodePointsArePrintableWhereGoSaysSo() {
    CRC32 crc = new CRC32();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      crc.update(GoUnicode.isPrint(c) ? '1' : '0');
    }
    // Of Go 1.26 with Unicode 15.0: crc32.ChecksumIEEE of '1' or '0' for unicode.IsPrint of each.
    assertThat(crc.getValue()).isEqualTo(0xDD470FB5L);
  }
}
