package dev.slipway.chart.archive;

import dev.slipway.core.GoStrings;
import org.jspecify.annotations.Nullable;

/// What a PAX extended header says about the entry after it, as far as a chart needs it.
///
/// @param path its path, or null
/// @param size its size, or -1
/// @param sparse whether it is a sparse file
record PaxRecords(@Nullable String path, long size, boolean sparse) {
  static final PaxRecords NONE = new PaxRecords(null, -1, false);

  /// Reads records of the form `LENGTH KEY=VALUE\n`.
  static PaxRecords parse(byte[] bytes) {
    String path = null;
    long size = -1;
    boolean sparse = false;
    int at = 0;
    while (at < bytes.length) {
      int space = indexOf(bytes, ' ', at, bytes.length);
      long length = decimal(bytes, at, space);
      int end = (int) Math.min(at + length, Integer.MAX_VALUE);
      if (length < 5 || end > bytes.length || bytes[end - 1] != '\n') {
        throw TarReader.invalidHeader();
      }
      int equals = indexOf(bytes, '=', space + 1, end);
      String key = GoStrings.fromBytes(bytes, space + 1, equals - space - 1);
      switch (key) {
        case "path" -> path = validPath(bytes, equals + 1, end - 1);
        case "size" -> size = decimal(bytes, equals + 1, end - 1);
        default -> sparse |= key.startsWith("GNU.sparse.");
      }
      at = end;
    }
    return new PaxRecords(path, size, sparse);
  }

  /// An empty path means that the header's own path holds.
  private static @Nullable String validPath(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == 0) {
        throw TarReader.invalidHeader();
      }
    }
    return end == start ? null : GoStrings.fromBytes(bytes, start, end - start);
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw TarReader.invalidHeader();
  }

  private static long decimal(byte[] bytes, int start, int end) {
    if (start >= end || end - start > 15) {
      throw TarReader.invalidHeader();
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        throw TarReader.invalidHeader();
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}
