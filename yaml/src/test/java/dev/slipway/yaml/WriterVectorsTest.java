package dev.slipway.yaml;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How Go writes the recorded strings, alone, as keys and inside lists and maps.
class WriterVectorsTest {
  @Test
  void stringsAreWrittenAsInGo() {
    Vectors.each(
        "strings.jsonl",
        1200,
        (text, vectors) -> {
          Object nested = Map.of(text, List.of(text, Map.of("x", text)));
          vectors.same("json", () -> Json.write(text));
          vectors.same("yaml", () -> Yaml.write(text));
          vectors.same("pretty", () -> Yaml.writePretty(text));
          vectors.same("nested", () -> Yaml.write(nested));
          vectors.same("deep", () -> Yaml.writePretty(nested));
        });
  }
}
