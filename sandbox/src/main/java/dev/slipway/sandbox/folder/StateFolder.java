package dev.slipway.sandbox.folder;

import dev.slipway.core.AtomicFile;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a store on disk: a file with all objects at one moment, and a log of each write since. A
/// write is in the log before it is answered, so that a killed process loses none; a machine that
/// fails may lose the last second. Safe for use by several threads.
public final class StateFolder implements AutoCloseable {
  private static final String LOG = "log";
  private static final String OBJECTS = "objects";
  private static final long SYNC_MILLIS = 1000;

  private final Path folder;
  private final FileChannel lockFile;
  private final AtomicBoolean dirty = new AtomicBoolean();
  private volatile @Nullable FileChannel log;
  private volatile @Nullable Thread syncer;

  private StateFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /// Takes a folder, made if it is not there, for this process alone.
  ///
  /// @throws IOException if it cannot be written, or another process has it
  public static StateFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException("another process uses this folder");
      }
    } catch (OverlappingFileLockException e) {
      lockFile.close();
      throw new IOException("another sandbox of this process uses this folder", e);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
    return new StateFolder(folder, lockFile);
  }

  /// A small text that is kept beside the objects, made once.
  public String text(String name, Supplier<String> first) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      AtomicFile.write(file, first.get().getBytes(StandardCharsets.UTF_8));
    }
    return Files.readString(file);
  }

  /// Reads what is kept into an empty store, and keeps what is written to it from then on.
  ///
  /// @throws IOException if what is there cannot be read
  public void attach(ObjectStore store) throws IOException {
    Map<StoreKey, Map<String, @Nullable Object>> objects = new LinkedHashMap<>();
    long last = Math.max(read(OBJECTS, objects), read(LOG, objects));
    if (last > 0) {
      List<ObjectStore.Saved> saved = new ArrayList<>(objects.size());
      for (Map.Entry<StoreKey, Map<String, @Nullable Object>> entry : objects.entrySet()) {
        saved.add(new ObjectStore.Saved(entry.getKey(), entry.getValue()));
      }
      store.restore(saved, last);
    }
    writeObjects(objects, last);
    log =
        FileChannel.open(
            folder.resolve(LOG),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    store.addListener(this::append);
    syncer = Thread.ofVirtual().name("sandbox-sync").start(this::sync);
  }

  /// Reads lines of one of the files.
  ///
  /// @return the last version in it; 0 if there is none
  private long read(String name, Map<StoreKey, Map<String, @Nullable Object>> objects)
      throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return 0;
    }
    long last = 0;
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        Map<?, ?> entry;
        try {
          entry = (Map<?, ?>) Json.readExact(line);
        } catch (YamlException | ClassCastException e) {
          if (name.equals(LOG) && lines.readLine() == null) {
            // The process was killed while it wrote this line, which nobody was told of.
            return last;
          }
          throw new IOException(file + ": line " + number + " is damaged", e);
        }
        last = Math.max(last, apply(entry == null ? Map.of() : entry, objects));
      }
    }
    return last;
  }

  @SuppressWarnings("unchecked")
  private static long apply(Map<?, ?> entry, Map<StoreKey, Map<String, @Nullable Object>> objects) {
    if (entry.get("name") instanceof String name) {
      StoreKey key =
          new StoreKey(
              new GroupResource(
                  String.valueOf(entry.get("group")), String.valueOf(entry.get("resource"))),
              String.valueOf(entry.get("namespace")),
              name);
      if (entry.get("object") instanceof Map<?, ?> object) {
        objects.put(key, (Map<String, @Nullable Object>) object);
      } else {
        objects.remove(key);
      }
    }
    return entry.get("version") instanceof Number version ? version.longValue() : 0;
  }

  private void writeObjects(Map<StoreKey, Map<String, @Nullable Object>> objects, long last)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    objects.forEach(
        (key, tree) -> line(out, key, last, Json.writeRaw(tree).getBytes(StandardCharsets.UTF_8)));
    out.writeBytes(("{\"version\":" + last + "}\n").getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(folder.resolve(OBJECTS), out.toByteArray());
  }

  private static void line(
      ByteArrayOutputStream out, StoreKey key, long version, byte @Nullable [] object) {
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("version", version);
    head.put("group", key.resource().group());
    head.put("resource", key.resource().resource());
    head.put("namespace", key.namespace());
    head.put("name", key.name());
    String text = Json.writeRaw(head);
    out.writeBytes(text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8));
    if (object != null) {
      out.writeBytes(",\"object\":".getBytes(StandardCharsets.UTF_8));
      out.writeBytes(object);
    }
    out.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
  }

  /// Called by the store while it is locked, so that lines stand in the order of writes.
  private void append(StoreEvent event) {
    FileChannel channel = log;
    if (channel == null || !channel.isOpen()) {
      return;
    }
    StoredObject object = event.object();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    boolean isGone = event.type() == StoreEvent.Type.DELETED;
    line(out, object.key(), event.revision(), isGone ? null : object.json());
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the log cannot be written", e);
    }
    dirty.set(true);
  }

  private void sync() {
    try {
      while (true) {
        Thread.sleep(SYNC_MILLIS);
        FileChannel channel = log;
        if (channel != null && dirty.getAndSet(false)) {
          channel.force(false);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the log cannot be written", e);
    }
  }

  /// Writes out what is left and leaves the folder to others.
  ///
  /// @throws IOException if that fails
  @Override
  public void close() throws IOException {
    Thread thread = syncer;
    if (thread != null) {
      thread.interrupt();
    }
    FileChannel channel = log;
    if (channel != null) {
      channel.force(false);
      channel.close();
    }
    lockFile.close();
  }
}
