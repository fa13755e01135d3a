package dev.slipway.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Schemas of custom resources: what is pruned, which defaults are set, what does not fit.
class CustomSchemaTest {
  private static final Schema WIDGET =
      CustomSchema.of(
          KubeObject.parse(
                  """
                  {"type":"object","required":["spec"],"properties":{"spec":{"type":"object","required":["size"],
                  "properties":{
                    "size":{"type":"integer","default":1},
                    "mode":{"type":"string","nullable":true,"default":"a"},
                    "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true,
                            "properties":{"known":{"type":"object","properties":{"x":{"type":"integer"}}}}},
                    "closed":{"type":"object"},
                    "byName":{"type":"object","additionalProperties":{"type":"object",
                              "properties":{"v":{"type":"string","default":"w"}}}},
                    "port":{"x-kubernetes-int-or-string":true},
                    "pod":{"type":"object","x-kubernetes-embedded-resource":true}}}}}
                  """)
              .tree(),
          FreeSchema.ANYTHING);

  private static Map<String, @Nullable Object> object(String spec) {
    return KubeObject.parse(
            "{\"apiVersion\":\"e/v1\",\"kind\":\"W\",\"metadata\":{\"name\":\"a\"},\"spec\":"
                + spec
                + "}")
        .copy();
  }

  @Test
  void pruneWhatIsNotDeclaredUnlessItIsToBeKept() {
    Map<String, @Nullable Object> tree =
        object(
            """
            {"no":1,"free":{"any":{"thing":1},"known":{"x":1,"y":2}},"closed":{"z":1},
             "byName":{"m":{"v":"1","q":2}},"pod":{"kind":"Pod","spec":{}}}
            """);

    assertThat(Pruning.prune(WIDGET, tree))
        .isEqualTo(
            List.of(
                "spec.no",
                "spec.free.known.y",
                "spec.closed.z",
                "spec.byName.m.q",
                "spec.pod.spec"));
    assertThat(KubeObject.of(tree).get("spec", "free", "any")).isEqualTo(Map.of("thing", 1L));
  }

  @Test
  void setDefaultsWhereNothingOrAWrongNullStands() {
    Map<String, @Nullable Object> tree =
        object("{\"size\":null,\"mode\":null,\"byName\":{\"m\":{}},\"closed\":null}");

    Defaults.set(WIDGET, tree);

    assertThat(KubeObject.of(KubeObject.of(tree).map("spec")).json())
        .isEqualTo("{\"byName\":{\"m\":{\"v\":\"w\"}},\"mode\":null,\"size\":1}");
  }

  @Test
  void tellWhatDoesNotFit() {
    assertThat(
            SchemaCheck.check(
                WIDGET, object("{\"mode\":5,\"port\":true,\"nope\":1,\"byName\":{\"m\":[]}}")))
        .extracting(SchemaCheck.Problem::message)
        .containsExactlyInAnyOrder(
            "spec.mode must be of type string, not integer",
            "spec.port must be of type integer or string, not boolean",
            "unknown field \"spec.nope\"",
            "spec.byName.m must be of type object, not array");
  }

  @Test
  void missARequiredFieldOnlyIfItHasNoDefault() {
    assertThat(SchemaCheck.check(WIDGET, object("{}"))).isEmpty();
    assertThat(SchemaCheck.check(WIDGET, Map.of("apiVersion", "e/v1", "kind", "W")))
        .extracting(SchemaCheck.Problem::message)
        .containsExactly("missing required field \"spec\"");
  }

  @Test
  void withoutASchemaTakeAnything() {
    Schema schema = CustomSchema.of(null, FreeSchema.ANYTHING);
    Map<String, @Nullable Object> tree = object("{\"a\":{\"b\":[1]}}");

    assertThat(Pruning.prune(schema, tree)).isEmpty();
    assertThat(SchemaCheck.check(schema, tree)).isEmpty();
  }
}
