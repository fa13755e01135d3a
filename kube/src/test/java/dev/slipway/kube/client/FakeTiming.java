package dev.slipway.kube.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only when someone waits. Chance is always in the middle.
public final class FakeTiming implements Timing {
  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public long millis() {
    return 1_767_225_600_000L + nanos.get() / 1_000_000;
  }

  @Override
  public void pause(long time) {
    pauses.add(time);
    nanos.addAndGet(time);
  }

  @Override
  public double random() {
    return 0.5;
  }

  public void pass(long time) {
    nanos.addAndGet(time);
  }

  /// The waits so far, in milliseconds.
  List<Long> pausesInMillis() {
    return pauses.stream().map(time -> time / 1_000_000).toList();
  }
}
