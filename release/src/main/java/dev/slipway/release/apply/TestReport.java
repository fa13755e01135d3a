package dev.slipway.release.apply;

import dev.slipway.object.ObjectKey;
import dev.slipway.release.store.HookRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the tests of a release said.
///
/// @param tests those that ran, in their order; the first that fails is the last
public record TestReport(List<Test> tests) {
  public TestReport {
    tests = List.copyOf(tests);
  }

  /// One test.
  ///
  /// @param object its pod or job
  /// @param run when it ran, and how that ended
  /// @param failure why it failed; null when it did not
  /// @param logs what its containers wrote, where that was wanted or it failed
  public record Test(ObjectKey object, HookRun run, @Nullable String failure, List<String> logs) {
    public Test {
      logs = List.copyOf(logs);
    }
  }

  /// Whether none failed.
  public boolean passed() {
    for (Test test : tests) {
      if (test.failure() != null) {
        return false;
      }
    }
    return true;
  }
}
