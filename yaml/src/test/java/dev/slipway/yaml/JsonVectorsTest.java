package dev.slipway.yaml;

import org.junit.jupiter.api.Test;

/// What encoding/json, the YAML encoders and the TOML encoder make of the recorded JSON.
class JsonVectorsTest {
  @Test
  void jsonReadsAndWritesAsInGo() {
    Vectors.each(
        "json.jsonl",
        1100,
        (text, vectors) -> {
          vectors.same("any", () -> Json.write(Json.read(text)));
          vectors.same("map", () -> Json.write(Json.readMap(text)));
          vectors.same("list", () -> Json.write(Json.readList(text)));
          if (vectors.fails("any")) {
            return;
          }
          Object value = Json.read(text);
          vectors.same("yaml", () -> Yaml.write(value));
          vectors.same("pretty", () -> Yaml.writePretty(value));
          vectors.same("indented", () -> Json.writePretty(value));
          vectors.same("raw", () -> Json.writeRaw(value) + "\n");
          vectors.same("toml", () -> Toml.write(value));
        });
  }
}
