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
  private final ReleaseName name;
  private final Cancellation cancellation;
  private final ReleaseProgress progress;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private @Nullable LockHolder gone;

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
    progress.happened(new LockWaiting(name, holder, others, left));
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
