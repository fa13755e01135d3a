package dev.slipway.gotemplate.sprig;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.random.RandomGenerator;

/// The randomness of a rendering in the form that the JDK's cryptography asks for.
final class ScopeRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private ScopeRandom(RandomGenerator random) {
    super(new Source(random), null);
  }

  static SecureRandom of(RandomGenerator random) {
    return random instanceof SecureRandom secure ? secure : new ScopeRandom(random);
  }

  private static final class Source extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;

    private final transient RandomGenerator random;

    Source(RandomGenerator random) {
      this.random = random;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      // The source of a rendering is not to be influenced.
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
      byte[] seed = new byte[length];
      random.nextBytes(seed);
      return seed;
    }
  }
}
