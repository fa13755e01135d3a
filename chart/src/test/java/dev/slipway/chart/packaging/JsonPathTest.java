package dev.slipway.chart.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartException;
import dev.slipway.yaml.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Helm 4.3.1 prints for the same templates and values.
class JsonPathTest {
  private static final Object VALUES =
      Yaml.readMap(
          """
          image: {repository: r, tag: "1.2"}
          ports: [{name: http, port: 80}, {name: admin, port: 8081}]
          big: 12345678
          f: 1.5
          t: true
          a.b: dotted
          empty: {}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{.image.tag}                    | 1.2",
        "{.image}                        | {\"repository\":\"r\",\"tag\":\"1.2\"}",
        "{.ports[0].port}                | 80",
        "{.ports[*].name}                | http admin",
        "{.ports[-1].name}               | admin",
        "{.ports[0:1].name}              | http",
        "{.big}                          | 1.2345678e+07",
        "{.f} {.t}                       | 1.5 true",
        "{.a\\.b}                        | dotted",
        "{['a\\.b']}                     | dotted",
        "{.image['tag']}                 | 1.2",
        ".image.tag                      | .image.tag",
        "{range .ports[*]}{.name}={.port},{end} | http=80,admin=8081,",
        "tag: {.image.tag}{\"/\"}{'q'}   | tag: 1.2/q",
        "{..port}                        | 80 8081",
        "{$.image.tag}{@.image.tag}      | 1.21.2",
        "{.empty}                        | {}",
      })
  void findsValues(String template, String text) {
    assertThat(JsonPath.parse(template).text(VALUES)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{.missing}", "x{.image.missing.x}", "{.ports[5]}", "{.f[0]}"})
  void printsNothingWhenAPathLeadsToNothing(String template) {
    assertThat(JsonPath.parse(template).text(VALUES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{             | unclosed action",
        "{.image.tag   | unclosed action",
        "{.ports[a]}   | invalid array index a",
        "{.ports[0]    | unclosed action",
        "{.a[?(@.b)]}  | filters and unions are not supported",
        "{end}         | not in range, nothing to end",
      })
  void refusesMalformedTemplates(String template, String problem) {
    assertThatThrownBy(() -> JsonPath.parse(template))
        .isInstanceOf(ChartException.class)
        .hasMessage("error parsing jsonpath " + template + ": " + problem);
  }

  @Test
  void printsWholeValues() {
    assertThat(JsonPath.parse("{}").text(Yaml.readMap("a: [1, x]"))).contains("{\"a\":[1,\"x\"]}");
  }
}
