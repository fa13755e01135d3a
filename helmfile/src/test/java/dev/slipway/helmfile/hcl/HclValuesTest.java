package dev.slipway.helmfile.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HclValuesTest {
  /// What compat/vectors/hcl recorded from helmfile, but where helmfile itself panics, and where it
  /// tells maps from objects.
  static Stream<String> recorded() throws IOException {
    try (InputStream in = HclValuesTest.class.getResourceAsStream("/vectors/hcl.jsonl")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.contains("\"error\":\"panic: "))
          .filter(line -> !line.contains("v = length({a = 1})"));
    }
  }

  private static Map<String, @Nullable Object> read(List<?> texts) {
    List<HclValues.Source> files = new ArrayList<>();
    for (Object text : texts) {
      files.add(new HclValues.Source("file" + files.size() + ".hcl", (String) text));
    }
    return HclValues.read(files, HelmfileRules.V1);
  }

  private static HelmfileException failure(List<?> texts) {
    HelmfileException e = catchThrowableOfType(HelmfileException.class, () -> read(texts));
    assertThat(e).isNotNull();
    return e;
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsWhatHelmfileReads(String line) {
    Map<?, ?> record = Objects.requireNonNull(Json.readMap(line));
    List<?> files = (List<?>) Objects.requireNonNull(record.get("files"));
    if (record.get("error") == null) {
      assertThat(read(files)).isEqualTo(record.get("output"));
    } else {
      assertThat(failure(files).diagnostic().location()).isNotNull();
    }
  }

  @Test
  void namesThePlaceOfAnError() {
    HelmfileException e = failure(List.of("values {\n  a = 1\n  b = upper(hv.a, 2)\n}\n"));

    assertThat(e.diagnostic().location()).hasToString("file0.hcl:3:7");
    assertThat(e.diagnostic().snippet()).isEqualTo("  b = upper(hv.a, 2)");
    assertThat(e).hasMessageStartingWith("error when trying to evaluate variable b : ");
  }

  @Test
  void namesCyclesAndUndefinedNames() {
    assertThat(failure(List.of("values {\n a = hv.b\n b = hv.a\n}\n")))
        .hasMessageContaining("cycle detected");
    assertThat(failure(List.of("values {\n a = hv.b\n}\n")))
        .hasMessageContaining("undefined vars \"b\"");
  }

  @Test
  void endsOnHostileInput() {
    assertThat(failure(List.of("values {\n a = " + "(".repeat(100_000) + "\n}\n")))
        .hasMessageContaining("nested too deeply");
    assertThat(failure(List.of("values {\n a = " + "-".repeat(100_000) + "1\n}\n")))
        .hasMessageContaining("nested too deeply");
    assertThat(failure(List.of("values {\n a = 1e999999999\n}\n")))
        .hasMessageContaining("out of range");
  }

  @Test
  void valuesMayTakeAllLocalsTogether() {
    String text =
        """
        locals {
          a = 1
          b = "${local.a}x"
        }
        values {
          all = local
        }
        """;

    assertThat(read(List.of(text))).hasToString("{all={a=1.0, b=1x}}");
    assertThatThrownBy(() -> read(List.of("locals {\n  a = local\n}\nvalues {\n}\n")))
        .hasMessageContaining("cannot be accessed directly");
  }

  @Test
  void neverThrowsAnythingElse() {
    String text =
        """
        locals {
          l = [1, {a = "x${upper("b")}"}]
        }
        values {
          a = local.l[1].a
          b = {for k, v in {a = 1}: k => v if v > 0}
          c = <<-E
            x
          E
        }
        """;
    Random random = new Random(11);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int i = 0; i <= round % 3; i++) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, text.charAt(random.nextInt(text.length())));
      }
      try {
        assertThat(read(List.of(damaged.toString()))).isNotNull();
      } catch (HelmfileException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
