package dev.slipway.helmfile.release;

import dev.slipway.chart.HelmVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command line says about rendering beyond the helmfile: the flags of `helmfile template`.
///
/// @param values `--values`: files after all others, relative to the working folder
/// @param set `--set`: assignments after all others
/// @param args `--args`: arguments for Helm
/// @param includeCrds `--include-crds`
/// @param noHooks `--no-hooks`
/// @param skipTests `--skip-tests`
/// @param showOnly `--show-only`
/// @param kubeVersion `--kube-version`, or empty
/// @param skipSchemaValidation `--skip-schema-validation`
/// @param skipDeps `--skip-deps`
/// @param postRenderer `--post-renderer`, or empty
/// @param postRendererArgs `--post-renderer-args`
/// @param helmVersion the Helm to follow; null for the one that `helmBinary` names
/// @param concurrency how many releases are rendered at once; 0 for as many as there are processors
public record TemplateFlags(
    List<String> values,
    List<String> set,
    List<String> args,
    boolean includeCrds,
    boolean noHooks,
    boolean skipTests,
    List<String> showOnly,
    String kubeVersion,
    boolean skipSchemaValidation,
    boolean skipDeps,
    String postRenderer,
    List<String> postRendererArgs,
    @Nullable HelmVersion helmVersion,
    int concurrency) {
  /// Nothing beyond the helmfile.
  public static final TemplateFlags NONE =
      new TemplateFlags(
          List.of(), List.of(), List.of(), false, false, false, List.of(), "", false, false, "",
          List.of(), null, 0);

  public TemplateFlags {
    values = List.copyOf(values);
    set = List.copyOf(set);
    args = List.copyOf(args);
    showOnly = List.copyOf(showOnly);
    postRendererArgs = List.copyOf(postRendererArgs);
  }

  /// A copy that follows that Helm; null for the one that `helmBinary` names.
  public TemplateFlags withHelmVersion(@Nullable HelmVersion version) {
    return new TemplateFlags(
        values,
        set,
        args,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skipSchemaValidation,
        skipDeps,
        postRenderer,
        postRendererArgs,
        version,
        concurrency);
  }

  /// A copy with these values files after all others.
  public TemplateFlags withValues(List<String> files) {
    return new TemplateFlags(
        files,
        set,
        args,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skipSchemaValidation,
        skipDeps,
        postRenderer,
        postRendererArgs,
        helmVersion,
        concurrency);
  }

  /// A copy with these assignments after all others.
  public TemplateFlags withSet(List<String> given) {
    return new TemplateFlags(
        values,
        given,
        args,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skipSchemaValidation,
        skipDeps,
        postRenderer,
        postRendererArgs,
        helmVersion,
        concurrency);
  }

  /// A copy with these arguments for Helm.
  public TemplateFlags withArgs(List<String> given) {
    return new TemplateFlags(
        values,
        set,
        given,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skipSchemaValidation,
        skipDeps,
        postRenderer,
        postRendererArgs,
        helmVersion,
        concurrency);
  }

  /// A copy that leaves charts' dependencies alone, or not.
  public TemplateFlags withSkipDeps(boolean skip) {
    return new TemplateFlags(
        values,
        set,
        args,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skipSchemaValidation,
        skip,
        postRenderer,
        postRendererArgs,
        helmVersion,
        concurrency);
  }

  /// A copy that does or does not hold values against schemas.
  public TemplateFlags withSkipSchemaValidation(boolean skip) {
    return new TemplateFlags(
        values,
        set,
        args,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skip,
        skipDeps,
        postRenderer,
        postRendererArgs,
        helmVersion,
        concurrency);
  }

  /// A copy that renders so many releases at once; 0 for as many as there are processors.
  public TemplateFlags withConcurrency(int width) {
    return new TemplateFlags(
        values,
        set,
        args,
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        kubeVersion,
        skipSchemaValidation,
        skipDeps,
        postRenderer,
        postRendererArgs,
        helmVersion,
        width);
  }
}
