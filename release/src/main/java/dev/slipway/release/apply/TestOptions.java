package dev.slipway.release.apply;

import java.time.Duration;
import java.util.Set;

/// How a release is tested.
///
/// @param only the names of the tests to run; empty for all
/// @param except the names of tests not to run
/// @param timeout how long each may take
/// @param logs whether the logs of all tests are wanted, and not only of those that fail
public record TestOptions(Set<String> only, Set<String> except, Duration timeout, boolean logs) {
  /// All tests, five minutes each.
  public static final TestOptions ALL =
      new TestOptions(Set.of(), Set.of(), Duration.ofMinutes(5), false);

  public TestOptions {
    only = Set.copyOf(only);
    except = Set.copyOf(except);
  }

  boolean wants(String name) {
    return (only.isEmpty() || only.contains(name)) && !except.contains(name);
  }
}
