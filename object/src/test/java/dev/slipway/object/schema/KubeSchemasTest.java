package dev.slipway.object.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the recorded schemas say of Kubernetes' own kinds.
class KubeSchemasTest {
  private static Schema at(Schema schema, String... path) {
    Schema at = schema;
    for (String step : path) {
      at = requireNonNull(step.equals("[]") ? at.items() : at.field(step), step);
    }
    return at;
  }

  private static Schema kind(int minor, String apiVersion, String kind) {
    return requireNonNull(KubeSchemas.near(minor).kind(apiVersion, kind));
  }

  @Test
  void knowTheMinorsFrom23To37() {
    assertThat(KubeSchemas.minors()).hasSize(15).startsWith(23).endsWith(37);
    assertThat(KubeSchemas.near(99).minor()).isEqualTo(37);
  }

  @Test
  void knowHowListsAreMergedAndPatchedInEveryMinor() {
    for (int minor : KubeSchemas.minors()) {
      Schema pod = at(kind(minor, "apps/v1", "Deployment"), "spec", "template", "spec");
      assertThat(at(pod, "containers").list()).isEqualTo(Schema.Items.MAP);
      assertThat(at(pod, "containers").keys()).containsExactly("name");
      assertThat(at(pod, "containers").patching())
          .isEqualTo(new Schema.Patching(true, false, false, "name"));
      Schema ports = at(pod, "containers", "[]", "ports");
      assertThat(ports.keys()).containsExactly("containerPort", "protocol");
      assertThat(ports.patching().key()).isEqualTo("containerPort");
      assertThat(at(ports, "[]", "protocol").defaultValue()).isEqualTo("TCP");
      assertThat(at(pod, "volumes").patching())
          .isEqualTo(new Schema.Patching(true, false, true, "name"));
      Schema service = kind(minor, "v1", "Service");
      assertThat(at(service, "spec", "ports").keys()).containsExactly("port", "protocol");
      assertThat(at(service, "metadata", "finalizers").list()).isEqualTo(Schema.Items.SET);
    }
  }

  @Test
  void knowWhatIsReplacedAsAWhole() {
    Schema spec = at(kind(37, "apps/v1", "Deployment"), "spec");
    assertThat(at(spec, "selector").isAtomic()).isTrue();
    assertThat(at(spec, "template").isAtomic()).isFalse();
    assertThat(at(spec, "template", "spec", "containers", "[]", "command").list())
        .isEqualTo(Schema.Items.ATOMIC);
    assertThat(at(spec, "strategy").patching().retainKeys()).isTrue();
    assertThat(at(kind(37, "policy/v1", "PodDisruptionBudget"), "spec", "selector").patching())
        .isEqualTo(new Schema.Patching(false, true, false, ""));
    assertThat(at(spec, "template", "spec", "nodeSelector").isAtomic()).isTrue();
  }

  @Test
  void tellWhatFieldsHold() {
    Schema map = kind(37, "v1", "ConfigMap");
    assertThat(at(map, "data").kind()).isEqualTo(Schema.Kind.MAP);
    assertThat(requireNonNull(at(map, "data").undeclared()).kind()).isEqualTo(Schema.Kind.TEXT);
    assertThat(requireNonNull(at(map, "binaryData").undeclared()).kind())
        .isEqualTo(Schema.Kind.BYTES);
    assertThat(map.dropsUnknown()).isTrue();
    assertThat(at(map, "data").dropsUnknown()).isFalse();
    Schema container =
        at(kind(37, "v1", "Pod"), "spec", "containers", "[]", "livenessProbe", "httpGet", "port");
    assertThat(container.kind()).isEqualTo(Schema.Kind.INT_OR_TEXT);
    assertThat(kind(37, "v1", "Pod").required()).isEmpty();
    assertThat(at(kind(37, "v1", "Pod"), "spec").required()).isEqualTo(Set.of("containers"));
    assertThat(KubeSchemas.near(37).kind("v1", "Nothing")).isNull();
  }

  @Test
  void dropFieldsThatAreNotDeclared() {
    var pod =
        KubeObject.parse(
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"x":"y"}},
                 "spec":{"containers":[{"name":"c","imagee":"d"}],"foo":1}}
                """)
            .copy();
    assertThat(Pruning.prune(kind(37, "v1", "Pod"), pod))
        .isEqualTo(List.of("spec.containers[0].imagee", "spec.foo"));
    assertThat(KubeObject.of(pod).json())
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"labels\":{\"x\":\"y\"},\"name\":\"a\"},\"spec\":{\"containers\":[{\"name\":\"c\"}]}}");
  }
}
