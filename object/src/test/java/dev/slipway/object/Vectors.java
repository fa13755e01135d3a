package dev.slipway.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The cases that `compat/vectors/object` recorded from Kubernetes' own code, and what differs from
/// them.
public final class Vectors {
  private static final int SHOWN = 6;

  private final List<String> failures = new ArrayList<>();
  private int compared;

  /// The lines of a file.
  public static List<KubeObject> of(String name) {
    try (InputStream in =
            Objects.requireNonNull(
                Vectors.class.getResourceAsStream("/vectors/" + name + ".jsonl.gz"), name);
        GZIPInputStream unzipped = new GZIPInputStream(in)) {
      return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(KubeObject::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One result of a case.
  private record About(String key, KubeObject recorded) {
    @Override
    public String toString() {
      return key + " of " + recorded.json();
    }
  }

  /// Compares a value with the recorded one.
  ///
  /// @param about what the case is about, to be shown
  public void same(Object about, @Nullable Object expected, @Nullable Object found) {
    compared++;
    String want = Json.writeRaw(sorted(expected));
    String got = Json.writeRaw(sorted(found));
    if (!want.equals(got)) {
      failures.add(
          (about instanceof KubeObject object ? object.json() : about)
              + "\n  want "
              + want
              + "\n  got  "
              + got);
    }
  }

  /// Compares a result, or the error's text, with what is recorded under a key.
  public void result(KubeObject recorded, String key, Supplier<? extends @Nullable Object> action) {
    String error = recorded.text(key + "Error");
    Object found;
    try {
      found = action.get();
    } catch (ObjectException e) {
      same(
          key + " of " + recorded.json(),
          error.isEmpty() ? recorded.get(key) : error,
          e.getMessage());
      return;
    }
    same(new About(key, recorded), error.isEmpty() ? recorded.get(key) : error, found);
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put((String) key, sorted(item)));
        yield sorted;
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(sorted(item)));
        yield items;
      }
      default -> value;
    };
  }

  /// Fails if anything differed, or if less was compared than there should be.
  public void check(int atLeast) {
    assertThat(failures.subList(0, Math.min(SHOWN, failures.size())))
        .as("%d differences of %d", failures.size(), compared)
        .isEmpty();
    assertThat(compared).isGreaterThanOrEqualTo(atLeast);
  }
}
