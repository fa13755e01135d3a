package dev.slipway.gotemplate.fmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoFormatTest {
  private static final GoType POINT = new GoType("geo.Point", GoKind.STRUCT, null);
  private static final GoType POINTER = new GoType("*geo.Point", GoKind.PTR, POINT);

  /// A struct with the fields X and Name, or a pointer to one.
  private record Point(GoType type, @Nullable String goString) implements GoObject {
    @Override
    public List<String> fieldNames() {
      return List.of("X", "Name");
    }

    @Override
    public Object field(String name) {
      return name.equals("X") ? GoInt.of(3) : "n";
    }
  }

  /// A named type over a plain value.
  private record Named(GoType type, Object underlying) implements GoObject {
    @Override
    public List<String> fieldNames() {
      return List.of();
    }

    @Override
    public Object field(String name) {
      throw new IllegalArgumentException(name);
    }
  }

  @Test
  void stringsAreNotCopied() {
    String text = "some text";
    assertThat(GoFormat.toText(text)).isSameAs(text);
    assertThat(GoFormat.sprint(text)).isSameAs(text);
  }

  @Test
  void numbersFromYamlSwitchToExponentsAtAMillion() {
    assertThat(GoFormat.toText(999999.0)).isEqualTo("999999");
    assertThat(GoFormat.toText(1e6)).isEqualTo("1e+06");
    assertThat(GoFormat.toText(31536000.0)).isEqualTo("3.1536e+07");
    assertThat(GoFormat.toText(2147483647.0)).isEqualTo("2.147483647e+09");
    assertThat(GoFormat.toText(-0.0)).isEqualTo("-0");
    assertThat(GoFormat.toText(0.0001)).isEqualTo("0.0001");
    assertThat(GoFormat.toText(0.00001)).isEqualTo("1e-05");
    assertThat(GoFormat.toText(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(GoFormat.toText(8080L)).isEqualTo("8080");
  }

  @Test
  void mapsAreSortedByBytesAndNestedNilHasBrackets() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("b", Arrays.asList("x", null, 1.5));
    map.put("B", null);
    map.put("a", Map.of());
    assertThat(GoFormat.toText(map)).isEqualTo("map[B:<nil> a:map[] b:[x <nil> 1.5]]");
    assertThat(GoFormat.toText(null)).isEqualTo("<nil>");
    assertThat(GoFormat.sprintf("%#v", map))
        .isEqualTo(
            "map[string]interface {}{\"B\":interface {}(nil), \"a\":map[string]interface {}{},"
                + " \"b\":[]interface {}{\"x\", interface {}(nil), 1.5}}");
  }

  @Test
  void spacesStandOnlyBetweenOperandsThatAreNoStrings() {
    assertThat(GoFormat.sprint(1L, 2L, "a", "b", 3L, true, null)).isEqualTo("1 2ab3 true <nil>");
    assertThat(GoFormat.sprint("a", "b")).isEqualTo("ab");
    assertThat(GoFormat.sprint()).isEmpty();
    assertThat(GoFormat.sprintln("a", GoInt.of(1), null)).isEqualTo("a 1 <nil>\n");
  }

  @Test
  void mistakesInAFormatShowInTheResult() {
    assertThat(GoFormat.sprintf("%d", "x")).isEqualTo("%!d(string=x)");
    assertThat(GoFormat.sprintf("%d %s", GoInt.of(1))).isEqualTo("1 %!s(MISSING)");
    assertThat(GoFormat.sprintf("%s", "a", GoInt.of(1))).isEqualTo("a%!(EXTRA int=1)");
    assertThat(GoFormat.sprintf("no verbs", 1.5)).isEqualTo("no verbs%!(EXTRA float64=1.5)");
    assertThat(GoFormat.sprintf("%[5]d", GoInt.of(1))).isEqualTo("%!d(BADINDEX)");
    assertThat(GoFormat.sprintf("%*d", "w", GoInt.of(1))).isEqualTo("%!(BADWIDTH)1");
    assertThat(GoFormat.sprintf("%.*d", "p", GoInt.of(1))).isEqualTo("%!(BADPREC)1");
    assertThat(GoFormat.sprintf("100%")).isEqualTo("100%!(NOVERB)");
    assertThat(GoFormat.sprintf("%s", new Object[] {null})).isEqualTo("%!s(<nil>)");
    assertThat(GoFormat.sprintf("%z", List.of(GoInt.of(1)))).isEqualTo("[%!z(int=1)]");
    assertThat(GoFormat.sprintf("%!")).isEqualTo("%!!(MISSING)");
  }

  @Test
  void flagsWidthPrecisionAndIndexes() {
    assertThat(GoFormat.sprintf("%05d|%-5d|%+d|%x|%#X", 42L, 42L, 42L, 255L, 255L))
        .isEqualTo("00042|42   |+42|ff|0XFF");
    assertThat(GoFormat.sprintf("%8.3f|%-8.2e|%g", 3.14159, 1234.5, 1e21))
        .isEqualTo("   3.142|1.23e+03|1e+21");
    assertThat(GoFormat.sprintf("%[2]s %[1]s %*d", "a", "b", GoInt.of(1), GoInt.of(2)))
        .isEqualTo("b a %!(BADWIDTH)1");
    assertThat(GoFormat.sprintf("%6.2s|%-6s|%06s", "\u00e9\u00e8\u00ea", "ab", "ab"))
        .isEqualTo("    \u00e9\u00e8|ab    |0000ab");
    assertThat(GoFormat.sprintf("%t %c %U %#U", true, 65L, 0x1F600L, 0x1F600L))
        .isEqualTo("true A U+1F600 U+1F600 '\uD83D\uDE00'");
    assertThat(GoFormat.sprintf("% x|%#x|%X", "abc", "abc", new byte[] {1, (byte) 0xAB}))
        .isEqualTo("61 62 63|0x616263|01AB");
    assertThat(GoFormat.sprintf("%q %+q %#q", "h\u00e9\n", "h\u00e9", "raw"))
        .isEqualTo("\"h\u00e9\\n\" \"h\\u00e9\" `raw`");
  }

  @Test
  void bytesPrintAsNumbersOrText() {
    byte[] bytes = {'h', 'i'};
    assertThat(GoFormat.toText(bytes)).isEqualTo("[104 105]");
    assertThat(GoFormat.sprintf("%s %q %x %#v", bytes, bytes, bytes, bytes))
        .isEqualTo("hi \"hi\" 6869 []byte{0x68, 0x69}");
    assertThat(GoFormat.toText(List.of((Object) bytes))).isEqualTo("[[104 105]]");
  }

  @Test
  void bytesThatAreNotUtf8SurvivePrinting() {
    String broken = "a\uDCE9b";
    assertThat(GoFormat.toText(List.of(broken))).isEqualTo("[a\uDCE9b]");
    assertThat(GoFormat.quote(broken)).isEqualTo("\"a\\xe9b\"");
    assertThat(GoFormat.sprintf("%x|%5s", broken, broken)).isEqualTo("61e962|  a\uDCE9b");
  }

  @Test
  void structsAndPointers() {
    Point struct = new Point(POINT, null);
    Point pointer = new Point(POINTER, null);
    assertThat(GoFormat.toText(struct)).isEqualTo("{3 n}");
    assertThat(GoFormat.sprintf("%+v %#v", struct, struct))
        .isEqualTo("{X:3 Name:n} geo.Point{X:3, Name:\"n\"}");
    assertThat(GoFormat.toText(pointer)).isEqualTo("&{3 n}");
    assertThat(GoFormat.sprintf("%#v", pointer)).isEqualTo("&geo.Point{X:3, Name:\"n\"}");
    assertThat(GoFormat.toText(List.of(pointer))).startsWith("[0xc0").endsWith("]");
    assertThat(GoFormat.sprintf("%p", pointer)).startsWith("0xc0");
    assertThat(GoFormat.sprintf("%d", struct)).isEqualTo("{3 %!d(string=n)}");
    assertThat(GoFormat.sprintf("%T %T", struct, pointer)).isEqualTo("geo.Point *geo.Point");
  }

  @Test
  void stringMethodsArePreferred() {
    Point point = new Point(POINTER, "P(3)");
    assertThat(GoFormat.toText(point)).isEqualTo("P(3)");
    assertThat(GoFormat.toText(Map.of("p", point))).isEqualTo("map[p:P(3)]");
    assertThat(GoFormat.sprintf("%s %q %x", point, point, point))
        .isEqualTo("P(3) \"P(3)\" 50283329");
    assertThat(GoFormat.sprintf("%t", point)).isEqualTo("&{%!t(int=3) %!t(string=n)}");
    assertThat(GoFormat.sprintf("%#v", point)).isEqualTo("&geo.Point{X:3, Name:\"n\"}");
  }

  @Test
  void namedTypesPrintWhatTheyHold() {
    Named list = new Named(new GoType("x.Set", GoKind.SLICE, GoType.STRING), List.of("a", "b"));
    Named map = new Named(new GoType("x.Values", GoKind.MAP, GoType.ANY), Map.of("k", 1.0));
    Named text = new Named(new GoType("x.Phase", GoKind.STRING, null), "up");
    assertThat(GoFormat.sprint(list, map)).isEqualTo("[a b] map[k:1]");
    assertThat(GoFormat.sprint(1L, text, 2L)).isEqualTo("1up2");
    assertThat(GoFormat.sprintf("%#v %#v", list, map))
        .isEqualTo("x.Set{\"a\", \"b\"} x.Values{\"k\":1}");
  }

  @Test
  void typesHaveGoNames() {
    GoFunction function =
        GoFunction.variadic(
            "f", GoType.STRING, GoType.ANY, (scope, arguments) -> "", GoType.INT, GoType.BOOL);
    assertThat(GoFormat.sprintf("%T", function))
        .isEqualTo("func(int, bool, ...interface {}) string");
    assertThat(GoFormat.sprintf("%T %T", GoSlice.ofStrings(List.of()), Map.of()))
        .isEqualTo("[]string map[string]interface {}");
    assertThat(GoFormat.typeName(null)).isEqualTo("<nil>");
    assertThat(GoFormat.sprintf("%v", function)).startsWith("0xc0");
  }

  @Test
  void aListThatContainsItselfEndsInAnError() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> GoFormat.toText(list))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("nested more than 1000 levels");
  }
}
