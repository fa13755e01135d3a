package dev.slipway.kube.wait;

import dev.slipway.kube.client.FakeTiming;
import dev.slipway.kube.client.Timing;

/// Time of which a second passes each time that someone looks.
record Hastening(FakeTiming timing) implements Timing {
  @Override
  public long nanos() {
    timing.pass(1_000_000_000L);
    return timing.nanos();
  }

  @Override
  public long millis() {
    return timing.millis();
  }

  @Override
  public void pause(long nanos) {
    timing.pause(nanos);
  }

  @Override
  public double random() {
    return timing.random();
  }
}
