package dev.slipway.cli.sandbox;

import dev.slipway.core.AtomicFile;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folder in which a process with simulated clusters leaves what others need to find it.
///
/// @param path the folder
public record SandboxFolder(Path path) {
  private static final String RECORD = "process.json";

  /// A running process.
  ///
  /// @param pid its number
  /// @param started when it was started, by which another process of that number is told from it
  /// @param clusters the clusters' names and addresses
  public record Running(long pid, Instant started, Map<String, String> clusters) {
    public Running {
      clusters = new LinkedHashMap<>(clusters);
    }

    /// The process, if it still runs.
    public Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> handle.info().startInstant().map(started::equals).orElse(true));
    }
  }

  /// The kubeconfig of all clusters, one context for each.
  public Path kubeconfig() {
    return path.resolve("kubeconfig");
  }

  /// What the process prints.
  public Path log() {
    return path.resolve("log");
  }

  /// What the clusters hold, where that is kept.
  public Path state() {
    return path.resolve("state");
  }

  /// The process that runs.
  ///
  /// @throws IOException if the folder cannot be read
  public Optional<Running> running() throws IOException {
    try {
      Object read = Json.readExact(Files.readString(path.resolve(RECORD)));
      if (read instanceof Map<?, ?> map
          && map.get("pid") instanceof Long pid
          && map.get("started") instanceof String started
          && map.get("clusters") instanceof List<?> list) {
        Map<String, String> clusters = new LinkedHashMap<>();
        for (Object item : list) {
          if (item instanceof Map<?, ?> cluster) {
            clusters.put(
                String.valueOf(cluster.get("name")), String.valueOf(cluster.get("server")));
          }
        }
        Running running = new Running(pid, Instant.parse(started), clusters);
        return running.process().isPresent() ? Optional.of(running) : Optional.empty();
      }
      return Optional.empty();
    } catch (NoSuchFileException | YamlException _) {
      // Nothing runs, or a file that is none of ours: the next start replaces it.
      return Optional.empty();
    }
  }

  /// Says that this process runs these clusters.
  ///
  /// @param clusters the clusters' names and addresses
  /// @throws IOException if the folder cannot be written
  public void announce(Map<String, String> clusters) throws IOException {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    clusters.forEach((name, server) -> {
      Map<String, @Nullable Object> cluster = new LinkedHashMap<>();
      cluster.put("name", name);
      cluster.put("server", server);
      list.add(cluster);
    });
    ProcessHandle self = ProcessHandle.current();
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("pid", self.pid());
    record.put("started", self.info().startInstant().orElse(Instant.EPOCH).toString());
    record.put("clusters", list);
    AtomicFile.write(
        path.resolve(RECORD), (Json.writePretty(record) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Forgets the process.
  ///
  /// @throws IOException if the folder cannot be written
  public void withdraw() throws IOException {
    Files.deleteIfExists(path.resolve(RECORD));
  }
}
