package dev.slipway.compat;

import dev.slipway.core.SlipwayException;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The helmfiles of a repository in Wikimedia's layout: which there are, the environments that each
/// names, and the files that each expects of its host. It reads the text, not the templates: what
/// it finds must not depend on what is to be proved.
record HelmfileTree(Path root, List<Pair> pairs, List<PrivateValues> privateValues) {
  private static final Pattern PRIVATE =
      Pattern.compile("/etc/helmfile-defaults/(private/[^\"'{]*/)\\{\\{ *\\.Environment\\.Name");
  private static final Pattern ENVIRONMENT = Pattern.compile("  ([A-Za-z0-9-]+):.*");
  private static final Pattern NAME = Pattern.compile("^ *(?:- )?name: *\"?([a-z0-9-]+)\"? *$");

  /// A helmfile, below the repository, and one of its environments.
  record Pair(String file, String environment) {}

  /// A file of private values that the host has, and the file of the repository that stands for it.
  record PrivateValues(String path, Path source) {}

  static HelmfileTree read(Path root) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    List<PrivateValues> values = new ArrayList<>();
    for (Path file : files(root.resolve("helmfile.d"), "helmfile.yaml")) {
      String below = root.relativize(file).toString();
      List<String> environments = environments(file);
      boolean admin = below.startsWith("helmfile.d/admin_ng/");
      if (below.contains("_example_")
          || (admin && !below.equals("helmfile.d/admin_ng/helmfile.yaml"))) {
        continue;
      }
      for (String environment : environments) {
        pairs.add(new Pair(below, environment));
        fixture(file, environment)
            .ifPresent(fixture -> {
              for (String path : admin ? adminPaths(root) : privatePaths(file)) {
                values.add(new PrivateValues(path + environment + ".yaml", fixture));
              }
            });
      }
    }
    Path pools = root.resolve("helmfile.d/services/mw-mcrouter/.fixtures.yaml");
    if (Files.exists(pools)) {
      values.add(new PrivateValues("mediawiki/mcrouter_pools.yaml", pools));
    }
    return new HelmfileTree(root, List.copyOf(pairs), List.copyOf(values));
  }

  SortedSet<String> environments() {
    SortedSet<String> names = new TreeSet<>();
    pairs.forEach(pair -> names.add(pair.environment()));
    return names;
  }

  /// Every listener of the service mesh that some values file names.
  SortedSet<String> listeners() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Path file : files(root.resolve("helmfile.d"), ".yaml")) {
      String text = Files.readString(file);
      if (text.contains("listeners:")) {
        listeners(read(text), names);
      }
    }
    return names;
  }

  /// The values in a file; null for a file of another kind: what that one names is found to be
  /// missing when it is rendered.
  private static @Nullable Object read(String text) {
    try {
      return Yaml.read(text);
    } catch (SlipwayException notValues) {
      return null;
    }
  }

  private static void listeners(@Nullable Object value, SortedSet<String> names) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> {
        if ("listeners".equals(key) && item instanceof List<?> list) {
          list.stream().filter(String.class::isInstance).forEach(x -> names.add((String) x));
        }
        listeners(item, names);
      });
    } else if (value instanceof List<?> list) {
      list.forEach(item -> listeners(item, names));
    }
  }

  private static Optional<Path> fixture(Path helmfile, String environment) {
    return Stream.of(".fixtures/" + environment + ".yaml", ".fixtures.yaml")
        .map(helmfile::resolveSibling)
        .filter(Files::exists)
        .findFirst();
  }

  private static List<String> privatePaths(Path helmfile) {
    List<String> paths = new ArrayList<>();
    Matcher matcher = PRIVATE.matcher(text(helmfile));
    while (matcher.find()) {
      if (!paths.contains(matcher.group(1))) {
        paths.add(matcher.group(1));
      }
    }
    return paths;
  }

  private static List<String> adminPaths(Path root) {
    SortedSet<String> names = new TreeSet<>();
    for (Path file : files(root.resolve("helmfile.d/admin_ng"), ".yaml")) {
      if (file.getFileName().toString().startsWith("helmfile")) {
        text(file)
            .lines()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .forEach(found -> names.add("private/admin/" + found.group(1) + "/"));
      }
    }
    return List.copyOf(names);
  }

  private static List<String> environments(Path helmfile) {
    List<String> names = new ArrayList<>();
    boolean within = false;
    for (String line : text(helmfile).lines().toList()) {
      if (!line.isBlank()
          && !line.startsWith(" ")
          && !line.startsWith("#")
          && !line.startsWith("{{")) {
        within = line.startsWith("environments:");
      } else if (within) {
        Matcher matcher = ENVIRONMENT.matcher(line);
        if (matcher.matches()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
