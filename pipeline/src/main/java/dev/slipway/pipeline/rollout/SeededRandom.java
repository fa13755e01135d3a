package dev.slipway.pipeline.rollout;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Randomness for templates that make passwords: the same seed gives the same numbers, and nobody
/// who does not know the key can tell them. SHA-256 over the key, the seed and a counter. Not for
/// use by several threads.
final class SeededRandom implements RandomGenerator {
  private final MessageDigest digest;
  private final byte[] key;
  private final long seed;
  private long counter;
  private ByteBuffer ready = ByteBuffer.allocate(0);

  /// @param key a secret of [#newKey]
  SeededRandom(byte[] key, long seed) {
    this.key = key;
    this.seed = seed;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// A new secret.
  static byte[] newKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }

  @Override
  public long nextLong() {
    if (!ready.hasRemaining()) {
      digest.update(key);
      digest.update(ByteBuffer.allocate(16).putLong(seed).putLong(counter++).flip());
      ready = ByteBuffer.wrap(digest.digest());
    }
    return ready.getLong();
  }
}
