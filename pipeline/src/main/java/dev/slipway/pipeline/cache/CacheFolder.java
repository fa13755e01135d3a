package dev.slipway.pipeline.cache;

import dev.slipway.core.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A folder of results that later runs can use. Every file in it is written to the side and put in
/// its place in one step, and says itself whether it is whole, so that two runs at once, a crash
/// and a deletion at any time do no harm; what cannot be read or written counts as not there. Only
/// the user may read it. Safe for use by several threads.
public final class CacheFolder {
  private static final int CHECK = Long.BYTES;
  private static final Duration YOUNG = Duration.ofDays(1);

  private final Path folder;
  private final String program;
  private final long mostBytes;
  private volatile boolean written;

  private CacheFolder(Path folder, String program, long mostBytes) {
    this.folder = folder;
    this.program = Digest.of(program);
    this.mostBytes = mostBytes;
  }

  /// @param folder where; made when something is written
  /// @param program which build of the program: results of another are none
  /// @param mostBytes how large it may become; the oldest results go first
  public static CacheFolder in(Path folder, String program, long mostBytes) {
    return new CacheFolder(folder, program, mostBytes);
  }

  /// The content under a key; null when there is none.
  public byte @Nullable [] get(String key) {
    Path file = file(key);
    try {
      byte[] stored = Files.readAllBytes(file);
      int length = stored.length - CHECK;
      if (length < 0 || ByteBuffer.wrap(stored).getLong(length) != check(stored, length)) {
        return null;
      }
      byte[] content = Arrays.copyOf(stored, length);
      touch(file);
      return content;
    } catch (IOException e) {
      return null;
    }
  }

  /// Whether there is something under a key.
  public boolean has(String key) {
    return Files.isRegularFile(file(key));
  }

  /// Keeps content under a key, if that is possible.
  public void put(String key, byte[] content) {
    byte[] stored = Arrays.copyOf(content, content.length + CHECK);
    ByteBuffer.wrap(stored).putLong(content.length, check(content, content.length));
    try {
      prepare();
      AtomicFile.write(file(key), stored);
      written = true;
    } catch (IOException e) {
      // A full disk makes the next run slower, not wrong.
      written = true;
    }
  }

  /// Tells whether a file is whole.
  private static long check(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue() << 32 | length;
  }

  private void prepare() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private Path file(String key) {
    String name = Digest.of(program, key);
    return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
  }

  private static void touch(Path file) throws IOException {
    Instant now = Instant.now();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(YOUNG))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  /// The files and variables as they are now, with the digests that earlier runs found.
  public Surroundings surroundings(Map<String, String> variables) {
    FileIndex index = FileIndex.of(get("index"));
    Surroundings surroundings = new Surroundings(index, variables);
    indexes.add(index);
    return surroundings;
  }

  private final List<FileIndex> indexes = new ArrayList<>();

  /// Ends a run: keeps the digests it found and removes the oldest results above the bound.
  public void end() {
    for (FileIndex index : indexes) {
      if (index.isChanged()) {
        put("index", index.toBytes());
      }
    }
    if (written) {
      try {
        sweep();
      } catch (IOException e) {
        // Another run sweeps too.
        written = false;
      }
    }
  }

  private record Stored(Path path, long size, FileTime used) {}

  private void sweep() throws IOException {
    List<Stored> all = new ArrayList<>();
    long bytes = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder)) {
      for (Path part : parts) {
        bytes += collect(part, all);
      }
    }
    if (bytes <= mostBytes) {
      return;
    }
    all.sort(Comparator.comparing(Stored::used));
    for (Stored stored : all) {
      if (bytes <= mostBytes / 2) {
        break;
      }
      Files.deleteIfExists(stored.path);
      bytes -= stored.size;
    }
  }

  private static long collect(Path part, List<Stored> all) throws IOException {
    long bytes = 0;
    if (Files.isDirectory(part)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
        for (Path file : files) {
          try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            all.add(new Stored(file, a.size(), a.lastModifiedTime()));
            bytes += a.size();
          } catch (NoSuchFileException e) {
            // Another run removed it.
          }
        }
      }
    }
    return bytes;
  }
}
