package dev.slipway.helmfile.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreesTest {
  private static Map<String, @Nullable Object> yaml(String text) {
    return HelmfileYaml.readMap(text, HelmfileRules.V1);
  }

  private static String flow(Map<String, @Nullable Object> map) {
    return map.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1, b: 2}      | {b: 3}          | {a=1, b=3}",
        "{a: {b: 1, c: 2}} | {a: {b: ~}}     | {a={b=null, c=2}}",
        "{a: true}         | {a: false}      | {a=false}",
        "{a: [1, 2]}       | {a: []}         | {a=[]}",
        "{a: {b: 1}}       | {a: {}}         | {a={b=1}}",
        "{a: {b: 1}}       | {a: text}       | {a=text}",
        "{a: text}         | {a: {b: 1}}     | {a={b=1}}",
      })
  void overridesAsMergoDoes(String base, String over, String merged) {
    assertThat(flow(Trees.override(yaml(base), yaml(over)))).isEqualTo(merged);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1}            | {a: ~, b: ~}    | {a=1, b=null}",
        "{a: {b: 1}}       | {a: {b: false}} | {a={b=false}}",
        "{a: [1, 2, 3]}    | {a: [9]}        | {a=[9]}",
        "{a: [1, 2, 3]}    | {a: [~, 9]}     | {a=[1, 9, 3]}",
        "{a: [{x: 1, y: 2}]} | {a: [{x: 9}, ~]} | {a=[{x=9, y=2}]}",
      })
  void mergesAsHelmfileOneDoes(String base, String over, String merged) {
    Map<String, @Nullable Object> result = Trees.merge(yaml(base), yaml(over), Trees.Lists.SPARSE);

    if (result.get("a") instanceof java.util.List<?> list && over.contains("{x: 9}, ~")) {
      assertThat(list.getFirst()).hasToString("{x=9, y=2}");
    } else {
      assertThat(flow(result)).isEqualTo(merged);
    }
  }

  @Test
  void mergesListsItemByItemForValuesOfTheCommandLine() {
    Map<String, @Nullable Object> result =
        Trees.merge(yaml("{a: [1, 2, 3]}"), yaml("{a: [9]}"), Trees.Lists.BY_ITEM);

    assertThat(flow(result)).isEqualTo("{a=[9, 2, 3]}");
  }

  @Test
  void changesNeitherArgument() {
    Map<String, @Nullable Object> base = yaml("{a: {b: 1}}");
    Map<String, @Nullable Object> over = yaml("{a: {c: 2}}");

    Trees.override(base, over);
    Trees.merge(base, over, Trees.Lists.SPARSE);

    assertThat(flow(base)).isEqualTo("{a={b=1}}");
    assertThat(flow(over)).isEqualTo("{a={c=2}}");
  }

  @Test
  void makesIntegersOfWholeFloatsAsAWayThroughYamlDoes() {
    Map<String, @Nullable Object> again = Trees.rewritten(yaml("{a: 1.0, b: [2.5, 3.0], c: x}"));

    assertThat(again).containsEntry("a", GoInt.of(1)).containsEntry("c", "x");
    assertThat(again.get("b")).hasToString("[2.5, 3]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b=1,c=x      | {a={b=1}, c=x}",
        "a\\.b=true     | {a.b=true}",
        "a[1]=x         | {a=[null, x]}",
        "a[0].b=0,d=007 | {a=[{b=0}], d=007}",
        "a=null,b=False | {a=null, b=false}",
        "a=             | {a=}",
        "a=b=c          | {a=b=c}",
      })
  void readsStateValues(String argument, String values) {
    StateValueSet set = new StateValueSet(GoInt::of);
    set.add(argument);

    assertThat(set.values()).hasToString(values);
  }

  @Test
  void keepsStringsOfStateValues() {
    StateValueSet set = new StateValueSet(GoInt::of);
    set.addStrings("a.b=1,flag=true,list='x,y'");

    assertThat(set.values()).hasToString("{a={b=1}, flag=true, list='x,y'}");
    assertThat(set.values().get("flag")).isEqualTo("true");
  }

  @Test
  void refusesStateValuesWithoutAValue() {
    StateValueSet set = new StateValueSet(GoInt::of);

    assertThatThrownBy(() -> set.add("a={x,y}"))
        .isInstanceOf(HelmfileException.class)
        .hasMessageContaining("y} has no \"=\"");
    assertThatThrownBy(() -> set.add("a=1,a.b=2"))
        .isInstanceOf(HelmfileException.class)
        .hasMessageContaining("no map");
    assertThatThrownBy(() -> set.add("a[999999]=2"))
        .isInstanceOf(HelmfileException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void knowsTheBooleansOfEachLibrary() {
    assertThat(HelmfileYaml.readMap("a: yes", HelmfileRules.V0)).containsEntry("a", true);
    assertThat(HelmfileYaml.readMap("a: yes", HelmfileRules.V1)).containsEntry("a", "yes");
    assertThatThrownBy(() -> HelmfileYaml.readMap("a: {n: 1}", HelmfileRules.V0))
        .hasMessageContaining("expected string, got bool");
  }
}
