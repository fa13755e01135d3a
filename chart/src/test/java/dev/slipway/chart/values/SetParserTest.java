package dev.slipway.chart.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVectors;
import dev.slipway.chart.HelmVersion;
import dev.slipway.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetParserTest {
  static Stream<HelmVectors.Case> recorded() {
    return HelmVectors.read("set");
  }

  private static SetSyntax syntax(String op) {
    return switch (op) {
      case "set" -> SetSyntax.typed();
      case "set-string" -> SetSyntax.strings();
      case "set-json" -> new SetSyntax.JsonValues();
      case "set-literal" -> new SetSyntax.Literal();
      case "set-file" -> new SetSyntax.Pieces(path -> "content of " + path);
      default -> throw new IllegalArgumentException(op);
    };
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsAsHelmDoes(HelmVectors.Case vector) {
    Map<String, @Nullable Object> values =
        vector.values().isEmpty()
            ? new LinkedHashMap<>()
            : Yaml.readMap(vector.values().getFirst());
    if (vector.error() == null) {
      vector
          .args()
          .forEach(
              arg -> new SetParser(arg, syntax(vector.op()), vector.version()).parseInto(values));

      assertThat(values).isEqualTo(vector.value());
    } else {
      assertThatThrownBy(() ->
              vector
                  .args()
                  .forEach(arg ->
                      new SetParser(arg, syntax(vector.op()), vector.version()).parseInto(values)))
          .isInstanceOf(ChartException.class)
          .hasMessage(vector.error());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverFailsInAnyOtherWay(long seed) {
    Random random = new Random(seed);
    String alphabet = "ab0=,.[]{}\\\" -1:null\u00e9";
    for (int round = 0; round < 2000; round++) {
      StringBuilder line = new StringBuilder();
      int length = random.nextInt(24);
      for (int i = 0; i < length; i++) {
        line.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (String op : new String[] {"set", "set-string", "set-json", "set-literal", "set-file"}) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        try {
          new SetParser(line.toString(), syntax(op), HelmVersion.V4).parseInto(values);
        } catch (ChartException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }

  @Test
  void boundsIndexAndDepth() {
    assertThatThrownBy(() ->
            new SetParser("a[65537]=x", SetSyntax.typed(), HelmVersion.V4)
                .parseInto(new LinkedHashMap<>()))
        .hasMessageContaining("65536");
    assertThatThrownBy(() ->
            new SetParser("a.".repeat(40) + "b=1", SetSyntax.typed(), HelmVersion.V4)
                .parseInto(new LinkedHashMap<>()))
        .hasMessageContaining("maximum supported nested level of 30");
  }
}
