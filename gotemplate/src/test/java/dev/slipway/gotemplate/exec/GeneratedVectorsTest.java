package dev.slipway.gotemplate.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.support.VectorFunctions;
import dev.slipway.gotemplate.support.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Some thousand generated templates with what the real text/template made of them: output, or the
/// error's text and that of each error it wraps.
class GeneratedVectorsTest {
  @Test
  void rendersAsGoDoes() {
    List<Map<String, @Nullable Object>> cases = Vectors.read("/vectors/exec/generated.jsonl");
    Object data = cases.getFirst().get("data");
    String definitions = Vectors.text(cases.getFirst().get("definitions"));
    List<String> differences = new ArrayList<>();
    for (Map<String, @Nullable Object> vector : cases.subList(1, cases.size())) {
      compare(vector, definitions, Vectors.value(data), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(cases).hasSizeGreaterThan(5000);
  }

  private static void compare(
      Map<String, @Nullable Object> vector,
      String definitions,
      @Nullable Object data,
      List<String> differences) {
    String text = Vectors.text(vector.get("text"));
    String expected =
        vector.containsKey("out")
            ? Vectors.text(vector.get("out"))
            : "ERROR " + Vectors.text(vector.get("err"));
    List<String> levels = List.of();
    String actual;
    try {
      MissingKey missingKey =
          MissingKey.valueOf(Vectors.text(vector.get("missingkey")).toUpperCase(Locale.ROOT));
      actual =
          TemplateSet.builder(VectorFunctions.ALL)
              .rootName("root")
              .add("defs", definitions)
              .add("t.yaml", text)
              .build()
              .rendering(RenderOptions.defaults().withMissingKey(missingKey))
              .execute("t.yaml", data);
    } catch (TemplateException e) {
      actual = "ERROR " + e.getMessage();
      levels = e.levels().stream().map(TemplateException.Level::message).toList();
    }
    if (!normal(actual).equals(normal(expected))) {
      differences.add(text + "\n  Go:   " + expected + "\n  here: " + actual + "\n");
    } else if (vector.get("levels") instanceof List<?> wanted) {
      List<String> all = wanted.stream().map(Vectors::text).toList();
      if (!all.equals(levels)) {
        differences.add(text + "\n  Go:   " + all + "\n  here: " + levels + "\n");
      }
    }
  }

  /// Escaped bytes that meet in the output may make up valid UTF-8.
  private static String normal(String text) {
    return GoStrings.fromBytes(GoStrings.toBytes(text));
  }
}
