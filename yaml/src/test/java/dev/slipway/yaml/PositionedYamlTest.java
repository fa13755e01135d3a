package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.yaml.PositionedYaml.Entry;
import dev.slipway.yaml.PositionedYaml.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionedYamlTest {
  private static Entry entry(int keyLine, int keyColumn, int valueLine, int valueColumn) {
    return new Entry(new Position(keyLine, keyColumn), new Position(valueLine, valueColumn));
  }

  @Test
  void everyKeyAndItemHasItsPlace() {
    PositionedYaml yaml =
        PositionedYaml.read("# c\na:\n  b: 1\n  c:\n  - x\n  - {d: y}\ne: |\n  t\n");
    assertThat(yaml.value()).isEqualTo(Yaml.read("a: {b: 1, c: [x, {d: y}]}\ne: \"t\\n\""));
    assertThat(yaml.entries())
        .containsExactly(
            Map.entry(List.of("a"), entry(2, 1, 3, 3)),
            Map.entry(List.of("a", "b"), entry(3, 3, 3, 6)),
            Map.entry(List.of("a", "c"), entry(4, 3, 5, 3)),
            Map.entry(List.of("a", "c", "0"), entry(5, 5, 5, 5)),
            Map.entry(List.of("a", "c", "1"), entry(6, 5, 6, 5)),
            Map.entry(List.of("a", "c", "1", "d"), entry(6, 6, 6, 9)),
            Map.entry(List.of("e"), entry(7, 1, 7, 4)));
  }

  @Test
  void theLastOfEqualKeysCounts() {
    PositionedYaml yaml = PositionedYaml.read("a: {b: 1}\na: {c: 2}\n");
    assertThat(yaml.entries().keySet()).containsExactly(List.of("a"), List.of("a", "c"));
    assertThat(yaml.entry(List.of("a"))).contains(entry(2, 1, 2, 4));
  }

  @Test
  void whatAnAliasBringsInStandsAtTheAnchor() {
    PositionedYaml yaml = PositionedYaml.read("x: &x\n  k: v\nw: *x\nz:\n  <<: *x\n");
    assertThat(yaml.entry(List.of("w"))).contains(entry(3, 1, 3, 4));
    assertThat(yaml.entry(List.of("w", "k"))).contains(entry(2, 3, 2, 6));
    assertThat(yaml.entry(List.of("z", "k"))).contains(entry(2, 3, 2, 6));
  }

  @Test
  void errorsAreThoseOfTheReader() {
    assertThatThrownBy(() -> PositionedYaml.read("a: *b"))
        .hasMessage("error converting YAML to JSON: yaml: unknown anchor 'b' referenced");
  }
}
