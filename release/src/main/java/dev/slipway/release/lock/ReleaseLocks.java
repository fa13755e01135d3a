package dev.slipway.release.lock;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.lock.WaitingLine.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The locks of the releases of one cluster. Safe for use by several threads.
///
/// A lock is a Lease that its holder renews. As in client-go's leader election, nobody compares the
/// clocks of two machines: who waits takes over when *they* saw no renewal for as long as the lease
/// lasts. Where the holder was a process of the same machine that has ended, nothing is waited for.
/// Who waits in line gets the lock in the order in which they came; one of them that is gone is
/// passed over in the same way.
public final class ReleaseLocks {
  static final WriteOptions WRITE = WriteOptions.as("slipway");

  /// How often to write against others who write the same lease.
  static final int TRIES = 10;

  private final KubeClient client;
  private final Clock clock;
  private final Operator operator;
  private final LockPace pace;

  public ReleaseLocks(KubeClient client, Clock clock, Operator operator, LockPace pace) {
    this.client = client;
    this.clock = clock;
    this.operator = operator;
    this.pace = pace;
  }

  /// Who holds the lock of a release, as far as can be seen at one look: a holder that was killed
  /// is named too.
  public Optional<LockHolder> holder(ReleaseName name) {
    try {
      return client
          .get(LeaseObject.key(name))
          .filter(lease -> !LeaseObject.identity(lease).isEmpty())
          .map(LeaseObject::holder);
    } catch (KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Gets the lock of a release. Where the user may not have leases, there is none, and only the
  /// release's pending record keeps others off, as with Helm.
  ///
  /// @param line how long to wait in line; zero to be told at once who holds it. To find out that a
  ///   holder is gone may take as long as their lease lasts all the same
  /// @throws ReleaseException of code LOCKED if someone else holds it, of code INTERRUPTED if the
  ///   user stopped waiting
  public HeldLock acquire(ReleaseName name, Duration line, LockListener listener) {
    try {
      return new Acquiring(name, line, listener).run();
    } catch (KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.FORBIDDEN) {
        listener.unlocked(withoutLock(name, e));
        return HeldLock.none();
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(name);
    }
  }

  private static Diagnostic withoutLock(ReleaseName name, KubeException e) {
    return Diagnostic.warning(
            ReleaseErrorCode.LOCKED,
            "no lock for release " + name + ": " + e.diagnostic().message())
        .withHint(
            "allow get, create and update of leases in group coordination.k8s.io; until then only"
                + " the release's pending record keeps others off");
  }

  private static ReleaseException stopped(ReleaseName name) {
    return new ReleaseException(
        ReleaseErrorCode.INTERRUPTED, "stopped while waiting for the lock of release " + name);
  }

  /// One try to get a lock. Not for use twice.
  private final class Acquiring {
    private final ReleaseName name;
    private final LockListener listener;
    private final boolean waits;
    private final long deadline;
    private final Map<String, Pulse> pulses = new HashMap<>();
    private long inLineSince;

    Acquiring(ReleaseName name, Duration line, LockListener listener) {
      this.name = name;
      this.listener = listener;
      this.waits = line.isPositive();
      this.deadline = System.nanoTime() + line.toNanos();
    }

    HeldLock run() throws InterruptedException {
      boolean ours = false;
      try {
        while (true) {
          Optional<KubeObject> known = client.get(LeaseObject.key(name));
          Optional<HeldLock> lock = known.isPresent() ? join(known.get()) : create();
          if (lock.isPresent()) {
            ours = true;
            return lock.get();
          }
        }
      } finally {
        if (!ours && inLineSince != 0) {
          leaveLine();
        }
      }
    }

    private Optional<HeldLock> create() {
      KubeObject lease = LeaseObject.fresh(name);
      try {
        return Optional.of(hold(client.create(mine(lease), WRITE)));
      } catch (KubeException e) {
        return lostRace(e);
      }
    }

    private Optional<HeldLock> join(KubeObject lease) throws InterruptedException {
      String identity = LeaseObject.identity(lease);
      boolean free = identity.isEmpty() || identity.equals(operator.identity());
      boolean gone = !free && isGone(identity, LeaseObject.beat(lease), patience(lease));
      WaitingLine line = WaitingLine.of(lease);
      Set<String> absent = new HashSet<>();
      List<Waiter> before = new ArrayList<>();
      for (Waiter waiter : line.before(operator.identity())) {
        if (isGone(waiter.identity(), "in line " + waiter.beat(), pace.lease())) {
          absent.add(waiter.identity());
        } else {
          before.add(waiter);
        }
      }
      if (free || gone) {
        if (before.isEmpty()) {
          return take(lease, line.without(absent), free);
        }
        // Theirs in a moment.
        Waiter next = before.getFirst();
        waitInLine(lease, next.identity(), next.holder(), before.size() - 1);
      } else {
        waitInLine(lease, identity, LeaseObject.holder(lease), before.size());
      }
      return Optional.empty();
    }

    private Optional<HeldLock> take(KubeObject lease, WaitingLine line, boolean free) {
      try {
        KubeObject lined = line.without(Set.of(operator.identity())).in(lease);
        KubeObject mine = client.replace(mine(lined), WRITE);
        if (!free) {
          listener.takenOver(LeaseObject.holder(lease));
        }
        return Optional.of(hold(mine));
      } catch (KubeException e) {
        return lostRace(e);
      }
    }

    private Duration patience(KubeObject lease) {
      long lasts = Math.max(1, lease.number(1, "spec", "leaseDurationSeconds"));
      Duration theirs = Duration.ofSeconds(lasts);
      return theirs.compareTo(pace.lease()) < 0 ? theirs : pace.lease();
    }

    private boolean isGone(String identity, String beat, Duration patience) {
      Pulse pulse = pulses.computeIfAbsent(identity, _ -> new Pulse(beat));
      pulse.look(beat);
      return LeaseObject.isDead(identity, operator) || pulse.isSilentFor(patience);
    }

    /// @param ahead who comes first, and has the lock or gets it
    /// @param others how many come after them and before us
    private void waitInLine(KubeObject lease, String ahead, LockHolder holder, int others)
        throws InterruptedException {
      long left = deadline - System.nanoTime();
      Pulse pulse = pulses.get(ahead);
      if (left <= 0 && pulse != null && pulse.isAlive()) {
        throw ReleaseException.of(
            ReleaseErrorCode.LOCKED,
            "release "
                + name
                + " is being changed by "
                + holder
                + " since "
                + holder.since()
                + (others == 0 ? "" : ", and " + others + " more wait in line"),
            waits
                ? "nothing was changed; wait longer with --wait-lock DURATION"
                : "nothing was changed; wait for them in line with --wait-lock DURATION");
      }
      listener.waiting(holder, others, Duration.ofNanos(Math.max(0, left)));
      if (waits) {
        stayInLine(lease);
      }
      if (listener.pause(pace.look().toMillis())) {
        throw stopped(name);
      }
    }

    /// Gets into the line, and shows from time to time that we are there still.
    private void stayInLine(KubeObject lease) {
      long now = System.nanoTime();
      boolean isIn =
          WaitingLine.of(lease).waiting().stream()
              .anyMatch(one -> one.identity().equals(operator.identity()));
      if (isIn && now - inLineSince < pace.renewal().toNanos()) {
        return;
      }
      WaitingLine line = WaitingLine.of(lease).with(operator, clock.instant());
      try {
        client.replace(line.in(lease), WRITE);
        inLineSince = now;
      } catch (KubeException e) {
        boolean gone = e.diagnostic().code() == KubeErrorCode.NOT_FOUND;
        if (!gone && e.diagnostic().code() != KubeErrorCode.CONFLICT) {
          throw e;
        }
      }
    }

    /// So that nobody waits for us in vain. If that fails, they find out that we are gone.
    private void leaveLine() {
      try {
        for (int i = 0; i < TRIES; i++) {
          Optional<KubeObject> lease = client.get(LeaseObject.key(name));
          if (lease.isEmpty() || left(lease.get())) {
            return;
          }
        }
      } catch (KubeException e) {
        inLineSince = 0;
      }
    }

    private boolean left(KubeObject lease) {
      WaitingLine line = WaitingLine.of(lease);
      WaitingLine others = line.without(Set.of(operator.identity()));
      if (others.equals(line)) {
        return true;
      }
      try {
        client.replace(others.in(lease), WRITE);
        return true;
      } catch (KubeException e) {
        if (e.diagnostic().code() == KubeErrorCode.CONFLICT) {
          return false;
        }
        throw e;
      }
    }

    private Optional<HeldLock> lostRace(KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.CONFLICT) {
        return Optional.empty();
      }
      throw e;
    }

    private KubeObject mine(KubeObject lease) {
      long seconds = Math.max(1, pace.lease().toSeconds());
      return LeaseObject.held(lease, operator, clock.instant(), seconds);
    }

    private HeldLock hold(KubeObject lease) {
      return HeldLock.beating(client, clock, pace, name, lease);
    }
  }
}
