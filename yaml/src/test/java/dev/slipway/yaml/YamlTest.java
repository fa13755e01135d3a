package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YamlTest {
  private record Version(int major, int minor) {}

  private static @Nullable Object adapt(@Nullable Object value) {
    if (value instanceof Version version) {
      FieldMap fields = new FieldMap();
      fields.put("minor", version.minor());
      fields.put("major", version.major());
      return fields;
    }
    return value;
  }

  @Test
  void anEmptyTextAndNullReadAsAnEmptyMap() {
    assertThat(Yaml.readMap("")).isEmpty();
    assertThat(Yaml.readMap("# nothing\n")).isEmpty();
    assertThat(Yaml.readMap("null")).isEmpty();
    assertThat(Yaml.readList("~")).isEmpty();
    assertThat(Yaml.read("")).isNull();
  }

  @Test
  void numbersAreFloats() {
    assertThat(Yaml.readMap("a: 1\nb: 0o17\nc: 9223372036854775808\nd: 1_000"))
        .containsExactly(
            Map.entry("a", 1.0),
            Map.entry("b", 15.0),
            Map.entry("c", 0x1p63),
            Map.entry("d", 1000.0));
  }

  @Test
  void anotherTypeThanTheOneWantedIsAnError() {
    assertThatThrownBy(() -> Yaml.readMap("- a"))
        .hasMessage(
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value"
                + " of type map[string]interface {}");
    assertThatThrownBy(() -> Yaml.readList("a: b"))
        .hasMessage(
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go"
                + " value of type []interface {}");
  }

  @Test
  void anErrorSaysGosLineAndPointsAtTheRightOne() {
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> Yaml.read("a: 1\nb: [\nc"))
        .satisfies(e -> {
          assertThat(e)
              .hasMessage(
                  "error converting YAML to JSON: yaml: line 3: did not find expected ',' or ']'");
          assertThat(e.diagnostic().code()).isEqualTo(YamlErrorCode.YAML_SYNTAX);
          assertThat(e.diagnostic().location()).hasToString(":4:1");
        });
  }

  @Test
  void anAliasGivesACopy() {
    Map<String, @Nullable Object> values = Yaml.readMap("a: &x {k: v}\nb: *x\nc: *x");
    assertThat(values.get("b")).isEqualTo(values.get("c")).isNotSameAs(values.get("c"));
  }

  @Test
  void aMergeKeyOverridesWhatStandsBeforeIt() {
    assertThat(Yaml.readMap("x: &x {a: 1, b: 1}\nz:\n  a: 2\n  <<: *x\n  b: 3").get("z"))
        .isEqualTo(Map.of("a", 1.0, "b", 3.0));
  }

  @Test
  void theLastOfEqualKeysWinsUnlessReadStrictly() {
    assertThat(Yaml.readMap("a: 1\nb: 2\na: 3")).containsEntry("a", 3.0);
    assertThatThrownBy(() -> Yaml.readMapStrict("a: 1\nb: 2\na: 3"))
        .hasMessage(
            "error converting YAML to JSON: yaml: unmarshal errors:\n"
                + "  line 3: key \"a\" already set in map");
  }

  @Test
  void allDocumentsOfAStreamAreRead() {
    assertThat(Yaml.readAll("a: 1\n---\n- b\n...\n---\n--- c\n"))
        .containsExactly(Map.of("a", 1.0), List.of("b"), null, "c");
    assertThat(Yaml.readAll("")).isEmpty();
    assertThatThrownBy(() -> Yaml.readAll("a: 1\n---\n}"))
        .hasMessage(
            "error converting YAML to JSON: yaml: line 2: did not find expected node content");
  }

  @Test
  void documentsAreCutAtLinesOfDashes() {
    assertThat(Yaml.splitDocuments("a: 1\r\n--- # next\nb: 2\n---\n---\nc"))
        .containsExactly("a: 1\n", "b: 2\n", "---\nc\n");
    assertThatThrownBy(() -> Yaml.splitDocuments("a: 1\n--- b"))
        .hasMessage("invalid Yaml document separator: b");
  }

  @Test
  void utf16IsRead() {
    String bytes = "\uDCFF\uDCFEa\0:\0 \0\uDCE9\0";
    assertThat(Yaml.readMap(bytes)).containsEntry("a", "\u00E9");
  }

  @Test
  void anAdapterTurnsObjectsIntoPlainValues() {
    Object value = Map.of("v", new Version(1, 2));
    assertThat(Json.write(value, YamlTest::adapt)).isEqualTo("{\"v\":{\"minor\":2,\"major\":1}}");
    assertThat(Yaml.write(value, YamlTest::adapt)).isEqualTo("v:\n  major: 1\n  minor: 2\n");
    assertThat(Yaml.writePretty(value, YamlTest::adapt)).isEqualTo("v:\n  minor: 2\n  major: 1\n");
    assertThat(Toml.write(value, YamlTest::adapt, TomlDialect.V1_6))
        .isEqualTo("[v]\n  minor = 2\n  major = 1\n");
    assertThatThrownBy(() -> Yaml.write(value)).isInstanceOf(YamlException.class);
  }

  @Test
  void whatTheWritersKnowBesidesTheReadersValues() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("bytes", new byte[] {1, 2});
    value.put("float", 0.1f);
    value.put("long", 9_007_199_254_740_993L);
    value.put("time", Toml.read("t = 2020-01-02T03:04:05.5Z").get("t"));
    assertThat(Yaml.write(value))
        .isEqualTo(
            "bytes: AQI=\nfloat: 0.1\nlong: 9007199254740993\ntime: \"2020-01-02T03:04:05.5Z\"\n");
    assertThat(Yaml.writePretty(value))
        .isEqualTo(
            "bytes:\n  - 1\n  - 2\nfloat: 0.1\nlong: 9007199254740993\ntime:"
                + " 2020-01-02T03:04:05.5Z\n");
    assertThat(Json.write(value))
        .isEqualTo(
            "{\"bytes\":\"AQI=\",\"float\":0.1,\"long\":9007199254740993,"
                + "\"time\":\"2020-01-02T03:04:05.5Z\"}");
  }

  @Test
  void whatHasNoFormInJsonIsAnError() {
    assertThatThrownBy(() -> Yaml.write(List.of(Double.NaN)))
        .hasMessage("error marshaling into JSON: json: unsupported value: NaN");
    assertThatThrownBy(() -> Yaml.write("a\u007Fb"))
        .hasMessage("yaml: control characters are not allowed");
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    assertThatThrownBy(() -> Yaml.write(cycle))
        .hasMessage(
            "error marshaling into JSON: json: unsupported value: encountered a cycle via"
                + " []interface {}");
    assertThatThrownBy(() -> Json.write(cycle))
        .hasMessage("json: unsupported value: encountered a cycle via []interface {}");
    assertThatThrownBy(() -> Toml.write(Map.of("a", cycle))).isInstanceOf(YamlException.class);
    assertThatThrownBy(() -> Yaml.writePretty(cycle)).isInstanceOf(YamlException.class);
  }

  @Test
  void aNumberThatDoesNotFitLeavesTheRestOfTheMap() {
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> Json.readMap("{\"a\":1,\"b\":1e999}"))
        .satisfies(e -> assertThat(e.partial()).containsEntry("a", 1.0).containsEntry("b", null));
  }
}
