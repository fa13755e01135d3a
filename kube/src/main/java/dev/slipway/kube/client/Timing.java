package dev.slipway.kube.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Time and chance, so that tests can have their own. Safe for use by several threads at once.
public interface Timing {
  /// The machine's.
  Timing SYSTEM =
      new Timing() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }

        @Override
        public double random() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };

  /// Nanoseconds since some moment.
  long nanos();

  /// Milliseconds since 1970.
  long millis();

  /// Waits.
  void pause(long nanos) throws InterruptedException;

  /// A number from 0 up to but without 1.
  double random();
}
