package dev.slipway.release.lock;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.DeleteOptions.Propagation;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A lock that is ours, and is renewed in the background until it is given back. Safe for use by
/// several threads.
public final class HeldLock implements AutoCloseable {
  private final @Nullable Heartbeat heart;

  private HeldLock(@Nullable Heartbeat heart) {
    this.heart = heart;
  }

  /// No lock, where the user may not have one.
  static HeldLock none() {
    return new HeldLock(null);
  }

  static HeldLock beating(
      KubeClient client, Clock clock, LockPace pace, ReleaseName name, KubeObject lease) {
    Heartbeat heart = new Heartbeat(client, clock, pace, name, lease);
    heart.start();
    return new HeldLock(heart);
  }

  /// Whether there is a lock at all.
  public boolean isReal() {
    return heart != null;
  }

  /// Makes sure that the lock is still ours.
  ///
  /// @throws ReleaseException of code RIVAL if someone else took it, because it could not be
  ///   renewed in time
  public void check() {
    if (heart != null) {
      heart.check();
    }
  }

  /// Gives the lock back. If that fails, others find out by waiting.
  @Override
  public void close() {
    if (heart != null) {
      heart.end(false);
    }
  }

  /// Gives the lock back and deletes it, as the release is gone.
  public void closeForGood() {
    if (heart != null) {
      heart.end(true);
    }
  }

  private static final class Heartbeat {
    private final KubeClient client;
    private final Clock clock;
    private final LockPace pace;
    private final ReleaseName name;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile KubeObject lease;
    private volatile long renewed = System.nanoTime();
    private volatile @Nullable String lost;

    Heartbeat(KubeClient client, Clock clock, LockPace pace, ReleaseName name, KubeObject lease) {
      this.client = client;
      this.clock = clock;
      this.pace = pace;
      this.name = name;
      this.lease = lease;
      this.thread = Thread.ofVirtual().name("lock of " + name).unstarted(this::run);
    }

    void start() {
      thread.start();
    }

    private void run() {
      try {
        while (lost == null && !ended.await(pace.renewal().toMillis(), TimeUnit.MILLISECONDS)) {
          beat();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /// @return whether the lock was renewed
    private synchronized boolean beat() {
      try {
        for (int i = 0; i < ReleaseLocks.TRIES && lost == null; i++) {
          if (written(LeaseObject.renewed(lease, clock.instant()))) {
            renewed = System.nanoTime();
            return true;
          }
        }
      } catch (KubeException e) {
        if (e.diagnostic().code() == KubeErrorCode.NOT_FOUND) {
          lost = "someone deleted it";
        }
        // Others may only take over after `lease`; until then the next beat may do.
      }
      return false;
    }

    /// Writes the lease, unless someone else wrote it meanwhile: then that is looked at.
    private boolean written(KubeObject next) {
      try {
        lease = client.replace(next, ReleaseLocks.WRITE);
        return true;
      } catch (KubeException e) {
        if (e.diagnostic().code() != KubeErrorCode.CONFLICT) {
          throw e;
        }
        look();
        return false;
      }
    }

    /// Someone else wrote the lease: to take it over, or to get into the line.
    private void look() {
      Optional<KubeObject> now = client.get(LeaseObject.key(name));
      String ours = LeaseObject.identity(lease);
      if (now.isPresent() && LeaseObject.identity(now.get()).equals(ours)) {
        lease = now.get();
      } else {
        lost = now.map(other -> LeaseObject.holder(other).toString()).orElse("someone deleted it");
      }
    }

    private boolean isOverdue() {
      return System.nanoTime() - renewed > pace.lease().toNanos();
    }

    /// After a time in which the cluster did not answer the lock may still be ours: nobody else
    /// could reach it, either. The write says so, since it is refused when anybody changed it.
    private synchronized boolean catchesUp() {
      for (int tries = 0; tries < 2 && lost == null; tries++) {
        if (!isOverdue() || beat()) {
          return true;
        }
      }
      return false;
    }

    void check() {
      String by = lost;
      if (by == null && isOverdue() && !catchesUp()) {
        by = lost;
        if (by == null) {
          by = "it could not be renewed for " + pace.lease().toSeconds() + " s";
        }
      }
      if (by != null) {
        throw new ReleaseException(
            Diagnostic.error(
                    ReleaseErrorCode.RIVAL, "the lock of release " + name + " was lost: " + by)
                .withHint("nothing more is changed; run it again when they are done"));
      }
    }

    void end(boolean forGood) {
      ended.countDown();
      try {
        thread.join();
        for (int i = 0; i < ReleaseLocks.TRIES && lost == null; i++) {
          if (written(LeaseObject.free(lease, clock.instant()))) {
            // Who waits keeps their place in line.
            if (forGood && WaitingLine.of(lease).waiting().isEmpty()) {
              client.delete(
                  LeaseObject.key(name),
                  new DeleteOptions(Propagation.BACKGROUND, lease.uid(), false));
            }
            return;
          }
        }
      } catch (KubeException e) {
        // A lock that is not given back is found to be without holder by those who wait for it.
        lost = e.diagnostic().message();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
