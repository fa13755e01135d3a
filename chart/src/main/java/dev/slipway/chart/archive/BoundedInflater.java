package dev.slipway.chart.archive;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The decompressed bytes of a gzip stream, counted on both sides so that a small archive cannot
/// unpack to something huge. Failures carry the texts of Go's compress/gzip. Confined to one
/// thread.
final class BoundedInflater extends InputStream {
  private static final int BUFFER = 64 * 1024;
  private static final long RATIO_FLOOR = 16L * 1024 * 1024;
  private static final long HEADER_ALLOWANCE = 4096;

  private final ArchiveLimits limits;
  private final Counter compressed;
  private final GZIPInputStream inflated;
  private long produced;

  BoundedInflater(InputStream in, ArchiveLimits limits) {
    this.limits = limits;
    this.compressed = new Counter(in);
    try {
      this.inflated = new GZIPInputStream(compressed, BUFFER);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count;
    try {
      count = inflated.read(target, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
    if (count > 0) {
      produced += count;
      check();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    inflated.close();
  }

  private void check() {
    if (produced > limits.maxTotalBytes() + HEADER_ALLOWANCE * limits.maxEntries()) {
      throw tooLarge(limits.maxTotalBytes());
    }
    if (produced > RATIO_FLOOR && produced / limits.maxRatio() > compressed.count) {
      throw ChartException.of(
          ChartErrorCode.CHART_TOO_LARGE,
          "decompressed chart is more than " + limits.maxRatio() + " times as large as its archive",
          "this looks like a decompression bomb: do not trust where it came from");
    }
  }

  static ChartException tooLarge(long limit) {
    return new ChartException(
        ChartErrorCode.CHART_TOO_LARGE,
        "decompressed chart is larger than the maximum size " + limit);
  }

  static ChartException cutOff(@Nullable Throwable cause) {
    return new ChartException(
        Diagnostic.error(ChartErrorCode.READ, "unexpected EOF")
            .withHint("the archive is cut off: fetch it again"),
        cause);
  }

  private static ChartException failure(IOException e) {
    String text = e.getMessage() == null ? "" : e.getMessage();
    if (e instanceof EOFException) {
      return cutOff(e);
    }
    if (e instanceof ZipException && text.equals("Not in GZIP format")) {
      return new ChartException(ChartErrorCode.READ, "gzip: invalid header", e);
    }
    if (e instanceof ZipException && text.startsWith("Corrupt GZIP trailer")) {
      return new ChartException(ChartErrorCode.READ, "gzip: invalid checksum", e);
    }
    if (e instanceof ZipException) {
      return new ChartException(ChartErrorCode.READ, "flate: corrupt input: " + text, e);
    }
    return new ChartException(ChartErrorCode.READ, text.isEmpty() ? e.toString() : text, e);
  }

  private static final class Counter extends FilterInputStream {
    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      if (value >= 0) {
        count++;
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      if (read > 0) {
        count += read;
      }
      return read;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = in.skip(n);
      count += skipped;
      return skipped;
    }
  }
}
