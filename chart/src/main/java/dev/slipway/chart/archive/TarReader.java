package dev.slipway.chart.archive;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a tar archive entry by entry: the USTAR, PAX and GNU formats, as far as Go's archive/tar
/// reads them, with its error texts. Links, devices and sparse files are reported as such and never
/// followed. Confined to one thread.
///
/// It is a few hundred lines of our own since nothing else here needs an archive library, and since
/// the rules about what is refused, and with which words, are then ours.
final class TarReader {
  private static final int BLOCK = 512;
  private static final int MAX_EXTENSION = 1024 * 1024;
  private static final long MAX_SIZE = 1L << 53;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK];
  private long unread;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /// The next entry, or null at the end of the archive. What was not read of the entry before is
  /// skipped.
  @Nullable TarEntry next() throws IOException {
    String longName = null;
    PaxRecords pax = PaxRecords.NONE;
    while (true) {
      if (!readHeader()) {
        return null;
      }
      int flag = block[156] & 0xFF;
      long size = number(124, 12);
      if (size < 0 || size > MAX_SIZE) {
        throw invalidHeader();
      }
      begin(size);
      switch (flag) {
        case 'x' -> pax = PaxRecords.parse(readExtension());
        case 'L' -> longName = text(readExtension());
        case 'K' -> readExtension();
        default -> {
          return entry(flag, size, longName, pax);
        }
      }
    }
  }

  private TarEntry entry(int flag, long size, @Nullable String longName, PaxRecords pax) {
    String name = pax.path() != null ? pax.path() : longName != null ? longName : headerName();
    long realSize = pax.size() >= 0 ? pax.size() : size;
    begin(realSize);
    TarEntry.Kind kind = pax.sparse() ? TarEntry.Kind.SPARSE_FILE : TarEntry.Kind.of(flag, name);
    return new TarEntry(name, kind, realSize);
  }

  /// The content of the entry that [#next] returned last.
  byte[] readContent() throws IOException {
    byte[] content = in.readNBytes(Math.toIntExact(unread));
    if (content.length < unread) {
      throw BoundedInflater.cutOff(null);
    }
    unread = 0;
    return content;
  }

  private void begin(long size) {
    unread = size;
    padding = (int) (-size & (BLOCK - 1));
  }

  private byte[] readExtension() throws IOException {
    if (unread > MAX_EXTENSION) {
      throw new ChartException(
          ChartErrorCode.CHART_TOO_LARGE, "archive/tar: header field too long");
    }
    return readContent();
  }

  private boolean readHeader() throws IOException {
    skip(unread + padding);
    begin(0);
    int count = in.readNBytes(block, 0, BLOCK);
    if (count == 0) {
      return false;
    }
    if (count < BLOCK) {
      throw BoundedInflater.cutOff(null);
    }
    if (isZero()) {
      count = in.readNBytes(block, 0, BLOCK);
      if (count > 0 && count < BLOCK) {
        throw BoundedInflater.cutOff(null);
      }
      if (count == BLOCK && !isZero()) {
        throw invalidHeader();
      }
      return false;
    }
    if (!checksumMatches()) {
      throw invalidHeader();
    }
    return true;
  }

  private void skip(long count) throws IOException {
    byte[] sink = new byte[8192];
    long left = count;
    while (left > 0) {
      int read = in.read(sink, 0, (int) Math.min(sink.length, left));
      if (read < 0) {
        throw BoundedInflater.cutOff(null);
      }
      left -= read;
    }
  }

  private boolean isZero() {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /// Old tools summed signed bytes, so either sum will do.
  private boolean checksumMatches() {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += b & 0xFF;
      signed += b;
    }
    long wanted = number(148, 8);
    return wanted == unsigned || wanted == signed;
  }

  private String headerName() {
    String name = text(100, 0);
    boolean ustar =
        block[257] == 'u'
            && block[258] == 's'
            && block[259] == 't'
            && block[260] == 'a'
            && block[261] == 'r'
            && block[262] == 0;
    if (!ustar) {
      return name;
    }
    String prefix = text(155, 345);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String text(int length, int offset) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return GoStrings.fromBytes(block, offset, end - offset);
  }

  private static String text(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return GoStrings.fromBytes(bytes, 0, end);
  }

  /// A number in octal digits, or in base 256 when the first bit is set.
  private long number(int offset, int length) {
    if ((block[offset] & 0x80) != 0) {
      return base256(offset, length);
    }
    int start = offset;
    int end = offset + length;
    while (start < end && isBlank(block[start])) {
      start++;
    }
    while (end > start && isBlank(block[end - 1])) {
      end--;
    }
    long value = 0;
    for (int i = start; i < end && block[i] != 0; i++) {
      if (block[i] < '0' || block[i] > '7' || value > MAX_SIZE) {
        throw invalidHeader();
      }
      value = value * 8 + (block[i] - '0');
    }
    return value;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == 0;
  }

  private long base256(int offset, int length) {
    boolean negative = (block[offset] & 0x40) != 0;
    long value = 0;
    for (int i = 0; i < length; i++) {
      int b = block[offset + i] & 0xFF;
      if (i == 0) {
        b &= 0x3F;
      }
      if (negative || value >>> 55 != 0) {
        throw invalidHeader();
      }
      value = value << 8 | b;
    }
    return value;
  }

  static ChartException invalidHeader() {
    return new ChartException(ChartErrorCode.READ, "archive/tar: invalid tar header");
  }
}
