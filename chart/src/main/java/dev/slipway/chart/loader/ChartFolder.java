package dev.slipway.chart.loader;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads the files of a chart's folder in the order in which Helm walks it: names sorted by their
/// bytes, symbolic links followed, .helmignore obeyed. Used once.
///
/// Helm follows links wherever they lead. Here they may not leave the Git work tree that holds the
/// chart; outside of one, they may not leave the folder that holds the chart's folder.
final class ChartFolder {
  /// The greatest size of all files together: that of Helm.
  static final long MAX_BYTES = 100L * 1024 * 1024;

  private final Path top;
  private final Path boundary;
  private final IgnoreRules rules;
  private final List<ChartFile> files = new ArrayList<>();
  private final Deque<Path> realFolders = new ArrayDeque<>();
  private long remaining = MAX_BYTES;

  private ChartFolder(Path top, Path boundary, IgnoreRules rules) {
    this.top = top;
    this.boundary = boundary;
    this.rules = rules;
  }

  /// The files of the folder.
  ///
  /// @throws ChartException if a file cannot be read, is no regular file, is too large, or a link
  ///   leads outside
  static List<ChartFile> read(Path folder) {
    Path top = folder.toAbsolutePath().normalize();
    try {
      Path ignoreFile = top.resolve(IgnoreRules.FILE_NAME);
      IgnoreRules rules =
          Files.exists(ignoreFile)
              ? IgnoreRules.parse(Files.readAllBytes(ignoreFile))
              : IgnoreRules.defaults();
      Path real = top.toRealPath();
      ChartFolder reader = new ChartFolder(top, boundaryOf(real), rules);
      reader.walkFolder(top, real);
      return reader.files;
    } catch (IOException e) {
      throw readError(top, e);
    }
  }

  private static Path boundaryOf(Path realChart) {
    for (Path folder = realChart; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        return folder;
      }
    }
    Path parent = realChart.getParent();
    return parent == null ? realChart : parent;
  }

  private void walkFolder(Path folder, Path real) throws IOException {
    if (realFolders.contains(real)) {
      throw ChartException.of(
          ChartErrorCode.LINK_LEADS_OUTSIDE,
          "symbolic links form a cycle at " + name(folder),
          "Remove the link: it leads to a folder that holds it.");
    }
    realFolders.push(real);
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    // A plain lambda: those of Comparator's methods are not in the start-up archive.
    entries.sort((a, b) -> GoStrings.BYTE_ORDER.compare(fileName(a), fileName(b)));
    for (Path entry : entries) {
      walk(entry);
    }
    realFolders.pop();
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void walk(Path path) throws IOException {
    boolean link = Files.isSymbolicLink(path);
    if (link && !Files.exists(path)) {
      throw ChartException.of(
          ChartErrorCode.READ,
          "error evaluating symlink "
              + path
              + ": lstat "
              + target(path)
              + ": no such file or directory",
          "The link leads nowhere: correct or remove it.");
    }
    boolean folder = Files.isDirectory(path);
    if (rules.ignores(name(path), folder)) {
      return;
    }
    Path real = path;
    if (link) {
      real = path.toRealPath();
      checkInside(path, real);
    }
    if (folder) {
      walkFolder(path, link ? real : path.toRealPath());
    } else if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      addFile(path);
    } else {
      throw ChartException.of(
          ChartErrorCode.READ,
          "cannot load irregular file " + path + " as it has file mode type bits set",
          "A chart may hold only files and folders: remove it or name it in .helmignore.");
    }
  }

  private static Path target(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    Path parent = link.getParent();
    return parent == null ? target : parent.resolve(target).normalize();
  }

  private void checkInside(Path link, Path real) {
    if (!real.startsWith(boundary)) {
      throw ChartException.of(
          ChartErrorCode.LINK_LEADS_OUTSIDE,
          "symbolic link " + name(link) + " leads to " + real + ", outside of " + boundary,
          "Links of a chart may lead anywhere in its Git repository, or without one, in the folder"
              + " that holds the chart: copy the file instead.");
    }
  }

  private void addFile(Path path) throws IOException {
    if (Files.size(path) > remaining) {
      throw ChartException.of(
          ChartErrorCode.CHART_TOO_LARGE,
          "error reading "
              + name(path)
              + ": chart exceeds maximum decompressed size of "
              + MAX_BYTES
              + " bytes",
          "Name what does not belong to the chart in .helmignore.");
    }
    byte[] data = Files.readAllBytes(path);
    remaining -= data.length;
    files.add(new ChartFile(name(path), ChartLoader.withoutByteOrderMark(data)));
  }

  private String name(Path path) {
    return top.relativize(path).toString().replace(java.io.File.separatorChar, '/');
  }

  private static ChartException readError(Path folder, IOException cause) {
    return new ChartException(
        ChartErrorCode.READ, "error reading " + folder + ": " + cause.getMessage(), cause);
  }
}
