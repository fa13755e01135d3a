package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.release.ManifestObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentListsTest {
  private final List<String> remarks = new ArrayList<>();

  private KubeObject without(String manifest) {
    KubeObject object = ManifestObjects.read(manifest).getFirst();
    return EnvironmentLists.withoutHidden(object, remarks::add);
  }

  @Test
  void theLastOfSeveralVariablesOfANameIsSentInThePlaceOfTheFirst() {
    KubeObject sent =
        without(
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: load}
            spec:
              jobTemplate:
                spec:
                  template:
                    spec:
                      containers:
                        - name: main
                          env:
                            - {name: USER, value: one}
                            - {name: HOST, value: here}
                            - {name: USER, value: two}
            """);

    assertThat(sent.json())
        .contains("[{\"name\":\"USER\",\"value\":\"two\"},{\"name\":\"HOST\",\"value\":\"here\"}]");
    assertThat(remarks)
        .containsExactly(
            "environment variable USER stands more than once in container main: the last one"
                + " counts");
  }

  @Test
  void anythingElseStaysAsItIs() {
    KubeObject object =
        ManifestObjects.read(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: a}
                spec:
                  containers:
                    - name: main
                      env: [{name: A, value: x}, {name: B, value: x}]
                      ports: [{containerPort: 80}, {containerPort: 80}]
                """)
            .getFirst();
    assertThat(EnvironmentLists.withoutHidden(object, remarks::add)).isSameAs(object);
    assertThat(remarks).isEmpty();
  }
}
