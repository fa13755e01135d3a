package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.semver.SemverRules;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What the functions may differ in, and what they may reach outside of the template.
///
/// @param semver the release of the semver library that `semver` and `semverCompare` stand on
/// @param variables the value of an environment variable, empty if it is not set: for `env` and
///   `expandenv`
/// @param hosts the addresses of a host name: for `getHostByName`
public record SprigOptions(
    SemverRules semver, UnaryOperator<String> variables, Function<String, List<String>> hosts) {

  /// The newest semver library, no variables and no hosts.
  public static SprigOptions defaults() {
    return new SprigOptions(SemverRules.LATEST, _ -> "", _ -> List.of());
  }

  /// A copy with another semver library.
  public SprigOptions withSemver(SemverRules newSemver) {
    return new SprigOptions(newSemver, variables, hosts);
  }

  /// A copy with environment variables.
  public SprigOptions withVariables(UnaryOperator<String> newVariables) {
    return new SprigOptions(semver, newVariables, hosts);
  }

  /// A copy with a resolver of host names.
  public SprigOptions withHosts(Function<String, List<String>> newHosts) {
    return new SprigOptions(semver, variables, newHosts);
  }
}
