package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.diff.DiffOptions;
import dev.slipway.release.diff.PlanDiff;
import dev.slipway.release.diff.Styling;
import dev.slipway.release.fields.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any release: once a plan was carried out, the next one is empty, and finding that
/// out takes no dry run.
class SettledPlansTest {
  /// Objects as charts write them, with all the empty, defaulted and oddly written values that the
  /// API keeps in another form.
  private static final List<String> PIECES =
      List.of(
          """
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: {name: db, labels: {}, annotations: {note: ""}}
          spec:
            serviceName: db
            replicas: NUMBER
            selector: {matchLabels: {app: db}}
            podManagementPolicy: Parallel
            template:
              metadata: {labels: {app: db}}
              spec:
                securityContext: {}
                nodeSelector: {}
                tolerations: []
                affinity:
                initContainers:
                - {name: init, image: busybox, command: [sh, -c, "echo TEXT"]}
                containers:
                - name: db
                  image: db:TEXT
                  stdin: false
                  securityContext: {runAsUser: 1000, privileged: false}
                  ports:
                  - {containerPort: 53, protocol: UDP, name: dns}
                  - {containerPort: 53, name: dns-tcp}
                  readinessProbe: {httpGet: {path: /, port: dns-tcp}, periodSeconds: NUMBER}
                  env:
                  - {name: EMPTY, value: ""}
                  - {name: HOST, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}
                  resources: {limits: {memory: 1024Mi, cpu: 0.1}}
                  volumeMounts:
                  - {name: data, mountPath: /a}
                  - {name: data, mountPath: /b, subPath: b}
                volumes:
                - name: all
                  projected:
                    defaultMode: 0420
                    sources:
                    - secret: {name: s, items: [{key: a, path: b}]}
            volumeClaimTemplates:
            - metadata: {name: data}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}
          """,
          """
          apiVersion: apps/v1
          kind: DaemonSet
          metadata: {name: agent}
          spec:
            selector: {matchLabels: {app: agent}}
            updateStrategy: {rollingUpdate: {maxUnavailable: "NUMBER%"}}
            template:
              metadata: {labels: {app: agent}, annotations: {checksum: "TEXT"}}
              spec:
                hostNetwork: false
                automountServiceAccountToken: false
                terminationGracePeriodSeconds: 0
                containers: [{name: agent, image: "agent:1", args: ["--n=NUMBER"]}]
          """,
          """
          apiVersion: batch/v1
          kind: CronJob
          metadata: {name: nightly}
          spec:
            schedule: "0 NUMBER * * *"
            suspend: false
            successfulJobsHistoryLimit: 0
            jobTemplate:
              spec:
                template:
                  spec:
                    restartPolicy: Never
                    containers: [{name: job, image: "job:TEXT", resources: {}}]
          """,
          """
          apiVersion: v1
          kind: Service
          metadata: {name: db}
          spec:
            clusterIP: None
            publishNotReadyAddresses: true
            selector: {app: db}
            ports:
            - {name: dns, port: 53, protocol: UDP}
            - {name: tcp, port: 53}
            - {name: extra, port: 1NUMBER, targetPort: dns}
          """,
          """
          apiVersion: policy/v1
          kind: PodDisruptionBudget
          metadata: {name: db}
          spec: {maxUnavailable: NUMBER, selector: {matchLabels: {app: db}}}
          """,
          """
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata: {name: web}
          spec:
            scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
            minReplicas: 1
            maxReplicas: 1NUMBER
            metrics:
            - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
            - {type: Pods, pods: {metric: {name: rps}, target: {type: AverageValue, averageValue: 1000m}}}
          """,
          """
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: all}
          spec:
            podSelector: {}
            policyTypes: [Ingress, Egress]
            ingress:
            - from: [{namespaceSelector: {}}, {ipBlock: {cidr: 10.NUMBER.0.0/16}}]
              ports: [{port: 80}]
            egress: [{}]
          """,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRole
          metadata: {name: reader}
          rules:
          - {apiGroups: [""], resources: [pods, "TEXT"], verbs: [get]}
          """,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata: {name: reader, namespace: ignored}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
          subjects: [{kind: ServiceAccount, name: "TEXT", namespace: shop}]
          """,
          """
          apiVersion: v1
          kind: Secret
          metadata: {name: s}
          type: Opaque
          data: {a: aGk=}
          stringData: {b: "TEXT", multi: "one\\ntwo\\n"}
          """,
          """
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata: {name: scratch, annotations: {size: "NUMBER"}}
          spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1.5Gi}}}
          """,
          """
          apiVersion: v1
          kind: ServiceAccount
          metadata: {name: robot}
          automountServiceAccountToken: false
          imagePullSecrets: [{name: "pull-TEXT"}]
          """,
          """
          apiVersion: v1
          kind: List
          items:
          - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {a: "TEXT"}}
          - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {"a.b-c": "NUMBER"}}
          """,
          """
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: {name: web}
          spec:
            ingressClassName: nginx
            tls: [{hosts: ["TEXT.example.org"], secretName: tls}]
            rules:
            - host: TEXT.example.org
              http:
                paths:
                - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
          """);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static String manifest(RandomGenerator random, int outOf) {
    StringBuilder manifest = new StringBuilder();
    for (String piece : PIECES) {
      if (random.nextInt(outOf) != 0) {
        manifest
            .append("---\n")
            .append(
                piece
                    .replace("NUMBER", Integer.toString(2 + random.nextInt(3)))
                    .replace("TEXT", "t" + random.nextInt(3)));
      }
    }
    return manifest.toString();
  }

  private static void assertSettled(Scene scene, String manifest) {
    scene.client.takeRequests();
    ReleasePlan plan = scene.plan(manifest);
    assertThat(plan.isEmpty())
        .as(() -> new PlanDiff(DiffOptions.DEFAULTS, Styling.NONE).text(plan))
        .isTrue();
    assertThat(scene.client.takeRequests()).noneMatch(request -> request.endsWith(" dry"));
  }

  @Test
  void allPiecesSettleWithoutADryRun() {
    Scene scene = new Scene();
    String manifest = manifest(random(1), 1_000_000);
    scene.install(manifest);

    assertSettled(scene, manifest);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anyUpgradeSettles(long seed) {
    RandomGenerator random = random(seed);
    Scene scene = new Scene();
    scene.install(manifest(random, 3));
    for (int i = 0; i < 4; i++) {
      String next = manifest(random, 3);
      ReleasePlan plan = scene.plan(next);
      assertThat(plan.findings()).filteredOn(f -> f.weight() == Finding.Weight.FAILS).isEmpty();
      assertEachChangeIsReal(plan);
      scene.carryOut(plan);
      assertSettled(scene, next);
    }
  }

  /// An object is only said to change if a field of it does, and nothing is said to drift.
  private static void assertEachChangeIsReal(ReleasePlan plan) {
    for (ObjectChange change : plan.changes()) {
      if (change.action() == Action.CHANGE) {
        List<FieldChange> fields = Prediction.changes(change);
        assertThat(fields).as(change.key().toString()).isNotEmpty();
        assertThat(change.drift()).as(change.key().toString()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void anyLabelThatSomeoneTakesAwayIsDrift(long seed) {
    RandomGenerator random = random(seed);
    Scene scene = new Scene();
    String manifest = manifest(random, 3);
    List<ObjectKey> keys = new ArrayList<>();
    scene.install(manifest).changes().forEach(change -> keys.add(change.key()));
    ObjectKey victim = keys.get(random.nextInt(keys.size()));
    scene.edit(
        "kubectl-edit", victim, "{metadata: {annotations: {meta.helm.sh/release-name: null}}}");

    ReleasePlan plan = scene.plan(manifest);

    assertThat(plan.changes())
        .filteredOn(change -> change.action() != Action.NONE)
        .extracting(ObjectChange::key)
        .containsExactly(victim);
    scene.carryOut(plan);
    assertSettled(scene, manifest);
    KubeObject repaired = scene.client.get(victim).orElseThrow();
    assertThat(repaired.annotations()).containsEntry("meta.helm.sh/release-name", "web");
  }
}
