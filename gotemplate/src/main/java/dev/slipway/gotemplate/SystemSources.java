package dev.slipway.gotemplate;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/// The system's clock and a secure source of randomness, each made when it is first asked: security
/// providers and time zones take longer to load than a typical chart to render, and few charts need
/// them.
final class SystemSources {
  private SystemSources() {}

  /// Secure randomness. For any thread.
  static final class LazyRandom implements RandomGenerator {
    private static final class Source {
      static final SecureRandom RANDOM = new SecureRandom();
    }

    @Override
    public long nextLong() {
      return Source.RANDOM.nextLong();
    }

    @Override
    public int nextInt() {
      return Source.RANDOM.nextInt();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Source.RANDOM.nextBytes(bytes);
    }
  }

  /// The system's time in the system's zone.
  static final class LazyClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.system(zone);
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant();
    }
  }
}
