package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TomlTest {
  private static String write(Object value, TomlDialect dialect) {
    return Toml.write(value, UnaryOperator.identity(), dialect);
  }

  @Test
  void wholeNumbersStayWhole() {
    assertThat(Toml.read("a = 1\nb = 1.0\n[c]\nd = [1, 'x']\n"))
        .containsEntry("a", 1L)
        .containsEntry("b", 1.0)
        .containsEntry("c", Map.of("d", List.of(1L, "x")));
  }

  @Test
  void datesPrintAsInGo() {
    Map<String, @Nullable Object> read =
        Toml.read(
            "a = 1979-05-27T07:32:00.999-07:00\nb = 1979-05-27\nc = 07:32:00\nd = 1979-05-27 07:32:01");
    assertThat(read.values().stream().map(value -> goString(value)))
        .containsExactly(
            "1979-05-27 07:32:00.999 -0700 -0700",
            "1979-05-27 00:00:00 +0000 date-local",
            "0000-01-01 07:32:00 +0000 time-local",
            "1979-05-27 07:32:01 +0000 datetime-local");
    assertThat(Toml.write(read))
        .isEqualTo(
            """
            a = 1979-05-27T07:32:00.999-07:00
            b = 1979-05-27
            c = 07:32:00
            d = 1979-05-27T07:32:01
            """);
  }

  private static String goString(@Nullable Object value) {
    return ((TomlTime) Objects.requireNonNull(value)).goString();
  }

  @Test
  void olderReleasesWriteFloatsWithoutExponent() {
    Map<String, Object> value = Map.of("a", 1e6, "b", 1e-7);
    assertThat(write(value, TomlDialect.V1_6)).isEqualTo("a = 1e+06\nb = 1e-07\n");
    assertThat(write(value, TomlDialect.V1_5)).isEqualTo("a = 1000000.0\nb = 0.0000001\n");
    assertThat(write(value, TomlDialect.V1_4)).isEqualTo("a = 1000000.0\nb = 0.0000001\n");
  }

  @Test
  void olderReleasesReadToml10() {
    assertThat(Toml.read("a = {b = 1,\n}")).containsEntry("a", Map.of("b", 1L));
    assertThatThrownBy(() -> Toml.read("a = {b = 1,}", TomlDialect.V1_5))
        .hasMessage("toml: line 1 (last key \"a.b\"): trailing comma not allowed in inline tables");
    assertThatThrownBy(() -> Toml.read("a = {\nb = 1}", TomlDialect.V1_4))
        .hasMessage("toml: line 1 (last key \"a\"): newlines not allowed within inline tables");
    assertThatThrownBy(() -> Toml.read("a = \"\\e\"", TomlDialect.V1_5))
        .hasMessage("toml: line 1 (last key \"a\"): invalid escape in string '\\e'");
    assertThat(Toml.read("a = [1]\na = [2]", TomlDialect.V1_5)).containsEntry("a", List.of(2L));
    assertThatThrownBy(() -> Toml.read("a = [1]\na = [2]"))
        .hasMessage("toml: line 2 (last key \"a\"): Key 'a' has already been defined.");
  }

  @Test
  void nullsInListsAreErrorsAndNullItselfIsAPanic() {
    assertThatThrownBy(() -> Toml.write(Json.read("{\"a\":[null]}")))
        .hasMessage("toml: cannot encode array with nil element");
    assertThat(Toml.write(Json.read("{\"a\":null,\"b\":[1,{\"c\":null}]}")))
        .isEqualTo("b = [1.0, {}]\n");
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> Toml.write(null))
        .satisfies(e -> assertThat(e.isPanic()).isTrue());
  }
}
