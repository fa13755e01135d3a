package dev.slipway.chart.api;

import dev.slipway.core.Severity;
import dev.slipway.core.Spelling;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.CustomSchemas;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.object.schema.Schema;
import dev.slipway.object.schema.SchemaCheck;
import dev.slipway.yaml.PositionedYaml;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what an API server of a Kubernetes version would complain about in a manifest: API versions
/// that are deprecated, removed, or not there yet, and objects that do not fit their schema.
///
/// It knows Kubernetes' own kinds from 1.23 on (`Lifecycles` reaches back to 1.16); an older or
/// newer version is judged by the nearest schemas. Custom resources are held against the schemas of
/// their definitions, where those are given: [#custom]. Thread-safe, without network.
public final class ApiLint {
  private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d+)([.+-].*)?");
  private static final String SOURCE = "# Source: ";

  /// What a manifest holds.
  ///
  /// @param findings what a version of Kubernetes would complain about, in the manifest's order
  /// @param definitions the definitions of custom resources in it
  /// @param custom the types of its objects that Kubernetes itself has not
  public record Examined(
      List<ApiFinding> findings, List<KubeObject> definitions, Set<GroupVersionKind> custom) {
    public Examined {
      findings = List.copyOf(findings);
      definitions = List.copyOf(definitions);
      custom = Collections.unmodifiableSet(new LinkedHashSet<>(custom));
    }
  }

  private final int minor;
  private final KubeSchemas schemas;
  private final @Nullable CustomSchemas known;
  private final List<ApiFinding> findings = new ArrayList<>();
  private final List<KubeObject> definitions = new ArrayList<>();
  private final Set<GroupVersionKind> custom = new LinkedHashSet<>();

  /// @param known the only kinds to look at; null for Kubernetes' own
  private ApiLint(int minor, @Nullable CustomSchemas known) {
    this.minor = minor;
    this.schemas = KubeSchemas.near(minor);
    this.known = known;
  }

  /// One document of a manifest.
  ///
  /// @param line that of the manifest before its first
  private record Document(String file, int line, String text) {}

  /// Looks at all objects of a manifest that are of Kubernetes' own kinds.
  ///
  /// @param manifest documents as Helm prints them; `# Source:` tells where one comes from
  /// @param kubernetesVersion such as `1.34` or `v1.34.2`
  /// @return what there is to say, in the order of the manifest
  /// @throws IllegalArgumentException if the version is none of Kubernetes 1
  public static List<ApiFinding> check(String manifest, String kubernetesVersion) {
    return examine(manifest, kubernetesVersion).findings;
  }

  /// The same, and what there is of custom resources.
  ///
  /// @throws IllegalArgumentException if the version is none of Kubernetes 1
  public static Examined examine(String manifest, String kubernetesVersion) {
    Matcher matcher = VERSION.matcher(kubernetesVersion.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + kubernetesVersion + "\" is no version of Kubernetes, such as 1.34");
    }
    ApiLint lint = new ApiLint(Integer.parseInt(matcher.group(1)), null);
    lint.all(manifest);
    return new Examined(lint.findings, lint.definitions, lint.custom);
  }

  /// Holds the custom resources of a manifest against their definitions. Kinds that are not defined
  /// there are passed over, unless their group is and the name of the kind is nearly one of it.
  ///
  /// @return what there is to say, in the order of the manifest
  public static List<ApiFinding> custom(String manifest, CustomSchemas definitions) {
    ApiLint lint = new ApiLint(KubeSchemas.minors().getLast(), definitions);
    lint.all(manifest);
    return lint.findings;
  }

  private void all(String manifest) {
    for (Document document : split(manifest)) {
      document(document);
    }
  }

  private static List<Document> split(String manifest) {
    List<Document> documents = new ArrayList<>();
    int line = 0;
    int firstLine = 0;
    int start = 0;
    int at = 0;
    String file = "";
    while (at < manifest.length()) {
      int end = manifest.indexOf('\n', at);
      int next = end < 0 ? manifest.length() : end + 1;
      if (manifest.startsWith("---", at)) {
        documents.add(new Document(file, firstLine, manifest.substring(start, at)));
        start = next;
        firstLine = line + 1;
      } else if (manifest.startsWith(SOURCE, at)) {
        file = manifest.substring(at + SOURCE.length(), end < 0 ? next : end).strip();
      }
      line++;
      at = next;
    }
    documents.add(new Document(file, firstLine, manifest.substring(start)));
    return documents;
  }

  private void document(Document document) {
    if (document.text.isBlank()) {
      return;
    }
    try {
      if (Yaml.read(document.text) instanceof Map<?, ?> object) {
        object(document, object, List.of());
      }
    } catch (YamlException e) {
      if (known != null) {
        // Said when Kubernetes' own kinds were looked at.
        return;
      }
      findings.add(
          new ApiFinding(
              document.file,
              document.line + 1,
              "",
              "",
              Severity.ERROR,
              e.diagnostic().message(),
              null));
    }
  }

  private void object(Document document, Map<?, ?> object, List<String> at) {
    String apiVersion = object.get("apiVersion") instanceof String text ? text : "";
    String kind = object.get("kind") instanceof String text ? text : "";
    if (kind.equals("List") && apiVersion.equals("v1")) {
      if (object.get("items") instanceof List<?> items) {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof Map<?, ?> item) {
            List<String> path = new ArrayList<>(at);
            path.add("items");
            path.add(Integer.toString(i));
            object(document, item, path);
          }
        }
      }
      return;
    }
    Place place = new Place(document, at, name(object, kind));
    if (known != null) {
      custom(place, GroupVersionKind.of(apiVersion, kind), object, known);
      return;
    }
    if (apiVersion.isEmpty() || kind.isEmpty()) {
      String missing = apiVersion.isEmpty() ? "apiVersion" : "kind";
      add(place, List.of(), Severity.ERROR, "the object has no " + missing, null);
      return;
    }
    boolean gone = lifecycle(place, apiVersion, kind);
    Schema type = schemas.kind(apiVersion, kind);
    if (type != null) {
      for (SchemaCheck.Problem problem : SchemaCheck.check(type, object)) {
        add(place, problem.path(), Severity.ERROR, problem.message(), problem.hint());
      }
      define(object);
    } else if (isOwnGroup(KubeSchemas.group(apiVersion))) {
      if (!gone) {
        absent(place, apiVersion, kind);
      }
    } else {
      custom.add(GroupVersionKind.of(apiVersion, kind));
    }
  }

  @SuppressWarnings("unchecked")
  private void define(Map<?, ?> object) {
    KubeObject definition = KubeObject.of((Map<String, @Nullable Object>) object);
    if (CustomSchemas.isDefinition(definition)) {
      definitions.add(definition);
    }
  }

  private void custom(
      Place place, GroupVersionKind type, Map<?, ?> object, CustomSchemas definitions) {
    String what = type.apiVersion() + " " + type.kind();
    if (!definitions.has(type.group(), type.kind())) {
      Spelling.nearest(type.kind(), definitions.kindsOf(type.group()))
          .ifPresent(near ->
              add(
                  place,
                  List.of("kind"),
                  Severity.WARNING,
                  "there is no definition of " + what,
                  "did you mean " + near + "?"));
      return;
    }
    CustomSchemas.Version version = definitions.version(type.group(), type.version(), type.kind());
    if (version == null || !version.served()) {
      Set<String> served = definitions.served(type.group(), type.kind());
      add(
          place,
          List.of("apiVersion"),
          Severity.ERROR,
          what + " is not served by its definition",
          served.isEmpty() ? null : "use " + String.join(" or ", served));
      return;
    }
    if (!version.deprecation().isEmpty()) {
      Set<String> others = new TreeSet<>(definitions.served(type.group(), type.kind()));
      others.remove(type.apiVersion());
      add(
          place,
          List.of("apiVersion"),
          Severity.WARNING,
          version.deprecation(),
          others.isEmpty() ? null : "use " + String.join(" or ", others));
    }
    for (SchemaCheck.Problem problem : SchemaCheck.check(version.schema(), object)) {
      if (problem.fault() != SchemaCheck.Fault.UNKNOWN || !version.keepsUnknown()) {
        add(place, problem.path(), Severity.ERROR, problem.message(), problem.hint());
      }
    }
  }

  private static String name(Map<?, ?> object, String kind) {
    if (!(object.get("metadata") instanceof Map<?, ?> metadata)) {
      return kind;
    }
    Object name = metadata.get("name");
    Object namespace = metadata.get("namespace");
    return kind + " " + (namespace == null ? "" : namespace + "/") + (name == null ? "?" : name);
  }

  /// Says that an API version is deprecated or removed.
  ///
  /// @return whether it is removed
  private boolean lifecycle(Place place, String apiVersion, String kind) {
    Lifecycles.Lifecycle lifecycle = Lifecycles.of(apiVersion, kind);
    if (lifecycle == null || minor < lifecycle.deprecated()) {
      return false;
    }
    Integer removed = lifecycle.removed();
    String hint = lifecycle.instead() == null ? null : "use " + lifecycle.instead();
    if (removed != null && minor >= removed) {
      add(
          place,
          List.of("apiVersion"),
          Severity.ERROR,
          apiVersion + " " + kind + " is not served since Kubernetes 1." + removed,
          hint);
      return true;
    }
    add(
        place,
        List.of("apiVersion"),
        Severity.WARNING,
        apiVersion
            + " "
            + kind
            + " is deprecated since Kubernetes 1."
            + lifecycle.deprecated()
            + (removed == null ? "" : " and will not be served from 1." + removed + " on"),
        hint);
    return false;
  }

  private static boolean isOwnGroup(String group) {
    for (int known : KubeSchemas.minors()) {
      if (KubeSchemas.near(known).hasGroup(group)) {
        return true;
      }
    }
    return false;
  }

  /// Says since or until when Kubernetes has an API version that this one does not have.
  private void absent(Place place, String apiVersion, String kind) {
    Integer until = null;
    Integer since = null;
    for (int known : KubeSchemas.minors()) {
      if (KubeSchemas.near(known).kind(apiVersion, kind) != null) {
        if (known < minor) {
          until = known;
        } else if (since == null) {
          since = known;
        }
      }
    }
    String what = apiVersion + " " + kind;
    Set<String> others = schemas.apiVersions(KubeSchemas.group(apiVersion), kind);
    String hint = others.isEmpty() ? null : "use " + String.join(" or ", others);
    String message;
    if (until != null) {
      message = what + " is not served since Kubernetes 1." + (until + 1);
    } else if (since != null) {
      message = what + " is served from Kubernetes 1." + since + " on, not by 1." + minor;
    } else {
      message = "Kubernetes has no " + what;
      if (hint == null) {
        hint =
            Spelling.nearest(kind, schemas.kindsOf(apiVersion))
                .map(near -> "did you mean " + near + "?")
                .orElse(null);
      }
    }
    add(place, List.of("apiVersion"), Severity.ERROR, message, hint);
  }

  /// An object's place.
  ///
  /// @param path its steps within the document
  private record Place(Document document, List<String> path, String object) {}

  private void add(
      Place place, List<String> field, Severity severity, String message, @Nullable String hint) {
    List<String> path = new ArrayList<>(place.path);
    path.addAll(field);
    findings.add(
        new ApiFinding(
            place.document.file,
            place.document.line + line(place.document.text, path),
            place.object,
            SchemaCheck.shown(field),
            severity,
            message,
            hint));
  }

  /// The line of a field, or of the nearest above it that is there.
  private static int line(String text, List<String> path) {
    PositionedYaml positions = PositionedYaml.read(text);
    for (int length = path.size(); length > 0; length--) {
      Optional<PositionedYaml.Entry> entry = positions.entry(path.subList(0, length));
      if (entry.isPresent()) {
        return entry.get().key().line();
      }
    }
    return positions.entries().isEmpty()
        ? 1
        : positions.entries().values().iterator().next().key().line();
  }
}
