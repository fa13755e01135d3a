package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Texts made to exhaust a reader.
class YamlLimitsTest {
  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.repeat("*a" + (i - 1) + ",", 9).append("]\n");
    }
    assertThatThrownBy(() -> Yaml.read(bomb.toString()))
        .hasMessage("error converting YAML to JSON: yaml: document contains excessive aliasing");
  }

  @Test
  void aBombOfMergesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {x: y}\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" {<<: [");
      bomb.repeat("*a" + (i - 1) + ",", 9).append("]}\n");
    }
    assertThatThrownBy(() -> Yaml.read(bomb.toString()))
        .hasMessage("error converting YAML to JSON: yaml: document contains excessive aliasing");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThatThrownBy(() -> Yaml.read("a: &a [*a]"))
        .hasMessage("error converting YAML to JSON: yaml: anchor 'a' value contains itself");
  }

  @Test
  void nestingEndsWhereGoEndsIt() {
    Object value = Yaml.read("[".repeat(10_000) + "]".repeat(10_000));
    assertThat(depth(value)).isEqualTo(10_000);
    assertThat(Json.write(value)).hasSize(20_000);
    assertThat(Yaml.write(value)).startsWith("- - - - ");
    assertThatThrownBy(() -> Yaml.read("[".repeat(10_001) + "]".repeat(10_001)))
        .hasMessage("error converting YAML to JSON: yaml: exceeded max depth of 10000");
    assertThatThrownBy(() -> Yaml.read("- ".repeat(10_001) + "x"))
        .hasMessage("error converting YAML to JSON: yaml: exceeded max depth of 10000");
    assertThatThrownBy(() -> Yaml.read("- ".repeat(6000) + "[".repeat(6000) + "]".repeat(6000)))
        .hasMessage(
            "error unmarshaling JSON: while decoding JSON: invalid character '[' exceeded max depth");
    assertThatThrownBy(() -> Json.read("[".repeat(10_001)))
        .hasMessage("invalid character '[' exceeded max depth");
    assertThat(depth(Json.read("[".repeat(10_000) + "]".repeat(10_000)))).isEqualTo(10_000);
    assertThatThrownBy(() -> Toml.read("a = " + "[".repeat(100_000)))
        .isInstanceOf(YamlException.class);
  }

  private static int depth(@Nullable Object value) {
    int depth = 0;
    Object at = value;
    while (at instanceof List<?> list) {
      depth++;
      at = list.isEmpty() ? null : list.getFirst();
    }
    return depth;
  }

  @Test
  void largeTextsAreReadInOnePass() {
    int lines = 400_000;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("key").append(i).append(": some value that is not short\n");
    }
    Map<String, ?> values = Yaml.readMap(text.toString());
    assertThat(values).hasSize(lines);
    assertThat(Yaml.readMap(text + "last: x")).hasSize(lines + 1);
    assertThatThrownBy(() -> Yaml.readMap(text + "last: *unknown"))
        .hasMessageEndingWith("unknown anchor 'unknown' referenced");
  }

  @Test
  void longLinesAreReadInOnePass() {
    String flow = "[" + "\u00E9\uD83D\uDE00, ".repeat(200_000) + "{a: b}]";
    assertThat(Yaml.readList(flow)).hasSize(200_001);
    assertThat(Yaml.readList("&a " + flow)).hasSize(200_001);
    String blanks = "a: b" + "\n".repeat(1_000_000) + "c: d";
    assertThat(Yaml.readMap(blanks)).hasSize(2);
    String quoted = "\"" + "x\n".repeat(300_000) + "\"";
    assertThat((String) Yaml.readMap("a: " + quoted).get("a")).hasSize(600_000);
  }
}
