package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one of helmfile's structs, in their order in Go, which is that of `helmfile
/// build`.
///
/// A line is `KEY TYPE`, then `!` when the field is written although it is empty, `0` or `1` when
/// only that helmfile has it, and `=NAME` when Go's name is not the key with a capital. A type that
/// ends in `?` is a pointer: what is there counts, empty or not. `items|texts` are texts in 0.171.
final class Spec {

  static final Spec STATE =
      new Spec(
          "helmfile",
          """
          context text 0 =DeprecatedContext
          charts list:release 0 =DeprecatedReleases
          helmBinary text =DefaultHelmBinary
          kustomizeBinary text =DefaultKustomizeBinary
          values items =DefaultValues
          environments map:environment
          bases texts
          helmDefaults one:helmDefaults
          helmfiles helmfiles
          kubeContext text =OverrideKubeContext
          namespace text =OverrideNamespace
          chart text =OverrideChart
          repositories list:repository
          commonLabels text-map
          releases list:release
          llm any 1 =LLM
          apiVersions texts
          kubeVersion text
          hooks list:hook
          templates map:release !
          defaultInherit text-or-texts 1
          missingFileHandler text?
          missingFileHandlerConfig one:missingFileHandlerConfig
          lockFilePath text =LockFile
          """);

  static final Spec ENVIRONMENT =
      new Spec(
          "environment",
          """
          values items
          secrets texts
          kubeContext text
          missingFileHandler text?
          missingFileHandlerConfig one:missingFileHandlerConfig
          mergeStrategy text 1
          """);

  static final Spec MISSING_FILE =
      new Spec(
          "missingFileHandlerConfig",
          """
          ignoreMissingGitBranch flag
          """);

  static final Spec HELM_DEFAULTS =
      new Spec(
          "helmDefaults",
          """
          kubeContext text
          args texts
          diffArgs texts
          syncArgs texts
          templateArgs texts 1
          verify flag !
          keyring text
          enableDNS flag !
          skipSchemaValidation flag?
          devel flag !
          wait flag !
          waitRetries number !
          waitForJobs flag !
          timeout number !
          recreatePods flag !
          force flag !
          atomic flag !
          rollbackOnFailure flag ! 1
          cleanupOnFail flag
          forceConflicts flag ! 1
          historyMax number?
          createNamespace flag?
          skipCRDs flag 1
          skipDeps flag !
          skipRefresh flag !
          reuseValues flag !
          postRenderer text?
          postRendererArgs texts
          cascade text?
          suppressOutputLineRegex texts
          disableAutoDetectedKubeVersionForDiff flag? 1
          disableValidation flag?
          disableOpenAPIValidation flag?
          insecureSkipTLSVerify flag
          plainHttp flag
          deleteWait flag
          deleteTimeout number
          syncReleaseLabels flag? 1
          takeOwnership flag? 1
          serverSide text? 1
          trackMode text 1
          helmStuckGrace number 1
          """);

  static final Spec REPOSITORY =
      new Spec(
          "repository",
          """
          name text
          url text =URL
          caFile text
          certFile text
          keyFile text
          username text
          password text
          registryConfig text
          managed text
          oci flag =OCI
          verify flag
          keyring text
          passCredentials flag
          skipTLSVerify flag
          plainHttp flag
          """);

  static final Spec INHERIT =
      new Spec(
          "inherit",
          """
          template text
          except texts
          """);

  static final Spec RELEASE =
      new Spec(
          "release",
          """
          chart text
          chartPath text
          directory text
          version text
          verify flag?
          keyring text
          enableDNS flag?
          devel flag?
          wait flag?
          waitRetries number?
          waitForJobs flag?
          timeout number?
          recreatePods flag?
          force flag?
          installed flag?
          updateStrategy text 1
          atomic flag?
          rollbackOnFailure flag? 1
          cleanupOnFail flag?
          forceConflicts flag? 1
          historyMax number?
          condition text
          createNamespace flag?
          reuseValues flag? 1
          disableOpenAPIValidation flag?
          disableValidation flag?
          disableValidationOnInstall flag?
          missingFileHandler text?
          missingFileHandlerConfig one:missingFileHandlerConfig 1
          needs texts
          hooks list:hook
          unitTests texts 1
          name text
          description text 1
          namespace text
          labels text-map
          values items
          secrets items
          set list:set =SetValues
          setString list:set =SetStringValues
          valuesTemplate items
          setTemplate list:set =SetValuesTemplate
          apiVersions texts
          kubeVersion text
          env list:set =EnvValues
          valuesPathPrefix text
          kubeContext text
          insecureSkipTLSVerify flag
          plainHttp flag
          verifyTemplate text?
          waitTemplate text?
          installedTemplate text?
          conditionTemplate text? 1
          dependencies list:dependency
          jsonPatches items =JSONPatches
          strategicMergePatches items
          transformers items
          adopt texts
          forceGoGetter flag
          forceNamespace text
          skipDeps flag?
          skipRefresh flag?
          postRenderer text?
          skipSchemaValidation flag?
          postRendererArgs texts
          cascade text?
          suppressOutputLineRegex texts
          disableAutoDetectedKubeVersionForDiff flag? 1
          inherit inherits
          suppressDiff flag?
          deleteWait flag?
          deleteTimeout number?
          syncReleaseLabels flag? 1
          takeOwnership flag? 1
          serverSide text? 1
          trackMode text 1
          trackTimeout number? 1
          trackLogs flag? 1
          trackFailedLogs flag? 1
          helmStuckGrace number? 1
          trackKinds texts 1
          skipKinds texts 1
          trackResources list:trackResource 1
          kubedogQPS float? 1
          kubedogBurst number? 1
          trackFailOnError flag? 1
          """);

  static final Spec SET_VALUE =
      new Spec(
          "set",
          """
          name text
          value text
          file text
          values items|texts
          """);

  static final Spec HOOK =
      new Spec(
          "hook",
          """
          name text !
          events texts !
          command text !
          kubectlApply text-map =Kubectl
          args texts !
          showlogs flag ! =ShowLogs
          """);

  static final Spec DEPENDENCY =
      new Spec(
          "dependency",
          """
          chart text !
          version text !
          alias text !
          """);

  static final Spec TRACK_RESOURCE =
      new Spec(
          "trackResource",
          """
          kind text 1
          name text 1
          namespace text 1
          """);

  static final Spec SUB_HELMFILE =
      new Spec(
          "helmfiles entry",
          """
          path text
          selectors texts
          selectorsInherited flag
          inherits texts 1
          values items
          """);

  /// What a field holds.
  enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    FLOAT,
    TEXTS,
    ITEMS,
    TEXT_MAP,
    STRUCT,
    STRUCTS,
    STRUCT_MAP,
    HELMFILES,
    INHERITS,
    TEXT_OR_TEXTS,
    ANY
  }

  /// A field.
  ///
  /// @param struct the name of the struct in it, or empty
  /// @param pointer whether it is a pointer in Go
  /// @param always whether it is written although it is empty
  /// @param oldTexts whether its items are texts in 0.171
  /// @param only the only helmfile that has it, or null
  record Field(
      String key,
      String goName,
      Kind kind,
      String struct,
      boolean pointer,
      boolean always,
      boolean oldTexts,
      @Nullable HelmfileRules only) {
    boolean isIn(HelmfileRules rules) {
      return only == null || only == rules;
    }

    /// Whether its items are texts.
    boolean isTextsIn(HelmfileRules rules) {
      return oldTexts && rules == HelmfileRules.V0;
    }
  }

  private final String name;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<HelmfileRules, List<String>> known = new LinkedHashMap<>();

  private Spec(String name, String table) {
    this.name = name;
    table.lines().map(Spec::field).forEach(field -> fields.put(field.key(), field));
    for (HelmfileRules rules : HelmfileRules.values()) {
      List<String> keys = new ArrayList<>();
      fields.values().stream().filter(f -> f.isIn(rules)).forEach(f -> keys.add(f.key()));
      known.put(rules, Collections.unmodifiableList(keys));
    }
  }

  private static Field field(String line) {
    String[] words = line.strip().split(" ");
    String key = words[0];
    boolean pointer = words[1].endsWith("?");
    String type = pointer ? words[1].substring(0, words[1].length() - 1) : words[1];
    int colon = type.indexOf(':');
    String goName = Character.toUpperCase(key.charAt(0)) + key.substring(1);
    boolean always = false;
    HelmfileRules only = null;
    for (int i = 2; i < words.length; i++) {
      switch (words[i].charAt(0)) {
        case '!' -> always = true;
        case '0' -> only = HelmfileRules.V0;
        case '1' -> only = HelmfileRules.V1;
        default -> goName = words[i].substring(1);
      }
    }
    return new Field(
        key,
        goName,
        kind(colon < 0 ? type : type.substring(0, colon)),
        colon < 0 ? "" : type.substring(colon + 1),
        pointer,
        always,
        type.equals("items|texts"),
        only);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "text" -> Kind.TEXT;
      case "flag" -> Kind.FLAG;
      case "number" -> Kind.NUMBER;
      case "float" -> Kind.FLOAT;
      case "texts" -> Kind.TEXTS;
      case "items", "items|texts" -> Kind.ITEMS;
      case "text-map" -> Kind.TEXT_MAP;
      case "one" -> Kind.STRUCT;
      case "list" -> Kind.STRUCTS;
      case "map" -> Kind.STRUCT_MAP;
      case "helmfiles" -> Kind.HELMFILES;
      case "inherits" -> Kind.INHERITS;
      case "text-or-texts" -> Kind.TEXT_OR_TEXTS;
      case "any" -> Kind.ANY;
      default -> throw new IllegalArgumentException(type);
    };
  }

  /// What errors call the struct.
  String name() {
    return name;
  }

  /// All fields.
  Collection<Field> fields() {
    return fields.values();
  }

  /// The field of that key, or null.
  @Nullable Field find(String key) {
    return fields.get(key);
  }

  /// The keys that a helmfile knows.
  List<String> keys(HelmfileRules rules) {
    return known.getOrDefault(rules, List.of());
  }

  /// The struct that a field holds.
  static Spec of(String struct) {
    return switch (struct) {
      case "environment" -> ENVIRONMENT;
      case "missingFileHandlerConfig" -> MISSING_FILE;
      case "helmDefaults" -> HELM_DEFAULTS;
      case "repository" -> REPOSITORY;
      case "inherit" -> INHERIT;
      case "release" -> RELEASE;
      case "set" -> SET_VALUE;
      case "hook" -> HOOK;
      case "dependency" -> DEPENDENCY;
      case "trackResource" -> TRACK_RESOURCE;
      case "subHelmfile" -> SUB_HELMFILE;
      default -> throw new IllegalArgumentException(struct);
    };
  }
}
