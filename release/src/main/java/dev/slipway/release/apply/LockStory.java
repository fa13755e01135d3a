package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.apply.ReleaseEvent.LockTakenOver;
import dev.slipway.release.apply.ReleaseEvent.LockWaiting;
import dev.slipway.release.lock.LockHolder;
import dev.slipway.release.lock.LockListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What getting the lock took. Confined to one thread.
final class LockStory implements LockListener {
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final ReleaseName name;
  private final Cancellation cancellation;
  private final ReleaseProgress progress;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private @Nullable LockHolder gone;
  private @Nullable LockHolder ahead;
  private int count;
  private long told;

  LockStory(ReleaseName name, Cancellation cancellation, ReleaseProgress progress) {
    this.name = name;
    this.cancellation = cancellation;
    this.progress = progress;
  }

  @Nullable LockHolder gone() {
    return gone;
  }

  List<Diagnostic> warnings() {
    return warnings;
  }

  @Override
  public void waiting(LockHolder holder, int others, Duration left) {
    // Told at each look: it is news when the line moves, and else from time to time.
    boolean moved = !holder.equals(ahead) || others != count;
    if (moved || System.nanoTime() - told > AGAIN.toNanos()) {
      ahead = holder;
      count = others;
      told = System.nanoTime();
      progress.happened(new LockWaiting(name, holder, others, left));
    }
  }

  @Override
  public void takenOver(LockHolder holder) {
    gone = holder;
    progress.happened(new LockTakenOver(name, holder));
  }

  @Override
  public void unlocked(Diagnostic warning) {
    warnings.add(warning);
  }

  @Override
  public boolean pause(long millis) throws InterruptedException {
    return cancellation.pause(millis);
  }
}
