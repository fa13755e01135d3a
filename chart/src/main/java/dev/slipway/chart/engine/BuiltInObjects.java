package dev.slipway.chart.engine;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.yaml.FieldMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the objects that templates see beside their values, with the Go types that they have in
/// Helm: structs in Helm 3; in Helm 4 `.Chart` is a map.
final class BuiltInObjects {
  private BuiltInObjects() {}

  /// `.Release`.
  static Map<String, @Nullable Object> release(ReleaseOptions options) {
    Map<String, @Nullable Object> release = new LinkedHashMap<>();
    release.put("Name", options.name());
    release.put("Namespace", options.namespace());
    release.put("IsUpgrade", options.upgrade());
    release.put("IsInstall", options.revision() > 0 && !options.upgrade());
    release.put("Revision", GoInt.of(options.revision()));
    release.put("Service", "Helm");
    return release;
  }

  /// `.Capabilities`.
  static StructObject capabilities(Capabilities capabilities) {
    boolean four = capabilities.helm().atLeast(HelmVersion.V4);
    String goPackage = four ? "common." : "chartutil.";
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("KubeVersion", kubeVersion(capabilities.kubeVersion(), goPackage, four));
    fields.put("APIVersions", new VersionSet(goPackage + "VersionSet", capabilities.apiVersions()));
    fields.put("HelmVersion", helmVersion(capabilities, four));
    return StructObject.pointer(goPackage + "Capabilities", fields);
  }

  private static StructObject kubeVersion(KubeVersion version, String goPackage, boolean four) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Version", version.version());
    if (four) {
      // Not exported, but printed.
      fields.put("normalizedVersion", version.normalized());
    }
    fields.put("Major", version.major());
    fields.put("Minor", version.minor());
    Map<String, @Nullable Object> json = new LinkedHashMap<>(fields);
    json.remove("normalizedVersion");
    return StructObject.of(goPackage + "KubeVersion", fields)
        .withJson(() -> json)
        .withPointerMethods(
            version.normalized(),
            GoFunction.of("GitVersion", GoType.STRING, (_, _) -> version.version()),
            GoFunction.of("String", GoType.STRING, (_, _) -> version.normalized()));
  }

  private static StructObject helmVersion(Capabilities capabilities, boolean four) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Version", release(capabilities.helm()));
    fields.put("GitCommit", "");
    fields.put("GitTreeState", "clean");
    fields.put("GoVersion", "go1.26");
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", release(capabilities.helm()));
    json.put("git_tree_state", "clean");
    json.put("go_version", "go1.26");
    if (four) {
      Capabilities built = Capabilities.defaults(capabilities.helm());
      String client = "v" + built.kubeVersion().major() + "." + built.kubeVersion().minor();
      fields.put("KubeClientVersion", client);
      json.put("kube_client_version", client);
    }
    return StructObject.of("version.BuildInfo", fields).withJson(() -> json);
  }

  private static String release(HelmVersion version) {
    return switch (version) {
      case V3_17 -> "v3.17.4";
      case V3_19 -> "v3.19.5";
      case V4 -> "v4.3.1";
    };
  }

  /// `.Chart`.
  static Object chart(ChartMetadata metadata, boolean root, HelmVersion version) {
    Map<String, @Nullable Object> fields =
        version.atLeast(HelmVersion.V4) ? asMaps(metadata) : asStructs(metadata);
    if (version.atLeast(HelmVersion.V4)) {
      fields.put("IsRoot", root);
      return fields;
    }
    StructObject inner =
        StructObject.of("chart.Metadata", fields).withJson(() -> json(metadata, null));
    Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
    all.put("Metadata", inner);
    all.put("IsRoot", root);
    return StructObject.of("struct { chart.Metadata; IsRoot bool }", all)
        .withString("{" + GoFormat.toText(inner) + " " + root + "}")
        .withJson(() -> json(metadata, root));
  }

  private static Map<String, @Nullable Object> asMaps(ChartMetadata metadata) {
    List<@Nullable Object> maintainers = new ArrayList<>();
    for (ChartMaintainer maintainer : metadata.maintainers()) {
      maintainers.add(maintainer(maintainer));
    }
    List<@Nullable Object> dependencies = new ArrayList<>();
    for (ChartDependency dependency : metadata.dependencies()) {
      dependencies.add(
          dependency(
              dependency,
              new ArrayList<>(dependency.tags()),
              new ArrayList<>(dependency.importValues())));
    }
    return fields(
        metadata,
        new ArrayList<>(metadata.sources()),
        new ArrayList<>(metadata.keywords()),
        maintainers,
        dependencies);
  }

  private static Map<String, @Nullable Object> asStructs(ChartMetadata metadata) {
    List<@Nullable Object> maintainers = new ArrayList<>();
    for (ChartMaintainer maintainer : metadata.maintainers()) {
      maintainers.add(
          StructObject.pointer("chart.Maintainer", maintainer(maintainer))
              .withJson(() -> json(maintainer)));
    }
    List<@Nullable Object> dependencies = new ArrayList<>();
    for (ChartDependency dependency : metadata.dependencies()) {
      Object imports =
          dependency.importValues().isEmpty()
              ? GoNil.LIST
              : new ArrayList<>(dependency.importValues());
      dependencies.add(
          StructObject.pointer(
                  "chart.Dependency", dependency(dependency, strings(dependency.tags()), imports))
              .withJson(() -> json(dependency)));
    }
    return fields(
        metadata,
        strings(metadata.sources()),
        strings(metadata.keywords()),
        pointers("*chart.Maintainer", maintainers),
        pointers("*chart.Dependency", dependencies));
  }

  private static Map<String, @Nullable Object> fields(
      ChartMetadata metadata,
      Object sources,
      Object keywords,
      Object maintainers,
      Object dependencies) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", metadata.name());
    fields.put("Home", metadata.home());
    fields.put("Sources", sources);
    fields.put("Version", metadata.version());
    fields.put("Description", metadata.description());
    fields.put("Keywords", keywords);
    fields.put("Maintainers", maintainers);
    fields.put("Icon", metadata.icon());
    fields.put("APIVersion", metadata.apiVersion());
    fields.put("Condition", metadata.condition());
    fields.put("Tags", metadata.tags());
    fields.put("AppVersion", metadata.appVersion());
    fields.put("Deprecated", metadata.deprecated());
    fields.put(
        "Annotations",
        metadata.annotations().isEmpty()
            ? new GoNil(GoType.STRING_MAP)
            : GoMap.of(GoType.STRING, metadata.annotations()));
    fields.put("KubeVersion", metadata.kubeVersion());
    fields.put("Dependencies", dependencies);
    fields.put("Type", metadata.type());
    return fields;
  }

  private static Map<String, @Nullable Object> maintainer(ChartMaintainer maintainer) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", maintainer.name());
    fields.put("Email", maintainer.email());
    fields.put("URL", maintainer.url());
    return fields;
  }

  private static Map<String, @Nullable Object> dependency(
      ChartDependency dependency, Object tags, Object imports) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", dependency.name());
    fields.put("Version", dependency.version());
    fields.put("Repository", dependency.repository());
    fields.put("Condition", dependency.condition());
    fields.put("Tags", tags);
    fields.put("Enabled", dependency.enabled());
    fields.put("ImportValues", imports);
    fields.put("Alias", dependency.alias());
    return fields;
  }

  private static Object strings(List<String> strings) {
    return strings.isEmpty() ? GoNil.STRINGS : GoSlice.ofStrings(strings);
  }

  private static Object pointers(String type, List<@Nullable Object> elements) {
    GoType element =
        new GoType(type, GoKind.PTR, new GoType(type.substring(1), GoKind.STRUCT, null));
    return elements.isEmpty() ? new GoNil(GoType.slice(element)) : GoSlice.of(element, elements);
  }

  private static Map<String, @Nullable Object> json(
      ChartMetadata metadata, @Nullable Boolean root) {
    JsonFields json =
        new JsonFields()
            .text("name", metadata.name())
            .text("home", metadata.home())
            .list("sources", metadata.sources())
            .text("version", metadata.version())
            .text("description", metadata.description())
            .list("keywords", metadata.keywords())
            .list("maintainers", metadata.maintainers().stream().map(BuiltInObjects::json).toList())
            .text("icon", metadata.icon())
            .text("apiVersion", metadata.apiVersion())
            .text("condition", metadata.condition())
            .text("tags", metadata.tags())
            .text("appVersion", metadata.appVersion());
    if (metadata.deprecated()) {
      json.put("deprecated", true);
    }
    if (!metadata.annotations().isEmpty()) {
      json.put("annotations", metadata.annotations());
    }
    json.text("kubeVersion", metadata.kubeVersion())
        .list("dependencies", metadata.dependencies().stream().map(BuiltInObjects::json).toList())
        .text("type", metadata.type());
    if (root != null) {
      json.put("IsRoot", root);
    }
    return json.fields();
  }

  private static Map<String, @Nullable Object> json(ChartMaintainer maintainer) {
    return new JsonFields()
        .text("name", maintainer.name())
        .text("email", maintainer.email())
        .text("url", maintainer.url())
        .fields();
  }

  private static Map<String, @Nullable Object> json(ChartDependency dependency) {
    JsonFields json = new JsonFields();
    json.put("name", dependency.name());
    json.text("version", dependency.version()).put("repository", dependency.repository());
    json.text("condition", dependency.condition()).list("tags", dependency.tags());
    if (dependency.enabled()) {
      json.put("enabled", true);
    }
    return json.list("import-values", dependency.importValues())
        .text("alias", dependency.alias())
        .fields();
  }

  /// The fields of a struct in JSON, without those that are empty (`omitempty`).
  private static final class JsonFields {
    private final FieldMap fields = new FieldMap();

    JsonFields text(String name, String value) {
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
      return this;
    }

    JsonFields list(String name, List<? extends @Nullable Object> value) {
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
      return this;
    }

    void put(String name, Object value) {
      fields.put(name, value);
    }

    Map<String, @Nullable Object> fields() {
      return fields;
    }
  }
}
