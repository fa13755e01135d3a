package dev.slipway.sandbox.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The kinds that one minor version of Kubernetes serves by default, as compat/vectors/discovery
/// recorded them.
public final class BuiltinResources {
  private static final String RESOURCE = "resources.txt";
  private static final ConcurrentMap<Integer, BuiltinResources> VERSIONS =
      new ConcurrentHashMap<>();

  /// What was recorded.
  ///
  /// @param blocks the lines of each resource with its parts
  /// @param versions the minor versions, each with its full version and the numbers of its blocks
  private record Recorded(List<List<String[]>> blocks, NavigableMap<Integer, String[]> versions) {}

  private static final class Loaded {
    static final Recorded ALL = read();
  }

  private final String kubernetes;
  private final List<ResourceType> types;

  private BuiltinResources(int minor) {
    String[] version = Objects.requireNonNull(Loaded.ALL.versions().get(minor));
    this.kubernetes = version[1];
    List<ResourceType> all = new ArrayList<>();
    for (String range : version[2].split(",")) {
      String[] ends = range.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
        all.add(type(Loaded.ALL.blocks().get(number), minor));
      }
    }
    this.types = List.copyOf(all);
  }

  /// The kinds of a minor version, or of the nearest that there is.
  public static BuiltinResources near(int minor) {
    int known =
        Math.clamp(minor, Loaded.ALL.versions().firstKey(), Loaded.ALL.versions().lastKey());
    return VERSIONS.computeIfAbsent(known, BuiltinResources::new);
  }

  /// The minor versions whose kinds there are.
  public static List<Integer> minors() {
    return List.copyOf(Loaded.ALL.versions().keySet());
  }

  /// All kinds of all versions; the same kind stands there in each form that it had.
  public static List<ResourceType> ofAllVersions() {
    int last = Loaded.ALL.versions().lastKey();
    return Loaded.ALL.blocks().stream().map(block -> type(block, last)).toList();
  }

  /// The version of Kubernetes that they are of: `v1.34.3`.
  public String kubernetes() {
    return kubernetes;
  }

  /// The kinds, in the order in which Kubernetes names their groups.
  public List<ResourceType> types() {
    return types;
  }

  private static Recorded read() {
    List<List<String[]>> blocks = new ArrayList<>();
    NavigableMap<Integer, String[]> versions = new TreeMap<>();
    for (String line : text().split("\n")) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "V" -> versions.put(Integer.parseInt(fields[1].split("\\.", 3)[1]), fields);
        case "R" -> blocks.add(new ArrayList<>(List.<String[]>of(fields)));
        default -> blocks.getLast().add(fields);
      }
    }
    return new Recorded(blocks, versions);
  }

  private static ResourceType type(List<String[]> block, int minor) {
    String[] fields = block.getFirst();
    List<Subresource> parts = new ArrayList<>();
    String warning = "";
    for (String[] part : block.subList(1, block.size())) {
      if (part[0].equals("W")) {
        warning = Integer.parseInt(part[1]) <= minor ? part[2] : "";
      } else {
        parts.add(new Subresource(part[1], part[2], part[3], part[4], names(part[5])));
      }
    }
    return new ResourceType(
        fields[1],
        fields[2],
        fields[3],
        fields[4],
        fields[5],
        fields[6].equals("N"),
        names(fields[7]),
        names(fields[8]),
        names(fields[9]),
        fields[10],
        parts,
        null,
        minor,
        warning);
  }

  private static List<String> names(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(","));
  }

  private static String text() {
    try (InputStream in = BuiltinResources.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
