package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What `compat/helmfile` was asked for.
///
/// @param cache the proof's cache
/// @param trees names of repositories; empty for all
/// @param variants of the real helmfile
/// @param commands empty for all
/// @param only a part of the pairs' names
/// @param show how many differences to print
/// @param failures whether to list where helmfile itself fails
record HelmfileCompareOptions(
    Path cache,
    List<String> trees,
    List<String> variants,
    List<String> commands,
    String only,
    int show,
    boolean failures) {
  static HelmfileCompareOptions parse(String[] args) {
    List<String> trees = new ArrayList<>();
    List<String> variants = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    String only = "";
    int show = 0;
    boolean failures = false;
    for (int i = 1; i < args.length; i++) {
      switch (args[i]) {
        case "--variant" -> variants.add(args[++i]);
        case "--command" -> commands.add(args[++i]);
        case "--only" -> only = args[++i];
        case "--show" -> show = Integer.parseInt(args[++i]);
        case "--failures" -> failures = true;
        default -> trees.add(args[i]);
      }
    }
    if (variants.isEmpty()) {
      variants.addAll(List.of("0.171", "0.171-goccy", "1.8"));
    }
    return new HelmfileCompareOptions(
        Path.of(args[0]), trees, variants, commands, only, show, failures);
  }

  /// The staged repositories.
  List<Path> places() throws IOException {
    try (Stream<Path> all = Files.list(cache.resolve("helmfile"))) {
      return all.filter(place -> Files.exists(place.resolve("pairs.txt")))
          .filter(place -> trees.isEmpty() || trees.contains(name(place)))
          .sorted()
          .toList();
    }
  }

  private static String name(Path place) {
    String name = place.getFileName().toString();
    return name.substring(0, name.lastIndexOf('-'));
  }

  /// The variables of both sides.
  Map<String, String> variables() {
    return Map.of(
        "PATH",
        cache.resolve("path") + ":/usr/bin:/bin",
        "HOME",
        cache.resolve("helmfile/home").toString(),
        "TZ",
        "UTC",
        "NO_COLOR",
        "1");
  }
}
