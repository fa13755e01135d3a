package dev.slipway.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static TemplateException failure(String text, Limits limits) {
    return failure(text, limits, null);
  }

  private static TemplateException failure(String text, Limits limits, @Nullable Object data) {
    TemplateException error =
        catchThrowableOfType(TemplateException.class, () -> execute(text, limits, data));
    assertThat(error.code()).isEqualTo(TemplateErrorCode.LIMIT);
    return error;
  }

  private static String execute(String text, Limits limits, @Nullable Object data) {
    return Template.parse("t", text, TestFunctions.ALL)
        .execute(data, RenderOptions.defaults().withLimits(limits));
  }

  @Test
  void boundsSteps() {
    Limits limits = Limits.defaults().withSteps(10_000);

    assertThat(failure("{{range 9223372036854775807}}{{end}}", limits))
        .hasMessage("template: the templates take more than 10000 steps");
    assertThat(execute("{{range 1000}}.{{end}}", limits, null)).hasSize(1000);
  }

  @Test
  void boundsTime() {
    Limits limits = Limits.defaults().withWallTime(Duration.ofMillis(20));

    assertThat(failure("{{range 9223372036854775807}}{{end}}", limits))
        .hasMessage("template: the templates take longer than 20 ms");
  }

  @Test
  void boundsOutput() {
    Limits limits = Limits.defaults().withOutputSize(1000);

    assertThat(failure("{{range 500}}abc{{end}}", limits))
        .hasMessage("template: the output is larger than 1000 characters");
    assertThat(failure("{{range 500}}{{print \"abc\"}}{{end}}", limits).code())
        .isEqualTo(TemplateErrorCode.LIMIT);
  }

  @Test
  void goesAsDeepAsGoDoes() {
    String text = "{{define \"r\"}}{{template \"r\" .}}{{end}}{{template \"r\" .}}";

    assertThat(failure(text, Limits.defaults()))
        .hasMessage(
            "template: t:1:25: executing \"r\" at <{{template \"r\" .}}>: exceeded maximum template"
                + " depth (100000)");
  }

  @Test
  void endsARecursionOfIncludesWithOneError() {
    String text =
        "{{define \"r\"}}{{if true}}{{with .}}{{include \"r\" . | nindent 2}}{{end}}{{end}}{{end}}"
            + "{{include \"r\" 1}}";

    TemplateException error = failure(text, Limits.defaults().withDepth(3000));

    assertThat(error).hasMessageEndingWith("exceeded maximum template depth (3000)");
    assertThat(error.levels()).hasSize(3002);
    assertThat(error.diagnostic().notes()).hasSize(51).last().asString().contains("more levels");
  }

  @Test
  void endsARecursionOfTexts() {
    TemplateException error =
        failure("{{tpl . .}}", Limits.defaults().withDepth(500), "{{tpl . .}}");

    assertThat(error).hasMessageEndingWith("exceeded maximum template depth (500)");
  }

  @Test
  void aThousandNestedIncludesFitASmallStack() throws InterruptedException {
    // As deep as Helm lets them be, with the nesting of real charts.
    String text =
        """
        {{- define "r" }}
        {{- if gt (len .) 0 }}
        {{- range $k, $v := . }}
        {{- with (index (list $v) 0) }}
        {{ $k }}: {{ printf "%s" (include "r" (index (list .) 0)) | nindent 0 }}
        {{- end }}{{ end }}{{ end }}{{ end }}
        {{- include "r" . }}
        """;
    Object data = Map.of();
    for (int i = 0; i < 1000; i++) {
      data = Map.of("k", data);
    }
    Object nested = data;
    String[] result = new String[1];
    Thread thread =
        new Thread(
            null, () -> result[0] = execute(text, Limits.defaults(), nested), "small", 512 << 10);
    thread.start();
    thread.join();

    assertThat(result[0].chars().filter(c -> c == 'k').count()).isEqualTo(999);
  }

  @Test
  void parsesAndExecutesDeeplyNestedActions() {
    int depth = 5000;
    String text = "{{if true}}".repeat(depth) + "x" + "{{end}}".repeat(depth);
    assertThat(execute(text, Limits.defaults(), null)).isEqualTo("x");

    String chain = "{{if false}}" + "{{else if false}}".repeat(depth) + "{{else}}y{{end}}";
    assertThat(execute(chain, Limits.defaults(), null)).isEqualTo("y");

    String parentheses = "{{" + "(print ".repeat(9000) + "1" + ")".repeat(9000) + "}}";
    assertThat(execute(parentheses, Limits.defaults(), null)).isEqualTo("1");
  }

  @Test
  void refusesEndlessNesting() {
    assertThat(failure("{{if true}}".repeat(30_000), Limits.defaults()))
        .hasMessageContaining("nested more than 20000 levels deep");
    TemplateException parentheses =
        catchThrowableOfType(
            TemplateException.class,
            () -> Template.parse("t", "{{" + "(".repeat(20_000) + "1" + ")".repeat(20_000)));
    assertThat(parentheses).hasMessage("template: t:1: max expression depth exceeded");
  }

  @Test
  void quotesADeeplyNestedNodeInAnError() {
    String text = "{{" + "(print ".repeat(9000) + ".a.b" + ")".repeat(9000) + "}}";

    TemplateException error =
        catchThrowableOfType(
            TemplateException.class,
            () -> execute(text, Limits.defaults(), Map.of("a", List.of())));

    assertThat(error).hasMessageContaining("at <.a.b>: can't evaluate field b");
  }
}
