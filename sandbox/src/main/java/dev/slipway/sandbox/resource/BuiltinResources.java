package dev.slipway.sandbox.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The kinds that Kubernetes serves by default, as compat/vectors/discovery recorded them.
public final class BuiltinResources {
  private static final String RESOURCE = "resources.txt";

  private static final class Loaded {
    static final BuiltinResources ALL = read();
  }

  private final String kubernetes;
  private final List<ResourceType> types;

  private BuiltinResources(String kubernetes, List<ResourceType> types) {
    this.kubernetes = kubernetes;
    this.types = List.copyOf(types);
  }

  /// The recorded kinds.
  public static BuiltinResources get() {
    return Loaded.ALL;
  }

  /// The version of Kubernetes that they are of: `v1.37.1`.
  public String kubernetes() {
    return kubernetes;
  }

  /// The kinds, in the order in which Kubernetes names their groups.
  public List<ResourceType> types() {
    return types;
  }

  private static BuiltinResources read() {
    String version = "";
    List<ResourceType> types = new ArrayList<>();
    List<Subresource> parts = new ArrayList<>();
    String[] open = {};
    for (String line : text().split("\n")) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "V" -> version = fields[1];
        case "S" ->
            parts.add(
                new Subresource(fields[1], fields[2], fields[3], fields[4], names(fields[5])));
        default -> {
          close(types, open, parts);
          open = fields;
        }
      }
    }
    close(types, open, parts);
    return new BuiltinResources(version, types);
  }

  private static void close(List<ResourceType> types, String[] fields, List<Subresource> parts) {
    if (fields.length > 0) {
      types.add(
          new ResourceType(
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
              null));
    }
    parts.clear();
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
