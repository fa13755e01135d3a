package dev.slipway.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.sprig.Sprig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void executesAsTheExampleSays() {
    Template template = Template.parse("hello", "Hello {{.name}}, you have {{len .mail}} mails\n");

    assertThat(template.execute(Map.of("name", "Ada", "mail", List.of("a", "b"))))
        .isEqualTo("Hello Ada, you have 2 mails\n");
  }

  @Test
  void callsSprigAndFunctionsOfTheCallerAsThePackageSays() {
    Functions functions =
        Functions.builtins()
            .with(Sprig.functions())
            .with(GoFunction.of("shout", GoType.STRING, (_, a) -> a[0] + "!", GoType.STRING));
    Template template = Template.parse("hello", "Hello {{ .name | upper | shout }}\n", functions);

    assertThat(template.execute(Map.of("name", "Ada"))).isEqualTo("Hello ADA!\n");
  }

  @Test
  void executesTemplatesOfASetAsItsExampleSays() {
    TemplateSet set =
        TemplateSet.builder(Functions.builtins())
            .add(
                "greeting",
                "{{define \"name\"}}{{.first}} {{.last}}{{end}}Hello {{template \"name\" .}}!")
            .build();

    assertThat(
            set.rendering(RenderOptions.defaults())
                .execute("greeting", Map.of("first", "Ada", "last", "Lovelace")))
        .isEqualTo("Hello Ada Lovelace!");
  }

  @Test
  void callsFunctionsOfTheCaller() {
    GoFunction shout = GoFunction.of("shout", GoType.STRING, (_, a) -> a[0] + "!", GoType.STRING);

    Template template = Template.parse("t", "{{.name | shout}}", Functions.builtins().with(shout));

    assertThat(template.execute(Map.of("name", "Ada"))).isEqualTo("Ada!");
  }

  @Test
  void refusesFunctionNamesThatAreNoIdentifiers() {
    GoFunction bad = GoFunction.of("a-b", GoType.STRING, (_, _) -> "");

    assertThatThrownBy(() -> Functions.builtins().with(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a-b");
  }

  @Test
  void takesOtherDelimiters() {
    TemplateSet set =
        TemplateSet.builder(Functions.builtins())
            .delimiters("<<", ">>")
            .add("t", "{{.a}} <<.a>> <</* no */>><<- \" x\">>")
            .build();

    assertThat(set.rendering(RenderOptions.defaults()).execute("t", Map.of("a", "1")))
        .isEqualTo("{{.a}} 1  x");
  }

  @Test
  void breakInTheElseOfARangeEndsThatRangeOnly() {
    String text = "{{range list 1 2}}{{range list}}{{else}}[{{break}}no{{end}}{{.}}]{{end}}";

    assertThat(Template.parse("t", text, TestFunctions.ALL).execute(null)).isEqualTo("[1][2]");
  }

  @Test
  void continuesWithTheNextRound() {
    String text = "{{range $i, $e := .}}{{if eq $i 1}}{{continue}}{{end}}{{$e}}{{end}}";

    assertThat(Template.parse("t", text).execute(List.of("a", "b", "c"))).isEqualTo("ac");
  }

  @Test
  void rangesOverMapsInTheOrderOfTheirBytes() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : List.of("_10", "b", "_2", "é", "A", "_1")) {
      map.put(key, "");
    }

    assertThat(Template.parse("t", "{{range $k, $_ := .}}{{$k}} {{end}}").execute(map))
        .isEqualTo("A _1 _10 _2 b é ");
  }

  @Test
  void aMapMayChangeWhileItIsRangedOver() {
    Map<String, Object> map = new LinkedHashMap<>(Map.of("a", "1", "b", "2"));
    GoFunction clear =
        GoFunction.of(
            "clear",
            GoType.STRING,
            (_, a) -> {
              ((Map<?, ?>) Objects.requireNonNull(a[0])).clear();
              return "";
            },
            GoType.MAP);

    assertThat(
            Template.parse(
                    "t", "{{range .}}{{.}}{{clear $}}{{end}}", Functions.builtins().with(clear))
                .execute(map))
        .isEqualTo("12");
  }

  @Test
  void pointsAtTheSourceLineAndNamesTheNearestKey() {
    Map<String, @Nullable Object> values = Map.of("Values", Map.of("image", Map.of("tag", "1")));
    Template template = Template.parse("web/deployment.yaml", "a: 1\nb: {{ .Values.imgae.tag }}\n");

    TemplateException error =
        catchThrowableOfType(
            TemplateException.class,
            () ->
                template.execute(values, RenderOptions.defaults().withMissingKey(MissingKey.ZERO)));

    Diagnostic diagnostic = error.diagnostic();
    assertThat(diagnostic.message())
        .isEqualTo(
            "template: web/deployment.yaml:2:13: executing \"web/deployment.yaml\" at"
                + " <.Values.imgae.tag>: nil pointer evaluating interface {}.tag");
    assertThat(diagnostic.location()).isEqualTo(new SourceLocation("web/deployment.yaml", 2, 14));
    assertThat(diagnostic.caret()).contains("2 | b: {{ .Values.imgae.tag }}\n  |              ^");
    assertThat(diagnostic.hint()).isEqualTo("there is no \"imgae\", did you mean \"image\"?");
    assertThat(error.code()).isEqualTo(TemplateErrorCode.NIL_POINTER);
  }

  @Test
  void namesTheNearestFunctionAndTemplate() {
    TemplateException function =
        catchThrowableOfType(
            TemplateException.class,
            () -> Template.parse("t", "\n{{ .a | nindnet 2 }}", TestFunctions.ALL));

    assertThat(function).hasMessage("template: t:2: function \"nindnet\" not defined");
    assertThat(function.code()).isEqualTo(TemplateErrorCode.UNKNOWN_FUNCTION);
    assertThat(function.diagnostic().hint()).isEqualTo("did you mean the function \"nindent\"?");
    assertThat(function.diagnostic().caret()).contains("2 | {{ .a | nindnet 2 }}\n  |         ^");

    TemplateSet set =
        TemplateSet.builder(TestFunctions.ALL)
            .rootName("gotpl")
            .add("t", "{{define \"web.labels\"}}x{{end}}{{include \"web.lables\" .}}")
            .build();
    TemplateException template =
        catchThrowableOfType(
            TemplateException.class,
            () -> set.rendering(RenderOptions.defaults()).execute("t", null));
    assertThat(template)
        .hasMessage(
            "template: t:1:33: executing \"t\" at <include \"web.lables\" .>: error calling include:"
                + " template: no template \"web.lables\" associated with template \"gotpl\"");
    assertThat(template.diagnostic().hint()).isEqualTo("did you mean the template \"web.labels\"?");
    assertThat(template.code()).isEqualTo(TemplateErrorCode.UNKNOWN_TEMPLATE);
  }

  @Test
  void namesTheChainOfTemplates() {
    TemplateSet set =
        TemplateSet.builder(TestFunctions.ALL)
            .add("_helpers.tpl", "{{define \"inner\"}}\n{{fail \"no port\"}}{{end}}")
            .add("a.yaml", "x: {{include \"inner\" .}}")
            .build();

    TemplateException error =
        catchThrowableOfType(
            TemplateException.class,
            () -> set.rendering(RenderOptions.defaults()).execute("a.yaml", null));

    assertThat(error.diagnostic().notes())
        .containsExactly(
            "a.yaml:1:6: executing \"a.yaml\" at <include \"inner\" .>",
            "_helpers.tpl:2:3: executing \"inner\" at <fail \"no port\">");
    assertThat(error.diagnostic().location()).isEqualTo(new SourceLocation("_helpers.tpl", 2, 3));
    assertThat(error.code()).isEqualTo(TemplateErrorCode.FUNCTION_FAILED);
    assertThat(error.isExecError()).isTrue();
    assertThat(error.levels())
        .extracting(TemplateException.Level::message)
        .containsExactly(
            "template: a.yaml:1:5: executing \"a.yaml\" at <include \"inner\" .>: error calling"
                + " include: template: _helpers.tpl:2:2: executing \"inner\" at <fail \"no port\">:"
                + " error calling fail: no port",
            "template: _helpers.tpl:2:2: executing \"inner\" at <fail \"no port\">: error calling"
                + " fail: no port",
            "no port");
    assertThat(error.levels())
        .extracting(TemplateException.Level::execError)
        .containsExactly(true, true, false);
  }

  @Test
  void tellsAFaultOfAFunctionFromAnErrorOfTheTemplate() {
    TemplateException error =
        catchThrowableOfType(
            TemplateException.class,
            () -> Template.parse("t", "{{broken}}", TestFunctions.ALL).execute(null));

    assertThat(error.code()).isEqualTo(TemplateErrorCode.INTERNAL);
    assertThat(error)
        .hasMessageContaining("error calling broken: internal error")
        .hasMessageContaining("a bug");
    assertThat(error).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesComplexConstants() {
    assertThatThrownBy(() -> Template.parse("t", "{{print 1+2i}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template: t:1: complex constants are not supported: \"1+2i\"");
  }

  @Test
  void keepsBytesThatAreNotUtf8() {
    String text = GoStrings.fromBytes(new byte[] {'a', (byte) 0xFF, 'b'});

    assertThat(Template.parse("t", "{{len .}} {{slice . 0 2}} {{index . 1}}").execute(text))
        .isEqualTo("3 a\uDCFF 255");
    assertThat(Template.parse("t", "x\uDCFFy{{.}}").execute(Arrays.asList(1.5, null)))
        .isEqualTo("x\uDCFFy[1.5 <nil>]");
  }
}
