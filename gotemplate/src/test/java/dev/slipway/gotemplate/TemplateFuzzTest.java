package dev.slipway.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.gotemplate.support.VectorFunctions;
import dev.slipway.gotemplate.support.Vectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Broken templates end in a [TemplateException], and nothing goes on for ever.
class TemplateFuzzTest {
  private static final String[] PIECES = {
    "{{",
    "}}",
    "{{-",
    "-}}",
    "(",
    ")",
    "|",
    "\"",
    "`",
    "'",
    ".",
    "$",
    "$x",
    ":=",
    "=",
    ",",
    "nil",
    "{{end}}",
    "{{else}}",
    "{{if .}}",
    "{{range .}}",
    "{{with .m}}",
    "{{break}}",
    "{{define \"a\"}}",
    "{{block \"b\" .}}",
    "{{template \"a\" .}}",
    "\n",
    "é",
    "\uDCFF",
    "\\",
    "0x",
    "1e",
    "-",
    "+1i",
    "\0",
    "{{/*",
    "*/}}",
    "include \"a\" .",
    "tpl . .",
    "{{tpl .s .}}",
    "{{include \"a\" .}}",
    "index",
    "eq",
    "range"
  };

  private static final Functions FUNCTIONS =
      VectorFunctions.ALL.with(
          Objects.requireNonNull(TestFunctions.ALL.find("tpl")),
          Objects.requireNonNull(TestFunctions.ALL.find("nindent")));

  private static final RenderOptions OPTIONS =
      RenderOptions.defaults()
          .withLimits(
              Limits.defaults()
                  .withSteps(20_000)
                  .withDepth(200)
                  .withOutputSize(1 << 20)
                  .withWallTime(Duration.ofSeconds(20)));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void brokenTemplatesGiveOneKindOfError(long seed) {
    Random random = new Random(seed);
    List<Map<String, @Nullable Object>> cases = Vectors.read("/vectors/exec/generated.jsonl");
    Object data = Vectors.value(cases.getFirst().get("data"));
    List<String> texts = new ArrayList<>();
    for (Map<String, @Nullable Object> vector : cases.subList(1, cases.size())) {
      texts.add(Vectors.text(vector.get("text")));
    }
    int failed = 0;
    for (int i = 0; i < 2000; i++) {
      String text = mutated(random, texts.get(random.nextInt(texts.size())));
      failed += fails(seed, text, data) ? 1 : 0;
    }
    assertThat(failed).isPositive();
  }

  private static boolean fails(long seed, String text, @Nullable Object data) {
    try {
      TemplateSet.builder(FUNCTIONS)
          .add("defs", "{{define \"a\"}}[{{.}}]{{end}}")
          .add("t", text)
          .build()
          .rendering(OPTIONS)
          .execute("t", data);
      return false;
    } catch (TemplateException e) {
      assertThat(e.diagnostic().message()).startsWith("template: ");
      assertThat(e.code()).isNotEqualTo(TemplateErrorCode.INTERNAL);
      return true;
    } catch (RuntimeException | Error e) {
      return fail("seed " + seed + ": " + text, e);
    }
  }

  private static String mutated(Random random, String original) {
    StringBuilder text = new StringBuilder(original);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
        case 2 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
        default -> {
          if (at < text.length()) {
            text.setCharAt(at, (char) random.nextInt(128));
          }
        }
      }
    }
    return text.toString();
  }
}
