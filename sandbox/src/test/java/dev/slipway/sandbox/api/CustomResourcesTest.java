package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class CustomResourcesTest {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String PATH = "/apis/shop.example/v1/namespaces/default/carts";
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: carts.shop.example}
      spec:
        group: shop.example
        scope: Namespaced
        names: {plural: carts, kind: Cart, shortNames: [ct]}
        versions:
        - name: v1
          served: true
          storage: true
          subresources:
            status: {}
            scale: {specReplicasPath: .spec.count, statusReplicasPath: .status.count}
          schema:
            openAPIV3Schema:
              type: object
              required: [spec]
              properties:
                spec:
                  type: object
                  properties:
                    count: {type: integer, minimum: 1, default: 2}
                    colour: {type: string, enum: [red, blue]}
                status:
                  type: object
                  properties:
                    count: {type: integer}
        - name: v1beta1
          served: true
          storage: false
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  private final TestCluster cluster = new TestCluster();

  private static String cart(String spec) {
    return "{apiVersion: shop.example/v1, kind: Cart, metadata: {name: one}, spec: " + spec + "}";
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tries = 0; tries < 2000 && !condition.getAsBoolean(); tries++) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void servesAKindOnceItIsDefined() throws InterruptedException {
    assertThat(cluster.statusOf("GET", PATH)).isEqualTo(404);
    KubeObject definition = cluster.post(DEFINITIONS, DEFINITION);

    assertThat(definition.text("spec", "names", "singular")).isEqualTo("cart");
    assertThat(definition.maps("status", "conditions")).isEmpty();
    String one = DEFINITIONS + "/" + definition.name();
    await(() -> !cluster.get(one).maps("status", "conditions").isEmpty());
    assertThat(cluster.get(one).maps("status", "conditions"))
        .extracting(condition -> condition.get("type") + "=" + condition.get("status"))
        .containsExactly("NamesAccepted=True", "Established=True");
    KubeObject made = cluster.post(PATH, cart("{colour: red, size: 3}"));
    assertThat(made.map("spec")).containsOnlyKeys("colour", "count");
    assertThat(made.number(0, "metadata", "generation")).isEqualTo(1);
    assertThat(cluster.get("/apis/shop.example/v1beta1/namespaces/default/carts/one").apiVersion())
        .isEqualTo("shop.example/v1beta1");
    assertThat(cluster.get("/apis/shop.example").maps("versions"))
        .extracting(version -> version.get("version"))
        .containsExactly("v1", "v1beta1");
    KubeObject scale = cluster.get(PATH + "/one/scale");
    assertThat(scale.number(0, "spec", "replicas")).isEqualTo(2);
  }

  @Test
  void refusesWhatTheSchemaDoesNotAllow() {
    cluster.post(DEFINITIONS, DEFINITION);

    assertThat(cluster.refused(422, "POST", PATH, cart("{colour: green, count: 0}")))
        .isEqualTo(
            "Cart.shop.example \"one\" is invalid: [spec.colour: Unsupported value: \"green\":"
                + " supported values: \"red\", \"blue\", spec.count: Invalid value: 0: spec.count"
                + " in body should be greater than or equal to 1]");
    assertThat(
            cluster.refused(
                422,
                "POST",
                PATH,
                "{apiVersion: shop.example/v1, kind: Cart, metadata: {name: one}}"))
        .isEqualTo("Cart.shop.example \"one\" is invalid: spec: Required value");
  }

  @Test
  void removesTheObjectsWithTheirDefinition() throws InterruptedException {
    cluster.post(DEFINITIONS, DEFINITION);
    cluster.post(PATH, cart("{colour: red}"));

    cluster.expect(200, "DELETE", DEFINITIONS + "/carts.shop.example", "");

    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (cluster.ask("GET", PATH, "", "", "").status() != 404) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(1);
    }
    cluster.post(DEFINITIONS, DEFINITION);
    assertThat(cluster.get(PATH).maps("items")).isEmpty();
  }
}
