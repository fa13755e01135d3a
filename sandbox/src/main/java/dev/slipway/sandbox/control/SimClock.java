package dev.slipway.sandbox.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// Simulated time: what a cluster waits for passes `speed` times as fast as the clock on the wall.
///
/// Timestamps stay those of the wall, so that ages and leases mean what clients take them for; only
/// waiting is shorter. Safe for use by several threads.
public final class SimClock extends Clock {
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private double speed;
  private Duration jumped = Duration.ZERO;
  private double ticksAtMark;
  private long nanosAtMark;

  /// A clock of that speed: 1 is real time.
  public SimClock(double speed) {
    this(speed, InstantSource.system(), System::nanoTime);
  }

  SimClock(double speed, InstantSource wall, LongSupplier nanos) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("the speed of time must be above 0: " + speed);
    }
    this.speed = speed;
    this.wall = wall;
    this.nanos = nanos;
    this.nanosAtMark = nanos.getAsLong();
  }

  /// The time that goes into objects: that of the wall, and what was jumped over.
  @Override
  public synchronized Instant instant() {
    return wall.instant().plus(jumped);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /// Not to be had: objects tell the time in UTC.
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a sandbox tells the time in UTC");
  }

  /// The same as objects write it, in whole seconds: `2026-01-31T12:00:00Z`.
  public String timestamp() {
    return instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// How many times as fast as real time it goes.
  public synchronized double speed() {
    return speed;
  }

  /// Changes the speed from now on.
  public void setSpeed(double newSpeed) {
    if (!(newSpeed > 0)) {
      throw new IllegalArgumentException("the speed of time must be above 0: " + newSpeed);
    }
    synchronized (this) {
      mark();
      speed = newSpeed;
    }
    listeners.forEach(Runnable::run);
  }

  /// Jumps ahead: whatever waits for that long is done at once.
  public void advance(Duration simulated) {
    synchronized (this) {
      mark();
      ticksAtMark += simulated.toNanos();
      jumped = jumped.plusNanos((long) (simulated.toNanos() / speed));
    }
    listeners.forEach(Runnable::run);
  }

  /// Simulated nanoseconds since this clock was made.
  synchronized long ticks() {
    return (long) (ticksAtMark + (nanos.getAsLong() - nanosAtMark) * speed);
  }

  /// How much simulated time has passed since a timestamp.
  synchronized Duration since(Instant timestamp) {
    return Duration.ofNanos(
        (long) (Duration.between(timestamp, wall.instant().plus(jumped)).toNanos() * speed));
  }

  /// How long simulated nanoseconds take on the wall, in nanoseconds.
  synchronized long wallNanos(long simulated) {
    return (long) (simulated / speed);
  }

  void onJump(Runnable listener) {
    listeners.add(listener);
  }

  private void mark() {
    long now = nanos.getAsLong();
    ticksAtMark += (now - nanosAtMark) * speed;
    nanosAtMark = now;
  }
}
