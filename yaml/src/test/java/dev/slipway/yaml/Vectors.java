package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The cases that `compat/vectors/yaml` recorded from the real Go libraries.
final class Vectors {
  private static final int SHOWN = 10;

  private final Map<String, @Nullable Object> fields;
  private final String input;
  private final List<String> failures;

  private Vectors(Map<String, @Nullable Object> fields, String input, List<String> failures) {
    this.fields = fields;
    this.input = input;
    this.failures = failures;
  }

  /// Runs `check` on each case of a file, and fails with the first differences of all.
  static void each(String file, int atLeast, BiConsumer<String, Vectors> check) {
    List<String> failures = new ArrayList<>();
    List<String> lines = lines(file);
    for (String line : lines) {
      Map<String, @Nullable Object> fields = Objects.requireNonNull(Json.readMap(line));
      String input = (String) fields.get("in");
      if (input == null) {
        input = GoStrings.fromBytes(Base64.getDecoder().decode(field(fields, "base64")));
      }
      check.accept(input, new Vectors(fields, input, failures));
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(failures.subList(0, Math.min(SHOWN, failures.size())))
        .as("%s: %d differences", file, failures.size())
        .isEmpty();
  }

  private static String field(Map<String, @Nullable Object> fields, String name) {
    return (String) Objects.requireNonNull(fields.get(name), name);
  }

  private static List<String> lines(String file) {
    try (InputStream in =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether Go's result of that name is an error.
  boolean fails(String name) {
    return expected(name).startsWith("!");
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  private String expected(String name) {
    return field(fields, name);
  }

  /// Compares a result with the recorded one of that name.
  void same(String name, Supplier<String> result) {
    compare(name, expected(name), result);
  }

  /// The same; where nothing of that name is recorded, the result is that of `other`.
  void same(String name, String other, Supplier<String> result) {
    compare(name, expected(has(name) ? name : other), result);
  }

  private void compare(String name, String expected, Supplier<String> result) {
    String found;
    try {
      found = result.get();
    } catch (YamlException e) {
      // The recorder's JSON has U+FFFD for what is not UTF-8.
      found = (e.isPanic() ? "?" : "!") + Json.replaceInvalid(e.diagnostic().message());
    }
    if (!found.equals(expected)) {
      failures.add(
          name + " of " + Json.write(input) + "\n  want " + expected + "\n  got  " + found);
    }
  }
}
