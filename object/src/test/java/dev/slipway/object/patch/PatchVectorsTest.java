package dev.slipway.object.patch;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.Vectors;
import dev.slipway.object.schema.CustomSchema;
import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.object.schema.Schema;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Patches do what they do in the API server and in kubectl.
class PatchVectorsTest {
  @Test
  void jsonPatchesAreAppliedAsByEvanphx() {
    Vectors vectors = new Vectors();
    for (KubeObject each : Vectors.of("jsonpatch")) {
      vectors.result(
          each, "result", () -> JsonPatch.apply(each.get("document"), each.list("patch")));
    }
    vectors.check(2000);
  }

  @Test
  void mergePatchesAreAppliedAndMadeAsInGo() {
    Vectors vectors = new Vectors();
    for (KubeObject each : Vectors.of("mergepatch")) {
      Map<String, @Nullable Object> original = each.map("original");
      Map<String, @Nullable Object> modified = each.map("modified");
      vectors.result(each, "applied", () -> MergePatch.apply(original, modified));
      vectors.result(each, "joined", () -> MergePatch.join(original, modified));
      vectors.result(each, "created", () -> MergePatch.create(original, modified));
      try {
        vectors.same(
            each,
            each.get("threeWay"),
            MergePatch.createThreeWay(original, modified, each.map("current")));
      } catch (ObjectException e) {
        vectors.same(each, true, e.diagnostic().code() == ObjectErrorCode.PATCH_CONFLICT);
        vectors.same(each, each.get("conflict"), true);
      }
    }
    vectors.check(3000);
  }

  @Test
  void strategicPatchesAreAppliedAndMadeAsInGo() {
    Vectors vectors = new Vectors();
    Schema tables = FreeSchema.ANYTHING;
    for (KubeObject each : Vectors.of("strategic")) {
      if (each.get("schema") != null) {
        tables = CustomSchema.of(each.map("schema"), FreeSchema.ANYTHING);
        continue;
      }
      Schema schema =
          each.apiVersion().isEmpty()
              ? tables
              : Objects.requireNonNull(KubeSchemas.near(37).kind(each.apiVersion(), each.kind()));
      compare(vectors, each, schema);
    }
    vectors.check(2000);
  }

  private static void compare(Vectors vectors, KubeObject each, Schema schema) {
    Map<String, @Nullable Object> original = each.map("original");
    Map<String, @Nullable Object> modified = each.map("modified");
    Map<String, @Nullable Object> current = each.map("current");
    vectors.result(each, "twoWay", () -> StrategicPatch.create(original, modified, schema));
    if (each.get("twoWay") != null) {
      Map<String, @Nullable Object> patch = each.map("twoWay");
      vectors.result(each, "twoWayOnOriginal", () -> StrategicPatch.apply(original, patch, schema));
      vectors.result(each, "twoWayOnCurrent", () -> StrategicPatch.apply(current, patch, schema));
    }
    vectors.result(
        each,
        "threeWay",
        () -> StrategicPatch.createThreeWay(original, modified, current, schema, true));
    if (each.get("threeWay") != null) {
      vectors.result(
          each,
          "threeWayOnCurrent",
          () -> StrategicPatch.apply(current, each.map("threeWay"), schema));
    }
    vectors.same("conflict of " + each.json(), each.get("conflict"), conflicts(each, schema));
    if (each.get("patch") != null) {
      vectors.result(
          each, "patched", () -> StrategicPatch.apply(original, each.map("patch"), schema));
    }
  }

  private static boolean conflicts(KubeObject each, Schema schema) {
    try {
      StrategicPatch.createThreeWay(
          each.map("original"), each.map("modified"), each.map("current"), schema, false);
      return false;
    } catch (ObjectException e) {
      return e.diagnostic().code() == ObjectErrorCode.PATCH_CONFLICT;
    }
  }
}
