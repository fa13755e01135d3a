package dev.slipway.object.fields;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.Vectors;
import dev.slipway.object.schema.CustomSchema;
import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.object.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Several managers apply and update objects one after the other: what comes of it, who owns what
/// and what conflicts is the same as in Kubernetes' own code.
class OwnershipVectorsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void appliesAndUpdatesGiveTheSameObjectsOwnersAndConflicts() {
    Vectors vectors = new Vectors();
    KubeSchemas schemas = KubeSchemas.near(37);
    Schema custom = FreeSchema.ANYTHING;
    for (KubeObject each : Vectors.of("apply")) {
      if (each.get("schema") != null) {
        Schema metadata =
            Objects.requireNonNull(
                Objects.requireNonNull(schemas.kind("v1", "ConfigMap")).field("metadata"));
        custom = CustomSchema.of(each.map("schema"), metadata);
        continue;
      }
      Schema known = schemas.kind(each.apiVersion(), each.kind());
      Ownership ownership =
          Ownership.of(known == null ? custom : known, each.apiVersion(), each.kind())
              .subresource(each.text("subresource"))
              .ignoring(ignored(each));
      replay(vectors, ownership, each);
    }
    vectors.check(2000);
  }

  private static FieldSet ignored(KubeObject each) {
    return FieldSet.of(
        each.list("ignored").stream().map(name -> "." + name).toArray(String[]::new));
  }

  private static void replay(Vectors vectors, Ownership ownership, KubeObject each) {
    KubeObject live = KubeObject.of(Map.of("apiVersion", each.apiVersion(), "kind", each.kind()));
    for (Map<String, @Nullable Object> tree : each.maps("steps")) {
      KubeObject step = KubeObject.of(tree);
      KubeObject sent = KubeObject.of(step.map("sent"));
      Map<String, @Nullable Object> found = new LinkedHashMap<>();
      try {
        if (step.text("do").equals("apply")) {
          switch (ownership.apply(live, sent, step.text("manager"), step.flag("force"), NOW)) {
            case ApplyOutcome.Applied(KubeObject object, _) -> live = object;
            case ApplyOutcome.Refused refused -> {
              found.put(
                  "conflicts",
                  refused.conflicts().stream()
                      .map(conflict -> conflict.message() + ": " + conflict.path())
                      .sorted()
                      .toList());
              if (refused.conflicts().size() == 1) {
                found.put("message", refused.message());
              }
            }
          }
        } else {
          live = ownership.update(live, sent, step.text("manager"), NOW);
        }
      } catch (ObjectException e) {
        found.put("error", e.getMessage());
      }
      found.put("live", normalized(live));
      Map<String, @Nullable Object> expected = new LinkedHashMap<>();
      for (String key : List.of("conflicts", "message", "error", "live")) {
        if (tree.containsKey(key)) {
          expected.put(key, tree.get(key));
        }
      }
      vectors.same(each.json().substring(0, 80) + " step " + step.json(), expected, found);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> normalized(KubeObject live) {
    Map<String, @Nullable Object> copy = live.copy();
    if (copy.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("managedFields") instanceof List<?> list) {
      List<Map<String, @Nullable Object>> entries = new ArrayList<>();
      list.forEach(entry -> entries.add((Map<String, @Nullable Object>) entry));
      entries.sort(Comparator.comparing(OwnershipVectorsTest::key));
      entries.forEach(entry -> entry.computeIfPresent("time", (_, _) -> "T"));
      ((Map<String, @Nullable Object>) metadata).put("managedFields", entries);
    }
    return copy;
  }

  private static String key(Map<String, @Nullable Object> tree) {
    KubeObject entry = KubeObject.of(tree);
    return entry.text("operation")
        + " "
        + entry.text("manager")
        + " "
        + entry.text("apiVersion")
        + " "
        + entry.text("subresource");
  }

  @Test
  void clientSideOwnersBecomeAppliersAsInClientGo() {
    Vectors vectors = new Vectors();
    for (KubeObject each : Vectors.of("takeover")) {
      // Go sends a patch also when the owners are what they were.
      Object expected = each.get("patch");
      if (expected != null
          && each.list("patch").getFirst() instanceof Map<?, ?> operation
          && Objects.equals(
              operation.get("value"), each.get("object", "metadata", "managedFields"))) {
        expected = null;
      }
      vectors.same(
          each,
          expected,
          ClientSideOwners.patch(
                  KubeObject.of(each.map("object")),
                  List.of(each.text("from")),
                  each.text("to"),
                  "")
              .orElse(null));
    }
    vectors.check(100);
  }
}
