package dev.slipway.pipeline.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The digests of files, kept between runs with the times and sizes they had, as Git's index does:
/// a file is read again only when those differ. Safe for use by several threads.
final class FileIndex {
  private static final int FORMAT = 1;

  /// A file that changed so shortly before it was read may have changed again in the same tick.
  private static final long RACY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private record Stamp(long modified, long size, String identity, long readAt, String digest) {
    boolean isOf(BasicFileAttributes now) {
      return modified == nanos(now)
          && size == now.size()
          && identity.equals(Objects.toString(now.fileKey()))
          && modified + RACY_NANOS < readAt;
    }
  }

  private final Map<String, Stamp> stamps;
  private volatile boolean changed;

  private FileIndex(Map<String, Stamp> stamps) {
    this.stamps = stamps;
  }

  /// The index that [#toBytes] wrote; an empty one when there is none, or no readable one.
  static FileIndex of(byte @Nullable [] bytes) {
    Map<String, Stamp> stamps = new ConcurrentHashMap<>();
    if (bytes == null) {
      return new FileIndex(stamps);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() == FORMAT) {
        for (int count = in.readInt(); count > 0; count--) {
          String path = in.readUTF();
          stamps.put(
              path,
              new Stamp(in.readLong(), in.readLong(), in.readUTF(), in.readLong(), in.readUTF()));
        }
      }
    } catch (IOException e) {
      // Half an index is none.
      stamps.clear();
    }
    return new FileIndex(stamps);
  }

  /// Whether something was added since it was read.
  boolean isChanged() {
    return changed;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      Map<String, Stamp> all = Map.copyOf(stamps);
      out.writeInt(all.size());
      for (Map.Entry<String, Stamp> entry : all.entrySet()) {
        Stamp stamp = entry.getValue();
        out.writeUTF(entry.getKey());
        out.writeLong(stamp.modified);
        out.writeLong(stamp.size);
        out.writeUTF(stamp.identity);
        out.writeLong(stamp.readAt);
        out.writeUTF(stamp.digest);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /// The digest of the file that `attributes` are of.
  ///
  /// @throws IOException if it cannot be read
  String digest(Path file, BasicFileAttributes attributes) throws IOException {
    String path = file.toString();
    Stamp known = stamps.get(path);
    if (known != null && known.isOf(attributes)) {
      return known.digest;
    }
    long readAt = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    String digest = Digest.of(Files.readAllBytes(file));
    stamps.put(
        path,
        new Stamp(
            nanos(attributes),
            attributes.size(),
            Objects.toString(attributes.fileKey()),
            readAt,
            digest));
    changed = true;
    return digest;
  }

  private static long nanos(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }
}
