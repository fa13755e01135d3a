package dev.slipway.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import dev.slipway.gotemplate.semver.SemverRules;
import dev.slipway.gotemplate.semver.VersionConstraint;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Versions and constraints, and how three releases of Masterminds/semver read them, recorded by
/// compat/vectors/semver.
class SemverVectorsTest {
  private final List<String> failures = new ArrayList<>();
  private List<SemanticVersion> versions = List.of();
  private int constraints;

  @Test
  void readsAndComparesAsTheLibraryDoes() throws IOException {
    for (String line : SprigVectorsTest.lines("semver.jsonl.gz")) {
      Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(Json.read(line));
      SemverRules rules = SemverRules.valueOf(String.valueOf(expected.get("rules")));
      if (expected.get("versions") instanceof List<?> texts) {
        versions = texts.stream().map(each -> SemanticVersion.parse((String) each, rules)).toList();
      } else if (expected.get("version") instanceof String text) {
        checkOrder(text, rules, expected);
      } else if (expected.get("text") instanceof String text) {
        checkVersion(text, rules, expected);
      } else if (expected.get("constraint") instanceof String text) {
        checkConstraint(text, rules, expected);
      }
    }
    assertThat(constraints).isGreaterThan(1000);
    assertThat(failures).isEmpty();
  }

  private void check(String what, Object actual, Object wanted) {
    if (!actual.equals(wanted)) {
      failures.add(what + "\n    wanted: " + wanted + "\n    actual: " + actual);
    }
  }

  private void checkVersion(String text, SemverRules rules, Map<?, ?> expected) {
    String what = rules + " version " + text;
    check(
        what,
        described(() -> SemanticVersion.parse(text, rules)),
        Objects.requireNonNullElse(expected.get("error"), expected.get("lenient")));
    check(
        what + " strictly",
        described(() -> SemanticVersion.parseStrict(text, rules)),
        Objects.requireNonNullElse(expected.get("strictError"), expected.get("strict")));
    if (expected.get("next") instanceof List<?> next) {
      SemanticVersion version = SemanticVersion.parse(text, rules);
      check(
          what + " next",
          List.of(
              version.incrementPatch().original(),
              version.incrementMinor().original(),
              version.incrementMajor().original()),
          next);
    }
  }

  private static Object described(Supplier<SemanticVersion> parsing) {
    try {
      SemanticVersion version = parsing.get();
      return List.of(
          Long.toUnsignedString(version.major()),
          Long.toUnsignedString(version.minor()),
          Long.toUnsignedString(version.patch()),
          version.prerelease(),
          version.metadata(),
          version.original(),
          version.toString());
    } catch (SemverException invalid) {
      return invalid.diagnostic().message();
    }
  }

  private void checkOrder(String text, SemverRules rules, Map<?, ?> expected) {
    SemanticVersion version = SemanticVersion.parse(text, rules);
    List<Double> order = new ArrayList<>();
    for (SemanticVersion other : versions) {
      order.add((double) version.compareTo(other));
    }
    check(rules + " order of " + text, order, Objects.requireNonNull(expected.get("order")));
  }

  private void checkConstraint(String text, SemverRules rules, Map<?, ?> expected) {
    constraints++;
    String what = rules + " constraint " + text;
    VersionConstraint constraint;
    try {
      constraint = VersionConstraint.parse(text, rules);
    } catch (SemverException invalid) {
      check(
          what,
          invalid.diagnostic().message(),
          Objects.requireNonNullElse(expected.get("error"), "no error"));
      return;
    }
    StringBuilder checks = new StringBuilder();
    List<String> errors = new ArrayList<>();
    for (SemanticVersion version : versions) {
      checks.append(constraint.check(version) ? '1' : '0');
      errors.add(String.join("\n", constraint.validate(version)));
    }
    check(
        what,
        checks.toString(),
        Objects.requireNonNullElse(expected.get("checks"), expected.get("error")));
    if (expected.get("validate") instanceof List<?> wanted) {
      check(what + " errors", errors, wanted);
      check(what + " text", constraint.toString(), Objects.requireNonNull(expected.get("string")));
    }
  }
}
