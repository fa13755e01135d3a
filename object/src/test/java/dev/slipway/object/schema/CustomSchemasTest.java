package dev.slipway.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What definitions of custom resources say of their kinds, and which values they refuse.
class CustomSchemasTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: backups.shop.example}
      spec:
        group: shop.example
        scope: Namespaced
        names: {kind: Backup, plural: backups}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    oneOf: [{required: [every]}, {required: [at]}]
                    properties:
                      every: {type: string, pattern: '^[0-9]+h$'}
                      at: {type: string, minLength: 3, maxLength: 5}
                      keep: {type: integer, minimum: 1, maximum: 10, exclusiveMaximum: true, multipleOf: 3}
                      kind: {type: string, enum: [full, partial]}
                      hosts:
                        type: array
                        minItems: 1
                        maxItems: 2
                        x-kubernetes-list-type: set
                        items: {type: string}
                      labels: {type: object, maxProperties: 1, additionalProperties: {type: string}}
                      port:
                        x-kubernetes-int-or-string: true
                        anyOf: [{type: integer}, {type: string}]
                      target:
                        type: object
                        x-kubernetes-preserve-unknown-fields: true
                        not: {required: [node]}
                        allOf:
                          - properties: {name: {minLength: 2}}
          - {name: v1beta1, served: true, storage: false, deprecated: true}
          - {name: v1alpha1, served: false, storage: false}
      """;

  private static CustomSchemas schemas(String... definitions) {
    return CustomSchemas.of(
        List.of(definitions).stream().map(text -> KubeObject.of(Yaml.readMap(text))).toList());
  }

  private static List<String> wrong(String spec) {
    CustomSchemas.Version version = schemas(DEFINITION).version("shop.example", "v1", "Backup");
    assertThat(version).isNotNull();
    return SchemaCheck.check(
            version.schema(),
            Yaml.readMap("apiVersion: shop.example/v1\nkind: Backup\nspec: " + spec))
        .stream()
        .map(SchemaCheck.Problem::message)
        .toList();
  }

  @Test
  void knowVersionsAndWhetherTheyAreServed() {
    CustomSchemas schemas = schemas(DEFINITION);

    assertThat(schemas.has("shop.example", "Backup")).isTrue();
    assertThat(schemas.has("shop.example", "Restore")).isFalse();
    assertThat(schemas.kindsOf("shop.example")).containsExactly("Backup");
    assertThat(schemas.served("shop.example", "Backup"))
        .containsExactly("shop.example/v1", "shop.example/v1beta1");
    assertThat(schemas.version("shop.example", "v2", "Backup")).isNull();
    assertThat(schemas.version("shop.example", "v1alpha1", "Backup"))
        .extracting(CustomSchemas.Version::served)
        .isEqualTo(false);
    assertThat(schemas.version("shop.example", "v1beta1", "Backup"))
        .extracting(CustomSchemas.Version::deprecation)
        .isEqualTo("shop.example/v1beta1 Backup is deprecated");
  }

  @Test
  void takeTheFirstDefinitionAndPassOverOtherObjects() {
    CustomSchemas schemas =
        schemas(
            "apiVersion: v1\nkind: ConfigMap\n",
            DEFINITION,
            DEFINITION.replace("name: v1\n", "name: v7\n"));

    assertThat(schemas.version("shop.example", "v1", "Backup")).isNotNull();
    assertThat(schemas.version("shop.example", "v7", "Backup")).isNull();
    assertThat(schemas("apiVersion: v1\nkind: ConfigMap\n").isEmpty()).isTrue();
  }

  @Test
  void readTheOldForm() {
    CustomSchemas schemas =
        schemas(
            """
            apiVersion: apiextensions.k8s.io/v1beta1
            kind: CustomResourceDefinition
            spec:
              group: old.example
              version: v1
              names: {kind: Old}
              validation: {openAPIV3Schema: {type: object, required: [spec]}}
            """);

    CustomSchemas.Version version = schemas.version("old.example", "v1", "Old");
    assertThat(version).isNotNull();
    assertThat(version.served()).isTrue();
    assertThat(version.keepsUnknown()).isTrue();
    assertThat(version.schema().required()).containsExactly("spec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{every: 6h, keep: 3, kind: full, hosts: [a], labels: {a: b}, port: 80, target: {name: ab}} |",
        "{every: 6m} | spec.every must match ^[0-9]+h$",
        "{at: ab} | spec.at must have at least 3 characters",
        "{at: abcdef} | spec.at must have at most 5 characters",
        "{at: abc, keep: 0} | spec.keep must be at least 1",
        "{at: abc, keep: 10} | spec.keep must be less than 10; spec.keep must be a multiple of 3",
        "{at: abc, kind: ful} | spec.kind must be one of \"full\", \"partial\", not \"ful\"",
        "{at: abc, hosts: []} | spec.hosts must have at least 1 items",
        "{at: abc, hosts: [a, b, c]} | spec.hosts must have at most 2 items",
        "{at: abc, hosts: [a, a]} | spec.hosts has \"a\" twice",
        "{at: abc, labels: {a: b, c: d}} | spec.labels must have at most 1 fields",
        "{at: abc, port: [80]} | spec.port must be of type integer or string, not array",
        "{} | spec must have exactly one of every, at",
        "{at: abc, every: 6h} | spec must have exactly one of every, at",
        "{at: abc, target: {name: a}} | spec.target does not fit what allOf asks",
        "{at: abc, target: {node: a}} | spec.target is what not forbids",
        "{at: abc, kepe: 3} | unknown field \"spec.kepe\"",
      })
  void tellWhatADefinitionRefuses(String spec, String messages) {
    assertThat(String.join("; ", wrong(spec))).isEqualTo(messages == null ? "" : messages);
  }

  @Test
  void compareNumbersByWhatTheyAre() {
    assertThat(ValueRules.broken(Map.of("enum", List.of(1.0, 2.0)), 1L)).isEmpty();
    assertThat(ValueRules.broken(Map.of("enum", List.of(1.0, 2.0)), 3L))
        .extracting(ValueRules.Broken::message)
        .containsExactly("must be one of 1, 2, not 3");
  }
}
