package dev.slipway.release.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.Diagnostic;
import dev.slipway.object.KubeObject;
import dev.slipway.release.InMemoryCluster;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReleaseLocksTest {
  private static final ReleaseName WEB = new ReleaseName("shop", "web");
  private static final Instant NOW = Instant.parse("2026-11-27T21:00:00.123456Z");
  private static final LockPace FAST =
      new LockPace(Duration.ofMillis(400), Duration.ofMillis(20), Duration.ofMillis(5));

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final List<String> told = new ArrayList<>();

  private ReleaseLocks locks(String user, long pid) {
    Operator operator = new Operator(user, "host-of-" + user, pid, "slipway apply", user);
    // Two clocks that are an hour apart do no harm.
    Clock clock = Clock.fixed(user.equals("ann") ? NOW : NOW.plusSeconds(3600), ZoneOffset.UTC);
    return new ReleaseLocks(cluster, clock, operator, FAST);
  }

  private LockListener listener() {
    return new LockListener() {
      private final CountDownLatch never = new CountDownLatch(1);

      @Override
      public void waiting(LockHolder holder, int others, Duration left) {
        told.add("waiting for " + holder);
      }

      @Override
      public void takenOver(LockHolder gone) {
        told.add("taken over from " + gone);
      }

      @Override
      public void unlocked(Diagnostic warning) {
        told.add(warning.message());
      }

      @Override
      public boolean pause(long millis) throws InterruptedException {
        return never.await(millis, TimeUnit.MILLISECONDS);
      }
    };
  }

  @Test
  void aFreeLockIsOursUntilItIsGivenBack() {
    ReleaseLocks ann = locks("ann", 1);
    try (HeldLock lock = ann.acquire(WEB, Duration.ZERO, listener())) {
      lock.check();
      assertThat(lock.isReal()).isTrue();
      LockHolder holder = ann.holder(WEB).orElseThrow();
      assertThat(holder.who()).isEqualTo("ann@host-of-ann, process 1");
      assertThat(holder.command()).isEqualTo("slipway apply");
      assertThat(holder.since()).isEqualTo(NOW);
    }
    assertThat(ann.holder(WEB)).isEmpty();
  }

  @Test
  void theSecondIsToldWhoHoldsItSinceWhen() {
    try (HeldLock lock = locks("ann", 1).acquire(WEB, Duration.ZERO, listener())) {
      lock.check();
      assertThatThrownBy(() -> locks("bob", 2).acquire(WEB, Duration.ZERO, listener()))
          .isInstanceOfSatisfying(
              ReleaseException.class,
              e -> assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.LOCKED))
          .hasMessage(
              "release shop/web is being changed by ann@host-of-ann, process 1 (`slipway apply`)"
                  + " since 2026-11-27T21:00:00.123456Z");
    }
  }

  @Test
  void whoWaitsInLineGetsItWhenItIsGivenBack() throws InterruptedException {
    HeldLock first = locks("ann", 1).acquire(WEB, Duration.ZERO, listener());
    CountDownLatch got = new CountDownLatch(1);
    Thread second =
        Thread.ofVirtual()
            .start(() -> {
              try (HeldLock lock =
                  locks("bob", 2).acquire(WEB, Duration.ofMinutes(5), listener())) {
                lock.check();
                got.countDown();
              }
            });
    assertThat(got.getCount()).isOne();
    first.close();
    second.join();
    assertThat(got.getCount()).isZero();
  }

  private WaitingLine line() {
    return WaitingLine.of(cluster.get(LeaseObject.key(WEB)).orElseThrow());
  }

  private Thread waiter(String user, long pid, List<String> order) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try (HeldLock lock = locks(user, pid).acquire(WEB, Duration.ofMinutes(5), silent())) {
                lock.check();
                order.add(user);
              }
            });
    while (line().waiting().stream().noneMatch(one -> one.identity().startsWith(user))) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private static LockListener silent() {
    return new LockListener() {
      private final CountDownLatch never = new CountDownLatch(1);

      @Override
      public void waiting(LockHolder holder, int others, Duration left) {}

      @Override
      public void takenOver(LockHolder gone) {}

      @Override
      public void unlocked(Diagnostic warning) {}

      @Override
      public boolean pause(long millis) throws InterruptedException {
        return never.await(millis, TimeUnit.MILLISECONDS);
      }
    };
  }

  @Test
  void whoComesFirstIsServedFirst() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    HeldLock first = locks("ann", 1).acquire(WEB, Duration.ZERO, listener());
    List<Thread> waiters = new ArrayList<>();
    for (String user : List.of("dan", "bob", "cat", "eve")) {
      waiters.add(waiter(user, 2, order));
    }
    assertThat(line().waiting())
        .extracting(one -> one.holder().who())
        .containsExactly(
            "dan@host-of-dan, process 2",
            "bob@host-of-bob, process 2",
            "cat@host-of-cat, process 2",
            "eve@host-of-eve, process 2");
    first.check();
    first.close();
    for (Thread waiter : waiters) {
      waiter.join();
    }
    assertThat(order).containsExactly("dan", "bob", "cat", "eve");
    assertThat(line().waiting()).isEmpty();
  }

  @Test
  void whoDoesNotWaitDoesNotPassThoseWhoDo() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    HeldLock first = locks("ann", 1).acquire(WEB, Duration.ZERO, listener());
    Thread bob = waiter("bob", 2, order);
    assertThatThrownBy(() -> locks("cat", 3).acquire(WEB, Duration.ZERO, listener()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageEndingWith("since 2026-11-27T21:00:00.123456Z, and 1 more wait in line");
    first.close();
    bob.join();
    assertThat(order).containsExactly("bob");
  }

  @Test
  void whoWaitedAndIsGoneIsPassedOver() {
    HeldLock first = locks("ann", 1).acquire(WEB, Duration.ZERO, listener());
    Operator eve = new Operator("eve", "far", 9, "slipway apply", "x");
    KubeObject lease = cluster.get(LeaseObject.key(WEB)).orElseThrow();
    cluster.put(new WaitingLine(List.of()).with(eve, NOW).in(lease).json());
    first.close();
    assertThat(line().waiting()).hasSize(1);
    try (HeldLock lock = locks("bob", 2).acquire(WEB, Duration.ofMinutes(5), listener())) {
      lock.check();
    }
    assertThat(told).contains("waiting for eve@far, process 9 (`slipway apply`)");
    assertThat(line().waiting()).isEmpty();
  }

  @Test
  void whoGivesUpLeavesTheLine() {
    try (HeldLock lock = locks("ann", 1).acquire(WEB, Duration.ZERO, listener())) {
      assertThatThrownBy(() -> locks("bob", 2).acquire(WEB, Duration.ofMillis(50), listener()))
          .isInstanceOfSatisfying(
              ReleaseException.class,
              e -> assertThat(e.diagnostic().hint()).contains("wait longer with --wait-lock"));
      assertThat(line().waiting()).isEmpty();
      lock.check();
    }
  }

  @Test
  void aHolderThatIsSilentIsTakenOver() {
    cluster.put(
        """
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",
         "metadata":{"name":"slipway.web","namespace":"shop"},
         "spec":{"holderIdentity":"eve@far, process 9#x","leaseDurationSeconds":15,
                 "acquireTime":"2026-11-27T20:00:00.000000Z",
                 "renewTime":"2099-01-01T00:00:00.000000Z"}}
        """);
    try (HeldLock lock = locks("bob", 2).acquire(WEB, Duration.ZERO, listener())) {
      lock.check();
    }
    assertThat(told).contains("taken over from eve@far, process 9");
  }

  @Test
  void aHolderOfThisMachineThatHasEndedIsTakenOverAtOnce() {
    cluster.put(
        """
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",
         "metadata":{"name":"slipway.web","namespace":"shop"},
         "spec":{"holderIdentity":"bob@host-of-bob, process 999999999#x",
                 "leaseDurationSeconds":15,"renewTime":"2026-11-27T21:00:00.000000Z"}}
        """);
    try (HeldLock lock = locks("bob", 2).acquire(WEB, Duration.ZERO, listener())) {
      lock.check();
    }
    assertThat(told).containsExactly("taken over from bob@host-of-bob, process 999999999");
  }

  @Test
  void aLockThatNobodyTookIsStillOursAfterATimeWithoutAnswers() {
    LockPace silent =
        new LockPace(Duration.ofMillis(20), Duration.ofHours(1), Duration.ofMillis(5));
    Operator operator = new Operator("ann", "host-of-ann", 1, "slipway apply", "ann");
    ReleaseLocks locks =
        new ReleaseLocks(cluster, Clock.fixed(NOW, ZoneOffset.UTC), operator, silent);
    try (HeldLock lock = locks.acquire(WEB, Duration.ZERO, listener())) {
      long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
      while (System.nanoTime() < end) {
        lock.check();
        Thread.onSpinWait();
      }
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aLockThatSomeoneTookIsFoundOut() throws InterruptedException {
    HeldLock lock = locks("ann", 1).acquire(WEB, Duration.ZERO, listener());
    KubeObject lease = cluster.get(LeaseObject.key(WEB)).orElseThrow();
    Map<String, Object> tree = new LinkedHashMap<>(lease.copy());
    tree.put("spec", Map.of("holderIdentity", "bob@x, process 2#y"));
    cluster.put(KubeObject.of(new LinkedHashMap<>(tree)).json());
    Thread.ofVirtual()
        .start(() -> {
          while (true) {
            try {
              lock.check();
              Thread.onSpinWait();
            } catch (ReleaseException e) {
              told.add(e.getMessage());
              return;
            }
          }
        })
        .join();
    lock.close();
    assertThat(told)
        .containsExactly(
            "the lock of release shop/web was lost: bob@x, process 2 (`slipway apply`)");
    assertThat(cluster.get(LeaseObject.key(WEB)).orElseThrow().text("spec", "holderIdentity"))
        .startsWith("bob@");
  }

  @Test
  void whereLeasesAreForbiddenThereIsNoLockAndItIsSaid() {
    cluster.forbidLeases();
    try (HeldLock lock = locks("ann", 1).acquire(WEB, Duration.ZERO, listener())) {
      lock.check();
      assertThat(lock.isReal()).isFalse();
    }
    assertThat(told).containsExactly("no lock for release shop/web: leases is forbidden");
  }

  @Test
  void theLockOfAReleaseThatIsGoneIsDeleted() {
    HeldLock lock = locks("ann", 1).acquire(WEB, Duration.ZERO, listener());
    lock.closeForGood();
    assertThat(cluster.get(LeaseObject.key(WEB))).isEmpty();
  }
}
