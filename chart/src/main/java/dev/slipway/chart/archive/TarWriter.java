package dev.slipway.chart.archive;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// Writes regular files to a tar archive in the USTAR format, with a PAX header for names that do
/// not fit. The same files give the same bytes. Confined to one thread.
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int PREFIX_LENGTH = 155;

  private final OutputStream out;
  private final long seconds;

  TarWriter(OutputStream out, Instant modified) {
    this.out = out;
    this.seconds = Math.max(0, modified.getEpochSecond());
  }

  void file(String name, byte[] content) throws IOException {
    byte[] bytes = GoStrings.toBytes(name);
    int split = split(bytes);
    if (split < 0 || !isAscii(bytes)) {
      byte[] record = paxRecord("path", bytes);
      header("PaxHeaders.0/entry".getBytes(StandardCharsets.US_ASCII), 0, 'x', record.length);
      content(record);
      byte[] shortened = Arrays.copyOf(bytes, Math.min(bytes.length, NAME_LENGTH));
      header(shortened, 0, '0', content.length);
    } else {
      header(bytes, split, '0', content.length);
    }
    content(content);
  }

  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  /// Where the prefix ends: 0 when the name needs none, -1 when it does not fit.
  private static int split(byte[] name) {
    if (name.length <= NAME_LENGTH) {
      return 0;
    }
    for (int i = Math.min(name.length - 1, PREFIX_LENGTH); i > 0; i--) {
      if (name[i] == '/') {
        int rest = name.length - i - 1;
        return rest > 0 && rest <= NAME_LENGTH ? i : -1;
      }
    }
    return -1;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }

  /// `LENGTH KEY=VALUE\n`, where LENGTH counts its own digits.
  private static byte[] paxRecord(String key, byte[] value) {
    int base = key.length() + value.length + 3;
    int length = base + Integer.toString(base).length();
    length = base + Integer.toString(length).length();
    byte[] record =
        Arrays.copyOf((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII), length);
    System.arraycopy(value, 0, record, length - value.length - 1, value.length);
    record[length - 1] = '\n';
    return record;
  }

  private void header(byte[] name, int split, char type, int size) throws IOException {
    byte[] block = new byte[BLOCK];
    if (split == 0) {
      System.arraycopy(name, 0, block, 0, name.length);
    } else {
      System.arraycopy(name, 0, block, 345, split);
      System.arraycopy(name, split + 1, block, 0, name.length - split - 1);
    }
    octal(block, 100, 7, 0644);
    octal(block, 108, 7, 0);
    octal(block, 116, 7, 0);
    octal(block, 124, 11, size);
    octal(block, 136, 11, seconds);
    block[156] = (byte) type;
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
    octal(block, 329, 7, 0);
    octal(block, 337, 7, 0);
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    octal(block, 148, 6, sum);
    block[154] = 0;
    out.write(block);
  }

  private static void octal(byte[] block, int offset, int digits, long value) {
    long rest = value;
    for (int i = offset + digits - 1; i >= offset; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }

  private void content(byte[] content) throws IOException {
    out.write(content);
    out.write(new byte[-content.length & (BLOCK - 1)]);
  }
}
