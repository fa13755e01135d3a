package dev.slipway.chart.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaValidationTest {
  private static Chart chart(String schema) {
    return ChartLoader.load(
        List.of(
            ChartFile.ofText("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
            ChartFile.ofText("values.schema.json", schema)));
  }

  private static void validate(String schema, String values, HelmVersion version) {
    SchemaValidation.validate(chart(schema), Yaml.readMap(values), version);
  }

  @Test
  void namesEachViolationByItsPlace() {
    String schema =
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
         "required": ["image", "port"], "additionalProperties": false,
         "properties": {
           "replicas": {"type": "integer", "minimum": 1},
           "mode": {"enum": ["a", "b"]},
           "name": {"type": "string", "pattern": "^[a-z]+$"},
           "port": {"$ref": "#/definitions/port"}},
         "definitions": {"port": {"type": "integer", "maximum": 65535}}}
        """;
    String values = "replicas: x\\nmode: c\\nname: A1\\nport: 70000\\nextra: 1\\n";

    assertThatThrownBy(() -> validate(schema, values.translateEscapes(), HelmVersion.V4))
        .isInstanceOf(ChartException.class)
        .hasMessage(
            """
            values don't meet the specifications of the schema(s) in the following chart(s):
            web:
            - at '': missing property 'image'
            - at '/replicas': got string, want integer
            - at '/mode': value must be one of 'a', 'b'
            - at '/name': 'A1' does not match pattern '^[a-z]+$'
            - at '/port': maximum: got 70,000, want 65,535
            - at '': additional properties 'extra' not allowed
            """);
  }

  @Test
  void usesTheWordsOfTheOlderLibraryForHelm317() {
    String schema =
        "{\"required\": [\"image\"], \"properties\": {\"replicas\": {\"type\": \"integer\"}}}";

    assertThatThrownBy(() -> validate(schema, "replicas: x", HelmVersion.V3_17))
        .hasMessage(
            """
            values don't meet the specifications of the schema(s) in the following chart(s):
            web:
            - (root): image is required
            - replicas: Invalid type. Expected: integer, given: string
            """);
  }

  @Test
  void showsTheAlternativesOfAnyOf() {
    String schema =
        "{\"properties\": {\"a\": {\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}}}";

    assertThatThrownBy(() -> validate(schema, "a: 1", HelmVersion.V4))
        .hasMessageEndingWith(
            """
            - at '/a': 'anyOf' failed
              - at '/a': got number, want string
              - at '/a': got number, want null
            """);
    assertThatCode(() -> validate(schema, "a: null", HelmVersion.V4)).doesNotThrowAnyException();
  }

  @Test
  void checksWhatNoKeywordHasLookedAt() {
    String schema =
        """
        {"allOf": [{"properties": {"a": true}}], "properties": {"b": true},
         "unevaluatedProperties": false}
        """;

    assertThatCode(() -> validate(schema, "{a: 1, b: 2}", HelmVersion.V4))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> validate(schema, "{a: 1, c: 2}", HelmVersion.V4))
        .hasMessageEndingWith("- at '/c': false schema\n");
  }

  @Test
  void endsCyclesOfReferences() {
    assertThatThrownBy(() -> validate("{\"$ref\": \"#\"}", "a: 1", HelmVersion.V4))
        .isInstanceOf(ChartException.class);
    assertThatCode(() ->
            validate("{\"properties\": {\"a\": {\"$ref\": \"#\"}}}", "a: {a: {}}", HelmVersion.V4))
        .doesNotThrowAnyException();
  }

  @Test
  void reportsASchemaThatIsNoJson() {
    assertThatThrownBy(() -> validate("{", "a: 1", HelmVersion.V4))
        .hasMessageContaining("web:\nunexpected");
  }

  @Test
  void refusesToFetchOtherSchemas() {
    assertThatThrownBy(
            () -> validate("{\"$ref\": \"https://example.org/s.json\"}", "a: 1", HelmVersion.V4))
        .hasMessageContaining("failing loading \"https://example.org/s.json\"");
  }

  @Test
  void writesNumbersInEnglish() {
    assertThat(EnglishNumbers.number(1234567)).isEqualTo("1.234567 × 10⁰⁶");
    assertThat(EnglishNumbers.number(0.5)).isEqualTo("0.5");
    assertThat(EnglishNumbers.number(-123456.5)).isEqualTo("-123,456.5");
    assertThat(EnglishNumbers.number(1e-7)).isEqualTo("1 × 10⁻⁰⁷");
  }
}
