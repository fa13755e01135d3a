package dev.slipway.gotemplate.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.support.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The tables of Go's own tests of text/template, with what the real package answers.
class GoExecVectorsTest {
  /// Values that templates of YAML data never meet, and which have no Java counterpart (see the
  /// table of `GoType`): complex numbers, maps whose keys are no strings, unsafe pointers, slices
  /// with a capacity beyond their length, nil pointers with methods, functions of wrong signature.
  private static final Pattern WITHOUT_COUNTERPART =
      Pattern.compile(
          "\\d[.\\d]*i\\b|\\.ComplexZero|\\.MII|\\.MI32S|\\.MI64S|\\.MUI64S|\\.MUI32S|\\.MI8S|\\.MUI8S"
              + "|\\.UPI|\\.EmptyUPI|\\.SICap|TypedNil|\\.unexported|ReturnCountFunc"
              + "|InvalidReturnType|index \\.MXI");

  @Test
  void answersAsGoDoes() {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    String definitions = "";
    for (Map<String, @Nullable Object> vector : Vectors.read("/vectors/exec/go-exec.jsonl")) {
      switch (Vectors.text(vector.get("table"))) {
        case "multi-root" ->
            definitions = Vectors.text(vector.get("text1")) + Vectors.text(vector.get("text2"));
        case "multi-parse" -> parses(vector, differences);
        default -> {
          if (hasCounterpart(vector)) {
            compared++;
            compare(vector, definitions, differences);
          }
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(530);
  }

  private static boolean hasCounterpart(Map<String, @Nullable Object> vector) {
    boolean data = vector.get("data") instanceof String || Vectors.isSupported(vector.get("data"));
    return data && !WITHOUT_COUNTERPART.matcher(Vectors.text(vector.get("text"))).find();
  }

  private static @Nullable Object data(@Nullable Object recorded) {
    if (!(recorded instanceof String name)) {
      return Vectors.value(recorded);
    }
    return switch (name) {
      case "tVal" -> GoTestValues.tVal();
      case "cmpStruct" -> GoTestValues.cmpStruct();
      default ->
          StructModel.of(StructModel.struct("template.T"))
              .with("PS", StructModel.pointerTo(GoType.STRING), null);
    };
  }

  private static void compare(
      Map<String, @Nullable Object> vector, String definitions, List<String> differences) {
    String text = Vectors.text(vector.get("text"));
    String name = Vectors.text(vector.get("name"));
    String expected =
        vector.containsKey("out")
            ? Vectors.text(vector.get("out"))
            : "ERROR " + Vectors.text(vector.get("err"));
    String actual;
    try {
      TemplateSet.Builder builder = TemplateSet.builder(GoTestValues.functions());
      if ("multi".equals(vector.get("table"))) {
        builder.add("root", definitions);
      }
      RenderOptions options = RenderOptions.defaults();
      if (vector.get("missingkey") instanceof String option) {
        options = options.withMissingKey(MissingKey.valueOf(option.toUpperCase(Locale.ROOT)));
      }
      actual =
          builder
              .add(name, text)
              .build()
              .rendering(options)
              .execute(name, data(vector.get("data")));
    } catch (TemplateException e) {
      actual = "ERROR " + e.getMessage();
    }
    if (!actual.equals(expected)) {
      differences.add(text + "\n  Go:   " + expected + "\n  here: " + actual + "\n");
    }
  }

  private static void parses(Map<String, @Nullable Object> vector, List<String> differences) {
    Object actual;
    try {
      Map<String, String> trees = new LinkedHashMap<>();
      TemplateSet.builder(GoTestValues.functions())
          .add("root", Vectors.text(vector.get("text")))
          .build()
          .entries()
          .forEach((name, entry) -> trees.put(name, entry.tree().root().toString()));
      actual = trees;
    } catch (TemplateException e) {
      actual = e.getMessage();
    }
    Object expected = vector.containsKey("err") ? vector.get("err") : vector.get("trees");
    if (!actual.equals(expected)) {
      differences.add(vector.get("text") + "\n  Go:   " + expected + "\n  here: " + actual);
    }
  }
}
