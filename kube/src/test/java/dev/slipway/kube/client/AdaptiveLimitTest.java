package dev.slipway.kube.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.client.AdaptiveLimit.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
  private static final long MILLI = 1_000_000;

  private final FakeTiming timing = new FakeTiming();
  private final AdaptiveLimit limit = new AdaptiveLimit(32, timing);

  /// As many requests at once as are let in, each of which takes that long.
  private void round(long nanos, Signal signal) throws InterruptedException {
    List<Long> started = new ArrayList<>();
    int places = limit.limit();
    for (int i = 0; i < places; i++) {
      started.add(limit.acquire());
    }
    timing.pass(nanos);
    for (long since : started) {
      limit.release(since, Work.READ, signal);
    }
  }

  @Test
  void risesFastUntilTheClusterHasEnoughThenSlowly() throws InterruptedException {
    assertThat(limit.limit()).isEqualTo(8);
    round(MILLI, Signal.ANSWERED);
    int first = limit.limit();
    assertThat(first).isGreaterThan(8);

    while (limit.limit() < 32) {
      round(MILLI, Signal.ANSWERED);
    }
    round(MILLI, Signal.ANSWERED);
    assertThat(limit.limit()).isEqualTo(32);

    round(MILLI, Signal.OVERLOADED);
    assertThat(limit.limit()).isEqualTo(16);
    for (int i = 0; i < 3; i++) {
      round(MILLI, Signal.ANSWERED);
    }
    assertThat(limit.limit()).isBetween(16, 20);
  }

  @Test
  void stepsDownOnceForRequestsThatRanTogether() throws InterruptedException {
    round(MILLI, Signal.OVERLOADED);
    assertThat(limit.limit()).isEqualTo(4);
    round(MILLI, Signal.OVERLOADED);
    assertThat(limit.limit()).isEqualTo(2);
    round(MILLI, Signal.OVERLOADED);
    round(MILLI, Signal.OVERLOADED);
    assertThat(limit.limit()).isEqualTo(1);
  }

  @Test
  void stepsDownWhenAnswersBecomeMuchSlower() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      round(10 * MILLI, Signal.ANSWERED);
    }
    int before = limit.limit();

    round(500 * MILLI, Signal.ANSWERED);
    round(500 * MILLI, Signal.ANSWERED);

    assertThat(limit.limit()).isLessThan(before);
  }

  @Test
  void staysWhenAFewRequestsAreAnswered() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      long since = limit.acquire();
      timing.pass(MILLI);
      limit.release(since, Work.WRITE, Signal.ANSWERED);
    }

    assertThat(limit.limit()).isEqualTo(8);
  }

  @Test
  void letsNoMoreInThanItSays() throws InterruptedException {
    AdaptiveLimit narrow = new AdaptiveLimit(2, Timing.SYSTEM);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(50);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        var _ =
            threads.submit(() -> {
              long since = narrow.acquire();
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              narrow.release(since, Work.READ, Signal.ANSWERED);
              done.countDown();
              return null;
            });
      }
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 2);
  }
}
