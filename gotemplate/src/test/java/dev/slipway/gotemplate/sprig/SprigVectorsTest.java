package dev.slipway.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.Template;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.yaml.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Templates and what the real sprig made of them, recorded by compat/vectors/sprig.
class SprigVectorsTest {
  private static final RenderOptions OPTIONS =
      RenderOptions.defaults()
          .withClock(
              Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneId.of("Europe/Berlin")));

  @Test
  void givesWhatSprigGives() throws IOException {
    Functions functions = Functions.builtins().with(Sprig.functions());
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (String line : lines("sprig.jsonl.gz")) {
      count++;
      Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(Json.read(line));
      String wanted = wanted(expected);
      String actual = run(functions, expected);
      if (!actual.equals(wanted)) {
        failures.add(line + "\n    wanted: " + wanted + "\n    actual: " + actual);
      }
    }
    assertThat(count).isGreaterThan(16_000);
    assertThat(failures).isEmpty();
  }

  private static String wanted(Map<?, ?> expected) {
    if (expected.get("o") instanceof String output) {
      return output;
    }
    if (expected.get("e") instanceof String error) {
      return "error: " + error;
    }
    boolean fails = expected.get("eb") instanceof String;
    byte[] bytes = Base64.getDecoder().decode((String) expected.get(fails ? "eb" : "ob"));
    return (fails ? "error: " : "") + GoStrings.fromBytes(bytes);
  }

  private static String run(Functions functions, Map<?, ?> expected) {
    String text = (String) Objects.requireNonNull(expected.get("t"));
    @Nullable Object data = TypedJson.build(expected.get("d"));
    try {
      return normal(Template.parse("t", text, functions).execute(data, OPTIONS));
    } catch (TemplateException failure) {
      return "error: " + normal(Objects.requireNonNull(failure.getMessage()));
    }
  }

  /// Joins bytes that make a character only together.
  private static String normal(String text) {
    return GoStrings.fromBytes(GoStrings.toBytes(text));
  }

  static List<String> lines(String resource) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(
                        SprigVectorsTest.class.getResourceAsStream("/vectors/" + resource))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
