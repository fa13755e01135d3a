package dev.slipway.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static List<String> trace(@Nullable Object data, String... namesAndTexts) {
    TemplateSet.Builder builder = TemplateSet.builder(TestFunctions.ALL);
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      builder.add(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    Rendering rendering = builder.build().rendering(RenderOptions.defaults());
    TracedText traced = rendering.executeTraced("main", data);
    assertThat(traced.text()).isEqualTo(rendering.execute("main", data));
    List<String> lines = new ArrayList<>();
    String[] text = traced.text().split("\n", -1);
    for (int i = 0; i < text.length; i++) {
      String place = traced.locationOf(i + 1).map(p -> p.name() + ":" + p.line()).orElse("nowhere");
      lines.add(text[i] + " <- " + place);
    }
    return lines;
  }

  @Test
  void eachLineOfTextComesFromItsOwnLine() {
    assertThat(trace(Map.of("a", "1"), "main", "{{- /* c */ -}}\nx: 1\n\ny: {{ .a }}\n{{ .a }}z"))
        .containsExactly("x: 1 <- main:2", " <- main:3", "y: 1 <- main:4", "1z <- main:5");
  }

  @Test
  void trimmedTextKeepsItsPlace() {
    assertThat(trace(null, "main", "a\n{{- if true }}\n  b\n  {{- end }}\nc"))
        .containsExactly("a <- main:1", "  b <- main:3", "c <- main:5");
  }

  @Test
  void linesOfTemplatesComeFromThem() {
    assertThat(
            trace(
                null,
                "helpers",
                "{{ define \"labels\" -}}\napp: web\ntier: front\n{{- end }}",
                "main",
                "labels:\n  {{- include \"labels\" . | nindent 2 }}\nx:\n{{ template \"labels\" }}"))
        .containsExactly(
            "labels: <- main:1",
            "  app: web <- helpers:2",
            "  tier: front <- helpers:3",
            "x: <- main:3",
            "app: web <- helpers:2",
            "tier: front <- helpers:3");
  }

  @Test
  void linesOfIncludesInIncludesComeFromTheInnermost() {
    assertThat(
            trace(
                null,
                "helpers",
                "{{ define \"in\" }}a: 1\nb: 2{{ end }}\n"
                    + "{{ define \"out\" }}in:\n{{ include \"in\" . | nindent 2 }}\nlast: 1{{ end }}",
                "main",
                "{{ include \"out\" . | nindent 4 }}"))
        .containsExactly(
            " <- main:1",
            "    in: <- helpers:3",
            "     <- main:1",
            "      a: 1 <- helpers:1",
            "      b: 2 <- helpers:2",
            "    last: 1 <- helpers:5");
  }

  @Test
  void linesOfTextsComeFromTheText() {
    assertThat(trace("x: {{ print 1 }}\ny: 2", "main", "t:\n{{ tpl . . }}\n{{ print \"a\\nb\" }}"))
        .containsExactly(
            "t: <- main:1", "x: 1 <- gotpl:1", "y: 2 <- gotpl:2", "a <- main:3", "b <- main:3");
  }
}
