package dev.slipway.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/// Randomness for templates that make passwords: the same seed gives one release the same numbers
/// again, and whoever does not know the seed cannot tell them. SHA-256 over the release's name, the
/// seed and a counter. Not for use by several threads.
final class SeededRandom implements RandomGenerator {
  private final MessageDigest digest;
  private final byte[] name;
  private final long seed;
  private long counter;
  private ByteBuffer ready = ByteBuffer.allocate(0);

  /// @param name what the numbers are for: others get others of the same seed
  /// @param seed a secret
  SeededRandom(String name, long seed) {
    this.name = name.getBytes(StandardCharsets.UTF_8);
    this.seed = seed;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public long nextLong() {
    if (!ready.hasRemaining()) {
      digest.update(name);
      digest.update(ByteBuffer.allocate(16).putLong(seed).putLong(counter++).flip());
      ready = ByteBuffer.wrap(digest.digest());
    }
    return ready.getLong();
  }
}
