package dev.slipway.yaml;

import org.junit.jupiter.api.Test;

/// What BurntSushi/toml 1.6 makes of the recorded texts.
class TomlVectorsTest {
  @Test
  void tomlReadsAndWritesAsInGo() {
    Vectors.each(
        "toml.jsonl",
        1800,
        (text, vectors) -> {
          vectors.same("any", () -> Json.write(Toml.read(text)));
          if (vectors.has("toml")) {
            vectors.same("toml", () -> Toml.write(Toml.read(text)));
          }
        });
  }
}
