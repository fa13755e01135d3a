package dev.slipway.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The few forms of ASN.1's distinguished encoding rules that a certificate is made of. The JDK
/// reads certificates, but offers nothing to make one.
final class Der {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return tagged(0x31, parts);
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] yes() {
    return tagged(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] text(String value) {
    return tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] octets(byte[] value) {
    return tagged(0x04, value);
  }

  /// A bit string; `unused` bits at its end do not count.
  static byte[] bits(int unused, byte[] value) {
    return tagged(0x03, new byte[] {(byte) unused}, value);
  }

  static byte[] time(Instant value) {
    return tagged(0x18, TIME.format(value).getBytes(StandardCharsets.US_ASCII));
  }

  /// An object identifier from its dotted form.
  static byte[] oid(String dotted) {
    String[] numbers = dotted.split("\\.", -1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
    for (int i = 2; i < numbers.length; i++) {
      int number = Integer.parseInt(numbers[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (number >> shift != 0) {
          out.write(0x80 | (number >> shift & 0x7f));
        }
      }
      out.write(number & 0x7f);
    }
    return tagged(0x06, out.toByteArray());
  }

  /// Any value: its tag, its length, and what is in it.
  static byte[] tagged(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int size = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      out.write(0x80 | size);
      for (int i = size - 1; i >= 0; i--) {
        out.write(length >> (8 * i) & 0xff);
      }
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
