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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The locks of the releases of one cluster. Safe for use by several threads.
///
/// A lock is a Lease that its holder renews. As in client-go's leader election, nobody compares the
/// clocks of two machines: who waits takes over when *they* saw no renewal for as long as the lease
/// lasts. Where the holder was a process of the same machine that has ended, nothing is waited for.
public final class ReleaseLocks {
  static final WriteOptions WRITE = WriteOptions.as("slipway");

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
    private final long deadline;
    private @Nullable String beat;
    private long beatSeen;
    private boolean alive;

    Acquiring(ReleaseName name, Duration line, LockListener listener) {
      this.name = name;
      this.listener = listener;
      this.deadline = System.nanoTime() + line.toNanos();
    }

    HeldLock run() throws InterruptedException {
      while (true) {
        Optional<KubeObject> known = client.get(LeaseObject.key(name));
        Optional<HeldLock> lock = known.isPresent() ? join(known.get()) : create();
        if (lock.isPresent()) {
          return lock.get();
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
      if (!free && !isGone(lease)) {
        waitInLine(lease);
        return Optional.empty();
      }
      try {
        KubeObject mine = client.replace(mine(lease), WRITE);
        if (!free) {
          listener.takenOver(LeaseObject.holder(lease));
        }
        return Optional.of(hold(mine));
      } catch (KubeException e) {
        return lostRace(e);
      }
    }

    private boolean isGone(KubeObject lease) {
      String now = LeaseObject.beat(lease);
      if (!now.equals(beat)) {
        alive = beat != null;
        beat = now;
        beatSeen = System.nanoTime();
      }
      long lasts = Math.max(1, lease.number(1, "spec", "leaseDurationSeconds"));
      long nanos = Math.min(Duration.ofSeconds(lasts).toNanos(), pace.lease().toNanos());
      return LeaseObject.isDead(lease, operator) || System.nanoTime() - beatSeen > nanos;
    }

    private void waitInLine(KubeObject lease) throws InterruptedException {
      LockHolder holder = LeaseObject.holder(lease);
      long left = deadline - System.nanoTime();
      if (alive && left <= 0) {
        throw ReleaseException.of(
            ReleaseErrorCode.LOCKED,
            "release " + name + " is being changed by " + holder + " since " + holder.since(),
            "wait for them in line with --wait-lock DURATION");
      }
      listener.waiting(holder, Duration.ofNanos(Math.max(0, left)));
      if (listener.pause(pace.look().toMillis())) {
        throw stopped(name);
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
