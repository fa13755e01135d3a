package dev.slipway.sandbox.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// What tells objects apart: uids and generated names.
final class Identities {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LONGEST_BASE = 58;
  private static final int SUFFIX = 5;

  private Identities() {}

  static String uid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /// A name for an object that only says how its name starts.
  static String name(String start) {
    StringBuilder name =
        new StringBuilder(start.substring(0, Math.min(start.length(), LONGEST_BASE)));
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < SUFFIX; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  /// A time as objects have it.
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
