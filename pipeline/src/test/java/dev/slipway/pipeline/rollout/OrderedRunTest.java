package dev.slipway.pipeline.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrderedRunTest {
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());

  private void run(OrderedRun<String> run, String... failing) {
    run.run(
        item -> {
          done.add(item);
          return !List.of(failing).contains(item);
        },
        skipped::add,
        () -> false);
  }

  @Test
  void anItemComesAfterThoseThatItWaitsFor() {
    OrderedRun<String> run = new OrderedRun<>(0);
    run.add("c", Set.of("b"));
    run.add("a", Set.of());
    run.add("b", Set.of("a", "not there"));

    run(run);

    assertThat(done).containsExactly("a", "b", "c");
  }

  @Test
  void aFailureTakesThoseThatWaitForItAndNoOthers() {
    OrderedRun<String> run = new OrderedRun<>(1);
    run.add("a", Set.of());
    run.add("b", Set.of("a"));
    run.add("c", Set.of("b"));
    run.add("d", Set.of());

    run(run, "a");

    assertThat(done).containsExactly("a", "d");
    assertThat(skipped).containsExactly("b", "c");
  }

  @Test
  void itemsThatDoNotWaitRunAtTheSameTime() throws InterruptedException {
    OrderedRun<String> run = new OrderedRun<>(0);
    run.add("a", Set.of());
    run.add("b", Set.of());
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger met = new AtomicInteger();

    run.run(
        item -> {
          both.countDown();
          try {
            if (both.await(1, TimeUnit.MINUTES)) {
              met.incrementAndGet();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        },
        skipped::add,
        () -> false);

    assertThat(met).hasValue(2);
  }

  @Test
  void nothingNewBeginsOnceItIsToStop() {
    OrderedRun<String> run = new OrderedRun<>(1);
    run.add("a", Set.of());
    run.add("b", Set.of("a"));

    run.run(done::add, skipped::add, () -> !done.isEmpty());

    assertThat(done).containsExactly("a");
    assertThat(skipped).containsExactly("b");
  }

  @Test
  void aCircleIsAnError() {
    OrderedRun<String> run = new OrderedRun<>(0);
    run.add("a", Set.of("b"));
    run.add("b", Set.of("a"));

    assertThatThrownBy(() -> run(run)).hasMessageContaining("circle");
  }

  @Test
  void aFaultReachesTheCaller() {
    OrderedRun<String> run = new OrderedRun<>(0);
    run.add("a", Set.of());

    assertThatThrownBy(() ->
            run.run(
                _ -> {
                  throw new IllegalArgumentException("fault");
                },
                skipped::add,
                () -> false))
        .hasMessage("fault");
  }
}
