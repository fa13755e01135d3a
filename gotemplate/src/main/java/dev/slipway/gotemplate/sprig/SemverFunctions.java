package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import dev.slipway.gotemplate.semver.SemverRules;
import dev.slipway.gotemplate.semver.VersionConstraint;
import java.util.List;
import java.util.function.Supplier;

/// Versions: sprig's `semver.go`.
final class SemverFunctions {
  private SemverFunctions() {}

  static List<GoFunction> all(SemverRules rules) {
    return List.of(
        GoFunction.of(
            "semver",
            SemanticVersion.GO_TYPE,
            (_, a) -> orFail(() -> SemanticVersion.parse(text(a, 0), rules)),
            STRING),
        GoFunction.of(
            "semverCompare",
            BOOL,
            (_, a) -> orFail(() -> compare(text(a, 0), text(a, 1), rules)),
            STRING,
            STRING));
  }

  private static boolean compare(String constraint, String version, SemverRules rules) {
    VersionConstraint parsed = VersionConstraint.parse(constraint, rules);
    return parsed.check(SemanticVersion.parse(version, rules));
  }

  private static <T> T orFail(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (SemverException invalid) {
      throw FunctionException.error(invalid.diagnostic().message());
    }
  }
}
