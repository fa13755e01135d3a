package dev.slipway.compat;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Writes both sides of each difference into the cache and prints the first few as unified diffs.
final class DifferenceReport {
  private static final int LONGEST = 60;

  private final PrintStream out;
  private final Path folder;

  DifferenceReport(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  void print(Collection collection, List<Comparison> wrong, int show)
      throws IOException, InterruptedException {
    Path base = emptied(folder.resolve(collection.name()));
    for (int i = 0; i < wrong.size(); i++) {
      Comparison one = wrong.get(i);
      String name = one.job().id().replaceAll("[^A-Za-z0-9._-]+", "_");
      Path helm = write(base.resolve(name + ".helm"), side(one.golden()));
      Path slipway = write(base.resolve(name + ".slipway"), one.output() + one.error());
      if (show > 0 || i < 20) {
        out.println("  " + one.verdict() + " " + one.job().id() + summary(one));
      }
      if (i < show) {
        diff(helm, slipway);
      }
    }
    if (wrong.size() > 20 && show == 0) {
      out.println("  … " + (wrong.size() - 20) + " more; both sides are in " + folder);
    }
  }

  private static Path emptied(Path base) throws IOException {
    Files.createDirectories(base);
    try (Stream<Path> old = Files.list(base)) {
      for (Path file : (Iterable<Path>) old::iterator) {
        Files.delete(file);
      }
    }
    return base;
  }

  private static String side(Golden golden) {
    return golden.ok() ? golden.output() : golden.error();
  }

  private static String summary(Comparison one) {
    return switch (one.verdict()) {
      case FAILED -> ": " + first(one.error());
      case PASSED -> ": Helm says " + first(one.golden().error());
      case OTHER_KIND_OF_ERROR, OTHER_ERROR ->
          "\n    helm:    " + first(one.golden().error()) + "\n    slipway: " + first(one.error());
      default -> "";
    };
  }

  private static String first(String text) {
    String line = text.replace("\n", "⏎");
    return line.length() > 400 ? line.substring(0, 400) + "…" : line;
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.write(file, GoStrings.toBytes(text));
  }

  private void diff(Path helm, Path slipway) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("diff", "-u", helm.toString(), slipway.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    text.lines().limit(LONGEST).forEach(line -> out.println("    " + line));
  }
}
