package dev.slipway.compat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Times of jobs, in nanoseconds, and their comparison with those that Helm's batch renderer
/// reported.
final class BenchFigures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Times NONE = new Times(0, 0);

  /// One job's times.
  record Times(long engine, long whole) {}

  private BenchFigures() {}

  static Map<String, Times> read(Path file) throws IOException {
    Map<String, Times> all = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      if (!node.has("error")) {
        all.put(
            node.get("id").asString(),
            new Times(node.get("engineNanos").asLong(), node.get("wholeNanos").asLong()));
      }
    }
    return all;
  }

  static void print(Map<String, Times> helm, Map<String, Times> slipway, PrintStream out) {
    List<String> both = slipway.keySet().stream().filter(helm::containsKey).sorted().toList();
    Times theirs = sum(helm, both);
    Times ours = sum(slipway, both);
    row(out, "engine, warm, " + both.size() + " charts", theirs.engine(), ours.engine());
    row(out, "whole template path, warm, " + both.size() + " charts", theirs.whole(), ours.whole());
    both.stream()
        .sorted(Comparator.comparingLong(id -> -slipway.getOrDefault(id, NONE).whole()))
        .limit(8)
        .forEach(id -> {
          Times mine = slipway.getOrDefault(id, NONE);
          Times other = helm.getOrDefault(id, NONE);
          row(out, id + ", engine", other.engine(), mine.engine());
          row(out, id + ", whole", other.whole(), mine.whole());
        });
  }

  private static Times sum(Map<String, Times> all, List<String> ids) {
    long engine = 0;
    long whole = 0;
    for (String id : ids) {
      Times one = all.getOrDefault(id, NONE);
      engine += one.engine();
      whole += one.whole();
    }
    return new Times(engine, whole);
  }

  private static void row(PrintStream out, String work, long theirs, long ours) {
    out.printf(
        "| %s | %.2f ms | %.2f ms (%.1f ×) |%n",
        work, theirs / 1e6, ours / 1e6, (double) theirs / Math.max(1, ours));
  }
}
