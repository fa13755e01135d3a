package dev.slipway.kube.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests. Safe for use by several threads at once.
final class RequestCounter {
  private final Map<Work, LongAdder> byWork = new EnumMap<>(Work.class);
  private final LongAdder repeats = new LongAdder();

  RequestCounter() {
    for (Work work : Work.values()) {
      byWork.put(work, new LongAdder());
    }
  }

  void sent(Work work, int attempt) {
    adder(work).increment();
    if (attempt > 1) {
      repeats.increment();
    }
  }

  private LongAdder adder(Work work) {
    return Objects.requireNonNull(byWork.get(work));
  }

  RequestCounts counts() {
    return new RequestCounts(
        adder(Work.READ).sum(),
        adder(Work.LIST).sum(),
        adder(Work.WATCH).sum(),
        adder(Work.WRITE).sum(),
        adder(Work.DELETE).sum(),
        repeats.sum());
  }
}
