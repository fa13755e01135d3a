package dev.slipway.object.schema;

import dev.slipway.object.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The schemas of custom resources, as their definitions (CustomResourceDefinition, `v1` and the
/// older `v1beta1`) give them. Immutable; safe for use by several threads at once.
public final class CustomSchemas {
  /// No custom resources.
  public static final CustomSchemas NONE = new CustomSchemas(Map.of());

  private static final String GROUP = "apiextensions.k8s.io/";
  private static final String KIND = "CustomResourceDefinition";

  /// One version of a kind.
  ///
  /// @param schema the schema of whole objects; accepts anything when the definition has none
  /// @param served whether the API server answers for it
  /// @param keepsUnknown whether fields that the schema does not declare are kept everywhere
  /// @param deprecation what the server warns everyone of who uses it; empty if it does not
  public record Version(Schema schema, boolean served, boolean keepsUnknown, String deprecation) {}

  private record Kind(String group, String name) {}

  private final Map<Kind, Map<String, Version>> kinds;

  private CustomSchemas(Map<Kind, Map<String, Version>> kinds) {
    this.kinds = kinds;
  }

  /// The schemas of these definitions. Of two definitions of one kind the first counts; other
  /// objects are passed over.
  public static CustomSchemas of(Iterable<KubeObject> definitions) {
    List<Integer> minors = KubeSchemas.minors();
    Schema anyObject = KubeSchemas.near(minors.getLast()).kind("v1", "ConfigMap");
    Schema found = anyObject == null ? null : anyObject.field("metadata");
    Schema metadata = found == null ? FreeSchema.ANYTHING : found;
    Map<Kind, Map<String, Version>> kinds = new LinkedHashMap<>();
    for (KubeObject definition : definitions) {
      if (isDefinition(definition)) {
        Kind kind =
            new Kind(definition.text("spec", "group"), definition.text("spec", "names", "kind"));
        kinds.computeIfAbsent(kind, _ -> versions(definition, metadata));
      }
    }
    return kinds.isEmpty() ? NONE : new CustomSchemas(kinds);
  }

  /// Whether an object defines custom resources.
  public static boolean isDefinition(KubeObject object) {
    return object.kind().equals(KIND) && object.apiVersion().startsWith(GROUP);
  }

  private static Map<String, Version> versions(KubeObject definition, Schema metadata) {
    boolean beta = definition.apiVersion().endsWith("beta1");
    // Before v1, fields that are not declared were kept unless the definition said otherwise.
    boolean keeps =
        definition.get("spec", "preserveUnknownFields") instanceof Boolean stated ? stated : beta;
    Map<String, @Nullable Object> common = definition.map("spec", "validation", "openAPIV3Schema");
    Map<String, Version> versions = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> entry : definition.maps("spec", "versions")) {
      KubeObject version = KubeObject.of(entry);
      Map<String, @Nullable Object> own = version.map("schema", "openAPIV3Schema");
      versions.put(
          version.text("name"),
          new Version(
              CustomSchema.of(own.isEmpty() ? common : own, metadata),
              version.flag("served"),
              keeps,
              deprecation(definition, version)));
    }
    String only = definition.text("spec", "version");
    if (versions.isEmpty() && !only.isEmpty()) {
      versions.put(only, new Version(CustomSchema.of(common, metadata), true, keeps, ""));
    }
    return versions;
  }

  private static String deprecation(KubeObject definition, KubeObject version) {
    if (!version.flag("deprecated")) {
      return "";
    }
    String given = version.text("deprecationWarning");
    return given.isEmpty()
        ? definition.text("spec", "group")
            + "/"
            + version.text("name")
            + " "
            + definition.text("spec", "names", "kind")
            + " is deprecated"
        : given;
  }

  /// Whether nothing is known.
  public boolean isEmpty() {
    return kinds.isEmpty();
  }

  /// Whether a kind is defined, in whatever version.
  public boolean has(String group, String kind) {
    return kinds.containsKey(new Kind(group, kind));
  }

  /// A version of a kind, served or not; null if the definition does not have it.
  public @Nullable Version version(String group, String version, String kind) {
    Map<String, Version> versions = kinds.get(new Kind(group, kind));
    return versions == null ? null : versions.get(version);
  }

  /// The API versions in which a kind is served, such as `example.org/v1`.
  public Set<String> served(String group, String kind) {
    Set<String> names = new TreeSet<>();
    kinds
        .getOrDefault(new Kind(group, kind), Map.of())
        .forEach((name, version) -> {
          if (version.served) {
            names.add(group + "/" + name);
          }
        });
    return names;
  }

  /// The kinds that are defined in a group.
  public Set<String> kindsOf(String group) {
    Set<String> names = new TreeSet<>();
    for (Kind kind : kinds.keySet()) {
      if (kind.group.equals(group)) {
        names.add(kind.name);
      }
    }
    return names;
  }
}
