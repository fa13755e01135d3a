package dev.slipway.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final Fault RESET = new Fault.Reset(false);

  @Test
  void happenToWhatTheirPathLooksLike() {
    Faults faults = new Faults();
    faults.add(FaultRule.always(RESET).on("PATCH", "/apis/*/deployments/*"));
    assertThat(faults.meet("PATCH", "/apis/apps/v1/namespaces/a/deployments/b", false))
        .containsExactly(RESET);
    assertThat(faults.meet("GET", "/apis/apps/v1/namespaces/a/deployments/b", false)).isEmpty();
    assertThat(faults.meet("PATCH", "/apis/apps/v1/namespaces/a/daemonsets/b", false)).isEmpty();
  }

  @Test
  void endWithTheirTime() {
    AtomicLong now = new AtomicLong(5);
    Faults faults = new Faults(now::get);
    faults.add(FaultRule.always(RESET).lasting(Duration.ofNanos(10)));
    assertThat(faults.meet("GET", "/", false)).hasSize(1);
    now.set(15);
    assertThat(faults.meet("GET", "/", false)).isEmpty();
  }

  @Test
  void areTheSameForTheSameSeed() {
    List<Integer> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Faults faults = new Faults();
      faults.seed(42);
      faults.add(FaultRule.always(RESET).withProbability(0.3));
      int pattern = 0;
      for (int i = 0; i < 30; i++) {
        pattern = 2 * pattern + faults.meet("GET", "/", false).size();
      }
      runs.add(pattern);
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotZero();
  }

  @Test
  void concernWatchesOrWritesOnlyWhereThatIsTheirKind() {
    Faults faults = new Faults();
    faults.add(FaultRule.always(new Fault.DroppedWatch(Duration.ZERO)));
    faults.add(FaultRule.always(new Fault.SlowStore(Duration.ZERO)));
    assertThat(faults.meet("GET", "/", false)).isEmpty();
    assertThat(faults.meet("GET", "/", true)).hasSize(1);
    assertThat(faults.meet("POST", "/", false)).hasSize(1);
  }
}
