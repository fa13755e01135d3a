package dev.slipway.compat;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Helm's results, kept in the cache by the version of Helm, its renderer and the list of jobs;
/// made with the batch renderer when they are not there.
final class GoldenStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path cache;

  GoldenStore(Path cache) {
    this.cache = cache;
  }

  /// The results of those jobs, in their order.
  List<Golden> of(Peer peer, String collection, List<Job> jobs)
      throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (Job job : jobs) {
      lines.append(JSON.writeValueAsString(job)).append('\n');
    }
    Path renderer = cache.resolve("bin").resolve("render-" + peer.version());
    String stamp = Files.readString(renderer.resolveSibling(renderer.getFileName() + ".stamp"));
    Path folder =
        cache
            .resolve("goldens")
            .resolve(peer.version() + "-" + stamp.strip())
            .resolve(collection + "-" + digest(lines.toString()));
    Path results = folder.resolve("results.jsonl");
    if (!Files.exists(results)) {
      render(renderer, lines.toString(), folder);
    }
    return read(results, folder.resolve("out.bin"));
  }

  private static void render(Path renderer, String lines, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path list = Files.writeString(folder.resolve("jobs.jsonl"), lines);
    Process process =
        new ProcessBuilder(renderer.toString(), "render", list.toString(), folder.toString())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectError(folder.resolve("log").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(renderer.getFileName() + " failed: see " + folder.resolve("log"));
    }
  }

  private static List<Golden> read(Path results, Path blob) throws IOException {
    List<Golden> all = new ArrayList<>();
    try (RandomAccessFile out = new RandomAccessFile(blob.toFile(), "r")) {
      for (String line : Files.readAllLines(results)) {
        JsonNode node = JSON.readTree(line);
        boolean varies = node.get("length2").asLong() >= 0;
        all.add(
            new Golden(
                node.get("id").asString(),
                node.get("ok").asBoolean(),
                slice(out, node, "offset", "length"),
                varies ? slice(out, node, "offset2", "length2") : null,
                node.path("error").asString(""),
                node.has("error2") ? node.get("error2").asString() : null,
                node.get("millis").asLong()));
      }
    }
    return all;
  }

  private static String slice(RandomAccessFile out, JsonNode node, String at, String length)
      throws IOException {
    byte[] bytes = new byte[node.get(length).asInt()];
    out.seek(node.get(at).asLong());
    out.readFully(bytes);
    return GoStrings.fromBytes(bytes);
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
