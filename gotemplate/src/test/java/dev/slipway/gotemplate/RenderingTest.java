package dev.slipway.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static TemplateSet set(String... namesAndTexts) {
    TemplateSet.Builder builder = TemplateSet.builder(TestFunctions.ALL).rootName("gotpl");
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      builder.add(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return builder.build();
  }

  private static String render(TemplateSet set, String name, @Nullable Object data) {
    return set.rendering(RenderOptions.defaults()).execute(name, data);
  }

  @Test
  void theLastDefinitionWinsUnlessItIsEmpty() {
    TemplateSet set =
        set(
            "one", "{{define \"x\"}}1{{end}}{{define \"y\"}}1{{end}}",
            "two", "{{define \"x\"}}2{{end}}{{define \"y\"}} {{/* none */}} {{end}}",
            "main", "{{template \"x\"}}{{template \"y\"}}");

    assertThat(render(set, "main", null)).isEqualTo("21");
    assertThat(set.names()).containsExactlyInAnyOrder("one", "two", "x", "y", "main");
  }

  @Test
  void aTextMayDefineItsOwnNameOnlyIfNothingElseIsInIt() {
    assertThat(render(set("a", "{{define \"a\"}}inner{{end}} "), "a", null)).isEqualTo("inner");
    assertThatThrownBy(() -> set("a", "{{define \"a\"}}inner{{end}}\nouter"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template: a:2: template: multiple definition of template \"a\"");
  }

  @Test
  void aTextSeesTheTemplatesOfTheSetAndItsOwn() {
    TemplateSet set =
        set(
            "defs",
            "{{define \"x\"}}outer{{end}}{{define \"usesX\"}}<{{include \"x\" .}}>{{end}}",
            "main",
            "{{tpl \"{{define `x`}}inner{{end}}{{include `usesX` .}}{{tpl `{{include \\\"x\\\" .}}`"
                + " .}}\" .}} {{include \"usesX\" .}}");

    assertThat(render(set, "main", null)).isEqualTo("<inner>inner <outer>");
  }

  @Test
  void aTextMayExecuteItselfByItsName() {
    TemplateSet set = set("main", "{{tpl \"{{.a}}{{with .b}}-{{include `gotpl` .}}{{end}}\" .}}");

    assertThat(render(set, "main", Map.of("a", "1", "b", Map.of("a", "2")))).isEqualTo("1-2");
  }

  @Test
  void namesTextsInErrors() {
    TemplateSet set = set("main", "{{tpl .text .}}");

    assertThatThrownBy(() -> render(set, "main", Map.of("text", "{{.text.x}}")))
        .hasMessage(
            "template: main:1:2: executing \"main\" at <tpl .text .>: error calling tpl: error"
                + " during tpl: template: gotpl:1:7: executing \"gotpl\" at <.text.x>: can't"
                + " evaluate field x in type interface {}");
    assertThatThrownBy(() -> render(set, "main", Map.of("text", "{{")))
        .hasMessage(
            "template: main:1:2: executing \"main\" at <tpl .text .>: error calling tpl: error"
                + " during tpl: template: gotpl:1: unclosed action");
  }

  @Test
  void theMissingKeyOptionHoldsInTextsToo() {
    TemplateSet set = set("main", "{{tpl \"{{.missing}}\" .}}");
    RenderOptions options = RenderOptions.defaults().withMissingKey(MissingKey.ERROR);

    assertThatThrownBy(() -> set.rendering(options).execute("main", Map.of()))
        .hasMessageEndingWith("map has no entry for key \"missing\"");
  }

  @Test
  void functionsShareStateWithinARendering() {
    GoFunction next =
        GoFunction.of(
            "next",
            GoType.INT,
            (scope, _) -> {
              List<Integer> calls = scope.state(CallList.class, CallList::new).calls;
              calls.add(1);
              return GoInt.of(calls.size());
            });
    TemplateSet set =
        TemplateSet.builder(Functions.builtins().with(next)).add("t", "{{next}}{{next}}").build();
    Rendering rendering = set.rendering(RenderOptions.defaults());

    assertThat(rendering.execute("t", null) + rendering.execute("t", null)).isEqualTo("1234");
    assertThat(render(set, "t", null)).isEqualTo("12");
  }

  private static final class CallList {
    final List<Integer> calls = new ArrayList<>();
  }

  @Test
  void aFailedExecutionLeavesNothingBehind() {
    Rendering rendering =
        set("bad", "text{{fail \"x\"}}", "good", "ok").rendering(RenderOptions.defaults());

    assertThatThrownBy(() -> rendering.execute("bad", null)).isInstanceOf(TemplateException.class);
    assertThat(rendering.execute("good", null)).isEqualTo("ok");
    assertThat(rendering.templateName()).isEqualTo("good");
  }

  @Test
  void aFunctionMayRecoverFromAFailedTemplate() {
    GoFunction attempt =
        GoFunction.of(
            "attempt",
            GoType.STRING,
            (scope, a) -> {
              try {
                return scope.execute(String.valueOf(a[0]), null);
              } catch (TemplateException e) {
                return "failed";
              }
            },
            GoType.STRING);
    TemplateSet set =
        TemplateSet.builder(TestFunctions.ALL.with(attempt))
            .add("bad", "half{{fail \"x\"}}")
            .add("t", "[{{attempt \"bad\"}}]")
            .build();

    assertThat(render(set, "t", null)).isEqualTo("[failed]");
  }

  @Test
  void manyThreadsMayUseASetAtTheSameTime() throws Exception {
    TemplateSet set =
        set(
            "defs", "{{define \"x\"}}{{range $i, $e := .}}{{$i}}{{$e}}{{end}}{{end}}",
            "main", "{{include \"x\" .}}{{tpl \"{{len .}}\" .}}");
    List<Future<String>> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        List<String> data = List.of("a" + i, "b");
        results.add(pool.submit(() -> render(set, "main", data)));
      }
    }
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).get()).isEqualTo("0a" + i + "1b2");
    }
  }
}
