package dev.slipway.chart.archive;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads chart archives (`.tgz`), which are untrusted input: sizes, the number of entries and the
/// ratio of compression are bounded, and whatever could lead outside the chart is refused.
///
/// Links, devices and sparse files are refused by name. Helm loads them as empty files, which hides
/// that something is missing.
public final class ChartArchive {
  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private ChartArchive() {}

  /// The files of the archive at `path`, named relative to its base directory, in the archive's
  /// order, without byte order marks.
  ///
  /// @throws ChartException if it is not an archive, is cut off, exceeds the limits or is hostile
  public static List<ChartFile> read(Path path, ArchiveLimits limits) {
    try (InputStream file = Files.newInputStream(path);
        BufferedInputStream in = new BufferedInputStream(file)) {
      ensureArchive(path, in);
      return read(in, limits);
    } catch (NoSuchFileException e) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND, "stat " + path + ": no such file or directory", e);
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.READ, "read " + path + ": " + e.getMessage(), e);
    } catch (ChartException e) {
      throw located(e, path);
    }
  }

  /// The files of an archive; see [#read(Path, ArchiveLimits)].
  ///
  /// @param in the gzip stream; not closed
  public static List<ChartFile> read(InputStream in, ArchiveLimits limits) {
    try {
      return entries(new TarReader(new BoundedInflater(in, limits)), limits);
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.READ, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<ChartFile> entries(TarReader tar, ArchiveLimits limits) throws IOException {
    List<ChartFile> files = new ArrayList<>();
    long remaining = limits.maxTotalBytes();
    int count = 0;
    TarEntry entry = tar.next();
    while (entry != null) {
      if (++count > limits.maxEntries()) {
        throw new ChartException(
            ChartErrorCode.CHART_TOO_LARGE,
            "chart archive has more than the maximum of " + limits.maxEntries() + " entries");
      }
      if (entry.kind() != TarEntry.Kind.DIRECTORY && entry.kind() != TarEntry.Kind.GLOBAL_HEADER) {
        String name = EntryName.inChart(entry);
        checkSize(entry, remaining, limits);
        byte[] content = tar.readContent();
        remaining -= content.length;
        if (remaining <= 0) {
          throw BoundedInflater.tooLarge(limits.maxTotalBytes());
        }
        files.add(new ChartFile(name, withoutMark(content)));
      }
      entry = tar.next();
    }
    if (files.isEmpty()) {
      throw new ChartException(ChartErrorCode.INVALID_CHART_FILE, "no files in chart archive");
    }
    return files;
  }

  private static void checkSize(TarEntry entry, long remaining, ArchiveLimits limits) {
    if (entry.size() > remaining) {
      throw BoundedInflater.tooLarge(limits.maxTotalBytes());
    }
    if (entry.size() > limits.maxFileBytes()) {
      throw new ChartException(
          ChartErrorCode.CHART_TOO_LARGE,
          "decompressed chart file \""
              + entry.name()
              + "\" is larger than the maximum file size "
              + limits.maxFileBytes());
    }
  }

  private static byte[] withoutMark(byte[] content) {
    boolean marked = content.length >= 3 && Arrays.equals(content, 0, 3, UTF8_MARK, 0, 3);
    return marked ? Arrays.copyOfRange(content, 3, content.length) : content;
  }

  /// Says early, and with a hint, that something is no archive: people pass a values file where a
  /// chart is expected.
  private static void ensureArchive(Path path, BufferedInputStream in) throws IOException {
    in.mark(512);
    byte[] head = in.readNBytes(512);
    in.reset();
    if (head.length >= 3 && head[0] == 0x1F && head[1] == (byte) 0x8B && head[2] == 8) {
      return;
    }
    String name = path.toString();
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      throw ChartException.of(
          ChartErrorCode.INVALID_CHART_FILE,
          "file '" + name + "' seems to be a YAML file, but expected a gzipped archive",
          "values files are given with -f");
    }
    // Helm looks at a buffer of 512 bytes, however short the file is.
    String type = ContentSniffer.detect(Arrays.copyOf(head, 512));
    throw new ChartException(
        ChartErrorCode.INVALID_CHART_FILE,
        "file '" + name + "' does not appear to be a gzipped archive; got '" + type + "'");
  }

  private static ChartException located(ChartException e, Path path) {
    Diagnostic d = e.diagnostic();
    if (d.location() != null) {
      return e;
    }
    boolean noGzip = d.message().equals("gzip: invalid header");
    Diagnostic better =
        new Diagnostic(
            d.code(),
            d.severity(),
            noGzip
                ? "file '"
                    + path
                    + "' does not appear to be a valid chart file (details: "
                    + d.message()
                    + ")"
                : d.message(),
            SourceLocation.of(path.toString()),
            null,
            d.notes(),
            d.hint());
    return new ChartException(better, cause(e));
  }

  private static @Nullable Throwable cause(ChartException e) {
    return e.getCause() == null ? e : e.getCause();
  }
}
