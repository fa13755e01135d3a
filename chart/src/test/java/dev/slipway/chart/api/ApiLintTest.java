package dev.slipway.chart.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.Severity;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.schema.CustomSchemas;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiLintTest {
  private static final String DEPLOYMENT =
      """
      ---
      # Source: web/templates/deployment.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: prod
        labels: {app: web}
      spec:
        replicas: 2
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
            creationTimestamp: null
          spec:
            containers:
              - name: web
                image: nginx:1
                ports:
                  - containerPort: 80
                resources:
                  limits: {cpu: 1, memory: 128Mi}
                  requests: {cpu: 100m, memory: "1e3"}
                readinessProbe:
                  httpGet: {path: /, port: http}
            volumes:
              - name: config
                configMap: {name: web}
      """;

  private static List<ApiFinding> check(String manifest) {
    return ApiLint.check(manifest, "1.34");
  }

  private static ApiFinding only(String manifest) {
    List<ApiFinding> findings = check(manifest);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.23", "1.29", "v1.31.2", "1.37.2", "1.99", "1.20", "1.34.4-gke.1"})
  void hasNothingToSayAboutGoodObjects(String version) {
    assertThat(ApiLint.check(DEPLOYMENT, version)).isEmpty();
  }

  @Test
  void findsUnknownFieldsWithTheirLine() {
    ApiFinding finding = only(DEPLOYMENT.replace("replicas", "replica"));

    assertThat(finding)
        .isEqualTo(
            new ApiFinding(
                "web/templates/deployment.yaml",
                10,
                "Deployment prod/web",
                "spec.replica",
                Severity.ERROR,
                "unknown field \"spec.replica\"",
                "did you mean replicas?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2 | replicas: '2' | spec.replicas must be of type integer, not string | 10",
        "replicas: 2 | replicas: 1.5 | spec.replicas must be of type integer, not number | 10",
        "replicas: 2 | replicas: 3000000000 | spec.replicas does not fit into an integer of 32 bits"
            + " | 10",
        "image: nginx:1 | image: 1 | spec.template.spec.containers[0].image must be of type string,"
            + " not integer | 20",
        "image: nginx:1 | image: true | spec.template.spec.containers[0].image must be of type"
            + " string, not boolean | 20",
        "memory: 128Mi | memory: 128Mb | spec.template.spec.containers[0].resources.limits.memory"
            + " is no quantity | 24",
        "- name: web | - nam: web | unknown field \"spec.template.spec.containers[0].nam\" | 19",
        "containerPort: 80 | protocol: TCP | missing required field"
            + " \"spec.template.spec.containers[0].ports[0].containerPort\" | 22",
        "port: http | port: true | spec.template.spec.containers[0].readinessProbe.httpGet.port"
            + " must be of type integer or string, not boolean | 27",
        "configMap: {name: web} | configMap: web | spec.template.spec.volumes[0].configMap must be"
            + " of type object, not string | 30",
        "labels: {app: web} | labels: [app] | metadata.labels must be of type object, not array | 8"
      })
  void findsWhatDoesNotFit(String good, String bad, String message, int line) {
    ApiFinding finding = check(DEPLOYMENT.replaceFirst(Pattern.quote(good), bad)).getFirst();

    assertThat(finding.message()).isEqualTo(message);
    assertThat(finding.line()).isEqualTo(line);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void findsSecretsThatAreNotBase64() {
    ApiFinding finding =
        only("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  a: YWJj\n  b: p@ss!\n");

    assertThat(finding.message()).isEqualTo("data.b is not base64");
    assertThat(finding.line()).isEqualTo(6);
    assertThat(finding.hint()).isEqualTo("plain text goes under stringData");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extensions/v1beta1 | Ingress | 1.21 | WARNING | is deprecated since Kubernetes 1.14 and"
            + " will not be served from 1.22 on | use networking.k8s.io/v1 Ingress",
        "extensions/v1beta1 | Ingress | 1.22 | ERROR | is not served since Kubernetes 1.22 |"
            + " use networking.k8s.io/v1 Ingress",
        "policy/v1beta1 | PodDisruptionBudget | 1.25 | ERROR | is not served since Kubernetes 1.25"
            + " | use policy/v1 PodDisruptionBudget",
        "autoscaling/v2beta2 | HorizontalPodAutoscaler | 1.25 | WARNING | is deprecated since"
            + " Kubernetes 1.23 and will not be served from 1.26 on | use autoscaling/v2"
            + " HorizontalPodAutoscaler",
        "batch/v1beta1 | CronJob | 1.34 | ERROR | is not served since Kubernetes 1.25 | use batch/v1"
            + " CronJob",
        "v1 | Endpoints | 1.34 | WARNING | is deprecated since Kubernetes 1.33 | use"
            + " discovery.k8s.io/v1 EndpointSlice"
      })
  void knowsLifecycles(
      String apiVersion, String kind, String version, Severity severity, String end, String hint) {
    String manifest = "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: x}\n";

    ApiFinding finding = ApiLint.check(manifest, version).getFirst();

    assertThat(finding.message()).isEqualTo(apiVersion + " " + kind + " " + end);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.hint()).isEqualTo(hint);
    assertThat(finding.line()).isEqualTo(1);
  }

  @Test
  void knowsWhatIsNotThereYet() {
    String manifest =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: p}
        """;

    ApiFinding finding = ApiLint.check(manifest, "1.29").getFirst();

    assertThat(finding.message())
        .isEqualTo(
            "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy is served from Kubernetes"
                + " 1.30 on, not by 1.29");
    assertThat(ApiLint.check(manifest, "1.30")).isEmpty();
  }

  @Test
  void knowsKindsThatThereNeverWere() {
    ApiFinding finding = only("apiVersion: apps/v1\nkind: Deploymnt\nmetadata: {name: x}\n");
    assertThat(finding.message()).isEqualTo("Kubernetes has no apps/v1 Deploymnt");
    assertThat(finding.hint()).isEqualTo("did you mean Deployment?");

    finding = only("apiVersion: apps/v1alpha9\nkind: Deployment\nmetadata: {name: x}\n");
    assertThat(finding.hint()).isEqualTo("use apps/v1");
  }

  @Test
  void leavesCustomResourcesAlone() {
    assertThat(check("apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: {a: 1}\n"))
        .isEmpty();
    assertThat(check("# nothing\n---\n---\n\n")).isEmpty();
  }

  @Test
  void looksIntoLists() {
    ApiFinding finding =
        only(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: c}
              dta: {}
            """);

    assertThat(finding.line()).isEqualTo(7);
    assertThat(finding.object()).isEqualTo("ConfigMap c");
    assertThat(finding.path()).isEqualTo("dta");
  }

  @Test
  void readsCustomResourceDefinitions() {
    assertThat(
            check(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.org}
                spec:
                  group: example.org
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            size: {type: integer, default: 1, enum: [1, 2]}
                            any: {x-kubernetes-preserve-unknown-fields: true}
                            list: {type: array, items: {type: string}}
                            map: {type: object, additionalProperties: {type: string}}
                """))
        .isEmpty();
  }

  @Test
  void namesObjectsWithoutVersionAndDocumentsThatAreNoYaml() {
    assertThat(only("kind: X\nmetadata: {name: a}\n").message())
        .isEqualTo("the object has no apiVersion");
    assertThat(only("a: [\n").severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void refusesVersionsThatAreNone() {
    assertThatThrownBy(() -> ApiLint.check("", "latest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no version of Kubernetes");
  }

  private static final String DEFINITIONS =
      """
      ---
      # Source: operator/templates/crds.yaml
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
                    required: [every]
                    properties: {every: {type: string}, keep: {type: integer, minimum: 1}}
          - name: v1beta1
            served: true
            storage: false
            deprecated: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
          - name: v1alpha1
            served: false
            storage: false
            schema: {openAPIV3Schema: {type: object}}
      """;

  private static final String BACKUP =
      """
      ---
      # Source: shop/templates/backup.yaml
      apiVersion: shop.example/v1
      kind: Backup
      metadata:
        name: nightly
        labels: {app: shop}
      spec:
        every: 6h
        keep: 3
      """;

  private static List<ApiFinding> custom(String manifest) {
    return ApiLint.custom(
        manifest, CustomSchemas.of(ApiLint.examine(DEFINITIONS, "1.34").definitions()));
  }

  @Test
  void collectsDefinitionsAndWhatNeedsOne() {
    ApiLint.Examined examined = ApiLint.examine(DEFINITIONS + BACKUP + DEPLOYMENT, "1.34");

    assertThat(examined.findings()).isEmpty();
    assertThat(examined.definitions())
        .extracting(object -> object.name())
        .containsExactly("backups.shop.example");
    assertThat(examined.custom()).containsExactly(GroupVersionKind.of("shop.example/v1", "Backup"));
  }

  @Test
  void holdsCustomResourcesAgainstTheirDefinition() {
    assertThat(custom(BACKUP + DEPLOYMENT)).isEmpty();
    assertThat(custom(BACKUP.replace("every: 6h", "evry: 6h").replace("keep: 3", "keep: 0")))
        .containsExactlyInAnyOrder(
            new ApiFinding(
                "shop/templates/backup.yaml",
                9,
                "Backup nightly",
                "spec.evry",
                Severity.ERROR,
                "unknown field \"spec.evry\"",
                "did you mean every?"),
            new ApiFinding(
                "shop/templates/backup.yaml",
                8,
                "Backup nightly",
                "spec",
                Severity.ERROR,
                "missing required field \"spec.every\"",
                null),
            new ApiFinding(
                "shop/templates/backup.yaml",
                10,
                "Backup nightly",
                "spec.keep",
                Severity.ERROR,
                "spec.keep must be at least 1",
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "example/v1alpha1 | Backup | ERROR   | shop.example/v1alpha1 Backup is not served by its definition | use shop.example/v1 or shop.example/v1beta1",
        "example/v3       | Backup | ERROR   | shop.example/v3 Backup is not served by its definition       | use shop.example/v1 or shop.example/v1beta1",
        "example/v1beta1  | Backup | WARNING | shop.example/v1beta1 Backup is deprecated                   | use shop.example/v1",
        "example/v1       | Backpu | WARNING | there is no definition of shop.example/v1 Backpu             | did you mean Backup?",
      })
  void saysWhichVersionsADefinitionHas(
      String version, String kind, Severity severity, String message, String hint) {
    assertThat(
            custom(BACKUP.replace("example/v1", version).replace("kind: Backup", "kind: " + kind)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(severity);
          assertThat(finding.message()).isEqualTo(message);
          assertThat(finding.hint()).isEqualTo(hint);
        });
  }

  @Test
  void passesOverKindsThatAreNotDefined() {
    assertThat(custom(BACKUP.replace("shop.example", "other.example"))).isEmpty();
    assertThat(custom(BACKUP.replace("kind: Backup", "kind: Restore"))).isEmpty();
  }
}
