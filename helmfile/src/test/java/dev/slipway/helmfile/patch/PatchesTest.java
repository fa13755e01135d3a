package dev.slipway.helmfile.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        labels: {app: web}
      spec:
        replicas: 1
        template:
          spec:
            containers:
            - name: web
              image: web:1
              ports:
              - containerPort: 80
              args: [a, b]
            - name: log
              image: log:1
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {type: ClusterIP}
      """;

  private static Patches patches() {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    objects.add(Yaml.readMap(SERVICE));
    objects.add(Yaml.readMap(DEPLOYMENT));
    return new Patches(objects);
  }

  private static String deployment(Patches patches) {
    return Yaml.write(patches.objects().getLast());
  }

  @Test
  void aStrategicMergeFindsListItemsByTheirKey() {
    Patches patches = patches();
    patches.strategic(
        "p",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: null
          template:
            spec:
              containers:
              - name: side
                image: side:1
              - name: web
                image: web:2
                ports: [{containerPort: 81}]
                args: [c]
        """);

    assertThat(deployment(patches))
        .isEqualTo(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              labels:
                app: web
              name: web
            spec:
              template:
                spec:
                  containers:
                  - image: side:1
                    name: side
                  - args:
                    - c
                    image: web:2
                    name: web
                    ports:
                    - containerPort: 81
                    - containerPort: 80
                  - image: log:1
                    name: log
            """);
  }

  @Test
  void aStrategicMergeRemovesItemsMapsAndObjects() {
    Patches patches = patches();
    patches.strategic(
        "p",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {$patch: delete}}
        spec:
          template:
            spec:
              containers: [{name: log, $patch: delete}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        $patch: delete
        """);

    assertThat(patches.objects()).hasSize(1);
    assertThat(deployment(patches)).doesNotContain("labels", "name: log").contains("web:1");
  }

  @Test
  void aStrategicMergeForNothingIsAnError() {
    assertThatThrownBy(() ->
            patches()
                .strategic("patch 1", "apiVersion: v1\nkind: Service\nmetadata: {name: other}\n"))
        .hasMessage("patch 1: no resource matches strategic merge patch Service.v1/other")
        .extracting("diagnostic.hint")
        .asString()
        .contains("Service.v1/web, Deployment.v1.apps/web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{op: replace, path: /spec/replicas, value: 3} | replicas: 3",
        "{op: add, path: /metadata/labels/a~1b, value: c} | a/b: c",
        "{op: add, path: /spec/template/spec/containers/0/args/-, value: z} | - z",
        "{op: copy, from: /metadata/name, path: /metadata/labels/copied} | copied: web",
        "{op: move, from: /spec/replicas, path: /spec/count} | count: 1",
        "{op: test, path: /spec/replicas, value: 1} | replicas: 1",
      })
  void jsonPatchesFollowTheStandard(String operation, String expected) {
    Patches patches = patches();
    patches.json(
        "p",
        Map.of("target", Map.of("kind", "Deploy.*"), "patch", List.of(Yaml.readMap(operation))));

    assertThat(deployment(patches)).contains(expected);
  }

  @Test
  void jsonPatchesRemove() {
    Patches patches = patches();
    patches.json(
        "p",
        Map.of(
            "target",
            Map.of("kind", "Deployment", "name", "web", "labelSelector", "app=web"),
            "patch",
            List.of(Map.of("op", "remove", "path", "/spec/template/spec/containers/1"))));

    assertThat(deployment(patches)).doesNotContain("log:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{op: remove, path: /spec/none/x} | remove operation does not apply: doc is missing path: \"/spec/none/x\": missing value",
        "{op: test, path: /spec/replicas, value: 2} | testing value /spec/replicas failed: test failed",
        "{op: jump, path: /a} | Unexpected kind: jump",
      })
  void whatCannotBeAppliedIsAnError(String operation, String message) {
    Map<String, Object> entry =
        Map.of("target", Map.of("kind", "Deployment"), "patch", List.of(Yaml.readMap(operation)));

    assertThatThrownBy(() -> patches().json("patch 1", entry))
        .hasMessage("patch 1 on Deployment.v1.apps/web: " + message);
  }
}
