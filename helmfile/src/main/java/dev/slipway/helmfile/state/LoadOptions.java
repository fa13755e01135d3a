package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.template.SecretReferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to load and how. Immutable; `with…` gives changed copies.
///
/// @param file a helmfile or a folder of them, as `--file` names it; null for the one that helmfile
///   finds by itself in the working folder
/// @param environment the environment's name: `default` when none is asked for
/// @param stateValuesFiles `--state-values-file`
/// @param stateValuesSet `--state-values-set`, such as `a.b[0]=1,c=2`
/// @param stateValuesSetString `--state-values-set-string`
/// @param namespace `--namespace`, or empty
/// @param kubeContext `--kube-context`, or empty
/// @param chart `--chart`, or empty
/// @param helmBinary `--helm-binary`, or empty
/// @param rules which helmfile to follow; null to find out: see [RulesChoice]
/// @param secretFiles decrypts secrets files of environments
/// @param secretReferences resolves `ref+…` in templates
public record LoadOptions(
    @Nullable String file,
    String environment,
    List<String> stateValuesFiles,
    List<String> stateValuesSet,
    List<String> stateValuesSetString,
    String namespace,
    String kubeContext,
    String chart,
    String helmBinary,
    @Nullable HelmfileRules rules,
    SecretFiles secretFiles,
    SecretReferences secretReferences) {
  /// The environment's name when none is asked for.
  public static final String DEFAULT_ENVIRONMENT = "default";

  public LoadOptions {
    stateValuesFiles = List.copyOf(stateValuesFiles);
    stateValuesSet = List.copyOf(stateValuesSet);
    stateValuesSetString = List.copyOf(stateValuesSetString);
  }

  /// The helmfile of the working folder, the default environment, nothing overridden.
  public static LoadOptions defaults() {
    return new LoadOptions(
        null,
        DEFAULT_ENVIRONMENT,
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        "",
        "",
        null,
        SecretFiles.none(),
        SecretReferences.none());
  }

  /// A copy with another file or folder.
  public LoadOptions withFile(@Nullable String newFile) {
    return new LoadOptions(
        newFile,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with another environment.
  public LoadOptions withEnvironment(String newEnvironment) {
    return new LoadOptions(
        file,
        newEnvironment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with values files that override.
  public LoadOptions withStateValuesFiles(List<String> newStateValuesFiles) {
    return new LoadOptions(
        file,
        environment,
        newStateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with values that override.
  public LoadOptions withStateValuesSet(List<String> newStateValuesSet) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        newStateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with strings that override.
  public LoadOptions withStateValuesSetString(List<String> newStateValuesSetString) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        newStateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with a namespace for all releases.
  public LoadOptions withNamespace(String newNamespace) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        newNamespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with a context for all releases.
  public LoadOptions withKubeContext(String newKubeContext) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        newKubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with a chart for all releases.
  public LoadOptions withChart(String newChart) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        newChart,
        helmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with another Helm.
  public LoadOptions withHelmBinary(String newHelmBinary) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        newHelmBinary,
        rules,
        secretFiles,
        secretReferences);
  }

  /// A copy with rules to follow.
  public LoadOptions withRules(@Nullable HelmfileRules newRules) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        newRules,
        secretFiles,
        secretReferences);
  }

  /// A copy with a decrypter of secrets files.
  public LoadOptions withSecretFiles(SecretFiles newSecretFiles) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        newSecretFiles,
        secretReferences);
  }

  /// A copy with a resolver of references to secrets.
  public LoadOptions withSecretReferences(SecretReferences newSecretReferences) {
    return new LoadOptions(
        file,
        environment,
        stateValuesFiles,
        stateValuesSet,
        stateValuesSetString,
        namespace,
        kubeContext,
        chart,
        helmBinary,
        rules,
        secretFiles,
        newSecretReferences);
  }
}
