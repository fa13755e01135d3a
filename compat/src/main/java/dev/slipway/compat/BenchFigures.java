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
  private static final Times NONE = new Times(0, 0, 0, 0);

  /// One job's times.
  record Times(long engine, long whole, long engineCpu, long wholeCpu) {}

  private BenchFigures() {}

  static Map<String, Times> read(Path file) throws IOException {
    Map<String, Times> all = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      if (!node.has("error")) {
        all.put(
            node.get("id").asString(),
            new Times(
                node.get("engineNanos").asLong(),
                node.get("wholeNanos").asLong(),
                node.get("engineCpuNanos").asLong(),
                node.get("wholeCpuNanos").asLong()));
      }
    }
    return all;
  }

  static void print(Map<String, Times> helm, Map<String, Times> slipway, PrintStream out) {
    List<String> both = slipway.keySet().stream().filter(helm::containsKey).sorted().toList();
    Times theirs = sum(helm, both);
    Times ours = sum(slipway, both);
    String charts = ", " + both.size() + " charts, warm";
    row(out, "templates alone" + charts, theirs.engine(), ours.engine());
    row(out, "templates alone" + charts + ", processor time", theirs.engineCpu(), ours.engineCpu());
    row(out, "all that `template` does" + charts, theirs.whole(), ours.whole());
    row(out, "all of it" + charts + ", processor time", theirs.wholeCpu(), ours.wholeCpu());
    both.stream()
        .sorted(Comparator.comparingLong(id -> -slipway.getOrDefault(id, NONE).wholeCpu()))
        .limit(12)
        .forEach(id -> rows(out, id, helm, slipway));
  }

  private static void rows(
      PrintStream out, String id, Map<String, Times> helm, Map<String, Times> slipway) {
    Times theirs = helm.getOrDefault(id, NONE);
    Times ours = slipway.getOrDefault(id, NONE);
    row(out, id + ", templates, processor time", theirs.engineCpu(), ours.engineCpu());
    row(out, id + ", all, processor time", theirs.wholeCpu(), ours.wholeCpu());
  }

  private static Times sum(Map<String, Times> all, List<String> ids) {
    Times sum = NONE;
    for (String id : ids) {
      Times one = all.getOrDefault(id, NONE);
      sum =
          new Times(
              sum.engine() + one.engine(),
              sum.whole() + one.whole(),
              sum.engineCpu() + one.engineCpu(),
              sum.wholeCpu() + one.wholeCpu());
    }
    return sum;
  }

  private static void row(PrintStream out, String work, long theirs, long ours) {
    out.printf(
        "| %s | %.2f ms | %.2f ms (%.1f ×) |%n",
        work, theirs / 1e6, ours / 1e6, (double) theirs / Math.max(1, ours));
  }
}
