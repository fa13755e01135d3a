package dev.slipway.helmfile.release;

import dev.slipway.gotemplate.RenderOptions;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// What rendering needs from its surroundings.
///
/// @param charts finds and loads charts
/// @param secrets decrypts secrets
/// @param realPath where an absolute path of a helmfile really is on this machine
/// @param namespace the namespace of a release that states none: of that kubeconfig (a path, or
///   empty for the machine's own) and that context (or empty for its current one)
/// @param options clock, randomness and limits of templates
/// @param written from the text of a file of manifests to what is written
public record RenderSetup(
    ReleaseCharts charts,
    SecretSources secrets,
    UnaryOperator<String> realPath,
    BinaryOperator<String> namespace,
    RenderOptions options,
    UnaryOperator<String> written) {
  /// Rendering with the system's clock and randomness.
  public RenderSetup(
      ReleaseCharts charts,
      SecretSources secrets,
      UnaryOperator<String> realPath,
      BinaryOperator<String> namespace) {
    this(charts, secrets, realPath, namespace, RenderOptions.defaults(), UnaryOperator.identity());
  }

  /// The same, passing what is written to files through `filter`.
  public RenderSetup withWritten(UnaryOperator<String> filter) {
    return new RenderSetup(charts, secrets, realPath, namespace, options, filter);
  }

  /// Rendering without secrets for a machine without a kubeconfig.
  public static RenderSetup of(ReleaseCharts charts) {
    return new RenderSetup(charts, SecretSources.none(), path -> path, (_, _) -> "default");
  }
}
