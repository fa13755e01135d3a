package dev.slipway.pipeline.fleet;

import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.helmfile.release.SecretSources;
import dev.slipway.helmfile.template.SecretReferences;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Notices, for each thread, whether what it makes depends on the time, on chance or on a secret:
/// then it is not kept between runs.
final class Watch {
  private static final long SEED = 20190611;
  private static final Instant NOON = Instant.parse("2019-06-11T12:00:00Z");

  private static final class Seen {
    boolean anything;
    final Set<String> files = new HashSet<>();
    RandomGenerator random = seeded();
  }

  private final ThreadLocal<Seen> seen = ThreadLocal.withInitial(Seen::new);

  private static RandomGenerator seeded() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }

  /// Begins something new in this thread.
  void begin() {
    seen.set(new Seen());
  }

  /// Whether there was something since then that a later run may find otherwise, or must not find.
  boolean noticed() {
    return seen.get().anything;
  }

  /// Notes such a thing.
  void note() {
    seen.get().anything = true;
  }

  /// The files that were read besides those that hosts record.
  Set<String> files() {
    return Set.copyOf(seen.get().files);
  }

  /// The namespaces of kubeconfigs, which are read as files.
  BinaryOperator<String> namespaces(BinaryOperator<String> namespaces) {
    return (kubeconfig, context) -> {
      if (!kubeconfig.isEmpty()) {
        seen.get().files.add(Path.of(kubeconfig).toAbsolutePath().toString());
      } else if (!context.isEmpty()) {
        note();
      }
      return namespaces.apply(kubeconfig, context);
    };
  }

  /// The system's clock and randomness, watched.
  RenderOptions real() {
    RenderOptions defaults = RenderOptions.defaults();
    Clock clock = defaults.clock();
    RandomGenerator random = defaults.random();
    return defaults
        .withClock(new WatchedClock(this, clock))
        .withRandom(() -> {
          note();
          return random.nextLong();
        });
  }

  /// The same time and the same random numbers for each release, so that two renderings can be
  /// compared.
  RenderOptions fixed() {
    return RenderOptions.defaults()
        .withClock(Clock.fixed(NOON, ZoneId.of("UTC")))
        .withRandom(() -> {
          note();
          return seen.get().random.nextLong();
        });
  }

  /// Sources of secrets, watched.
  SecretSources secrets(SecretSources sources) {
    return new SecretSources(
        (host, path) -> {
          note();
          return sources.files().decrypt(host, path);
        },
        new WatchedReferences(this, sources.references()),
        text -> {
          note();
          return sources.inline().apply(text);
        });
  }

  private record WatchedReferences(Watch watch, SecretReferences references)
      implements SecretReferences {
    @Override
    public Map<String, @Nullable Object> expand(Map<String, ? extends @Nullable Object> values) {
      watch.note();
      return references.expand(values);
    }

    @Override
    public SecretReferences in(String directory) {
      return new WatchedReferences(watch, references.in(directory));
    }
  }

  private static final class WatchedClock extends Clock {
    private final Watch watch;
    private final Clock clock;

    WatchedClock(Watch watch, Clock clock) {
      this.watch = watch;
      this.clock = clock;
    }

    @Override
    public ZoneId getZone() {
      watch.note();
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new WatchedClock(watch, clock.withZone(zone));
    }

    @Override
    public Instant instant() {
      watch.note();
      return clock.instant();
    }
  }
}
