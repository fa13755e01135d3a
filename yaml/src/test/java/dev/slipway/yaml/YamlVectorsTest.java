package dev.slipway.yaml;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What sigs.k8s.io/yaml, go-yaml v3's encoder and Helm's `SimpleHead` make of the recorded texts.
class YamlVectorsTest {
  @Test
  void scalarsReadAndWriteAsInGo() {
    Vectors.each("scalars.jsonl", 2400, YamlVectorsTest::check);
  }

  @Test
  void documentsReadAndWriteAsInGo() {
    Vectors.each("documents.jsonl", 3500, YamlVectorsTest::check);
  }

  @Test
  void partsOfChartsWithFaultsReadAndWriteAsInGo() {
    Vectors.each("charts.jsonl", 2100, YamlVectorsTest::check);
  }

  private static void check(String text, Vectors vectors) {
    vectors.same("any", () -> Json.write(Yaml.read(text)));
    vectors.same("strict", "any", () -> Json.write(Yaml.readStrict(text)));
    vectors.same("map", "any", () -> Json.write(Yaml.readMap(text)));
    vectors.same("list", "any", () -> Json.write(Yaml.readList(text)));
    vectors.same("head", "any", () -> head(ManifestHead.read(text, "main")));
    if (!vectors.fails("any")) {
      Object value = Yaml.read(text);
      vectors.same("yaml", () -> Yaml.write(value));
      vectors.same("pretty", "yaml", () -> Yaml.writePretty(value));
    }
  }

  private static String head(ManifestHead head) {
    return Json.write(List.of(head.apiVersion(), head.kind(), head.name(), head.annotations()));
  }
}
