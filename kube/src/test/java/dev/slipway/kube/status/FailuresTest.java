package dev.slipway.kube.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static final FailureReason REFUSED = FailureReason.PODS_REFUSED;
  private static final ObjectKey KEY =
      new ObjectKey(GroupVersionKind.of("apps/v1", "StatefulSet"), "shop", "db");

  static KubeObject yaml(String text) {
    return KubeObject.parse(Json.writeRaw(Yaml.read(text)));
  }

  private static KubeObject pod(String status) {
    return yaml(
        "{apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: shop}, status: "
            + status
            + "}");
  }

  private static KubeObject container(String state) {
    return pod("{phase: Pending, containerStatuses: [{name: app, " + state + "}]}");
  }

  private static List<FailureReason> reasons(KubeObject pod) {
    return Failures.ofPod(pod).stream().map(FailureSign::reason).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidImageName, INVALID_IMAGE",
    "ErrImageNeverPull, INVALID_IMAGE",
    "ErrImagePull, IMAGE_PULL",
    "ImagePullBackOff, IMAGE_PULL",
    "CreateContainerConfigError, CONTAINER_CONFIG",
    "CreateContainerError, CONTAINER_START",
    "RunContainerError, CONTAINER_START",
  })
  void readsWhyAContainerWaits(String waiting, FailureReason reason) {
    KubeObject pod = container("state: {waiting: {reason: " + waiting + ", message: why}}");

    assertThat(Failures.ofPod(pod))
        .containsExactly(new FailureSign(reason, pod.key(), "app", "why"));
    assertThat(Failures.ofPod(pod).getFirst().describe())
        .isEqualTo(reason.text() + ": Pod/web-1, container app: why");
  }

  @Test
  void passesOverContainersThatAreStarting() {
    assertThat(reasons(container("state: {waiting: {reason: ContainerCreating}}"))).isEmpty();
    assertThat(reasons(container("state: {running: {}}"))).isEmpty();
  }

  @Test
  void takesCrashesForALoopWhenTheyGoOn() {
    String state =
        "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated:"
            + " {reason: %s, exitCode: 137, message: bye}}, restartCount: %d";

    assertThat(reasons(container(state.formatted("Error", 2))))
        .containsExactly(FailureReason.CRASHED);
    assertThat(reasons(container(state.formatted("Error", 3))))
        .containsExactly(FailureReason.CRASH_LOOP);
    assertThat(reasons(container(state.formatted("OOMKilled", 3))))
        .containsExactly(FailureReason.OUT_OF_MEMORY);
    assertThat(Failures.ofPod(container(state.formatted("Error", 3))).getFirst().message())
        .isEqualTo("restarted 3 times, last exit code 137: bye");
  }

  @Test
  void waitsOnlyWhereTryingAgainMayHelp() {
    String waiting = "state: {waiting: {reason: ErrImagePull, message: '%s'}}";

    assertThat(patience(waiting.formatted("manifest for web:2 not found"))).isZero();
    assertThat(patience(waiting.formatted("dial tcp: i/o timeout"))).isPositive();
    assertThat(patience("state: {waiting: {reason: InvalidImageName}}")).isZero();
    assertThat(new FailureSign(REFUSED, KEY, "", "exceeded quota: q").patience()).isPositive();
    assertThat(new FailureSign(REFUSED, KEY, "", "violates PodSecurity \"baseline\"").patience())
        .isZero();
  }

  private static Duration patience(String status) {
    return Failures.ofPod(container(status)).getFirst().patience();
  }

  @Test
  void looksAtInitContainersToo() {
    assertThat(
            reasons(
                pod(
                    "{initContainerStatuses: [{name: i, state: {waiting:"
                        + " {reason: ImagePullBackOff}}}]}")))
        .containsExactly(FailureReason.IMAGE_PULL);
  }

  @Test
  void seesPodsThatNoNodeTakesAndThoseThatFailed() {
    assertThat(
            reasons(
                pod(
                    "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason:"
                        + " Unschedulable, message: 0/3 nodes}]}")))
        .containsExactly(FailureReason.UNSCHEDULABLE);
    assertThat(Failures.ofPod(pod("{phase: Failed, reason: Evicted, message: low on memory}")))
        .extracting(FailureSign::message)
        .containsExactly("Evicted: low on memory");
    assertThat(
            Failures.ofPod(
                pod(
                    "{phase: Failed, containerStatuses: [{name: app, state: {terminated:"
                        + " {exitCode: 3}}}]}")))
        .extracting(FailureSign::message)
        .containsExactly("app ended with exit code 3");
  }

  @Test
  void passesOverPodsThatAreBeingDeleted() {
    assertThat(
            reasons(
                yaml(
                    "{apiVersion: v1, kind: Pod, metadata: {name: p, deletionTimestamp: x},"
                        + " status: {phase: Failed}}")))
        .isEmpty();
  }

  private static List<FailureSign> ofObject(String text) {
    KubeObject object = yaml(text);
    return Failures.ofObject(object, Readiness.of(object, Instant.EPOCH));
  }

  @Test
  void readsTheConditionsOfWorkloads() {
    assertThat(
            ofObject(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, status:"
                    + " {conditions: [{type: ReplicaFailure, status: 'True', reason:"
                    + " FailedCreate, message: exceeded quota}]}}"))
        .extracting(FailureSign::reason, FailureSign::message)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                FailureReason.PODS_REFUSED, "FailedCreate: exceeded quota"));
    assertThat(
            ofObject(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, status:"
                    + " {conditions: [{type: Progressing, status: 'False', reason:"
                    + " ProgressDeadlineExceeded}]}}"))
        .extracting(FailureSign::reason)
        .containsExactly(FailureReason.PROGRESS_DEADLINE);
    assertThat(
            ofObject(
                "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, status: {conditions:"
                    + " [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}}"))
        .extracting(FailureSign::reason)
        .containsExactly(FailureReason.JOB_FAILED);
    assertThat(
            ofObject(
                "{apiVersion: example.org/v1, kind: Widget, metadata: {name: w}, status:"
                    + " {conditions: [{type: Stalled, status: 'True', message: no way}]}}"))
        .extracting(FailureSign::reason, FailureSign::message)
        .containsExactly(org.assertj.core.api.Assertions.tuple(FailureReason.STALLED, "no way"));
  }

  @Test
  void readsRefusedPodsOutOfEventsUnlessThingsGoOn() {
    KubeObject set = yaml("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}}");
    KubeObject refused =
        yaml(
            "{reason: FailedCreate, message: exceeded quota, lastTimestamp: '2026-01-01T00:00:01Z'}");
    KubeObject created = yaml("{reason: SuccessfulCreate, lastTimestamp: '2026-01-01T00:00:02Z'}");

    assertThat(Failures.ofEvents(set, List.of(refused)))
        .containsExactly(
            new FailureSign(FailureReason.PODS_REFUSED, set.key(), "", "exceeded quota"));
    assertThat(Failures.ofEvents(set, List.of(created, refused))).isEmpty();
    assertThat(Failures.ofEvents(set, List.of())).isEmpty();
  }

  @Test
  void tellsProgressInAFewWords() {
    KubeObject deployment =
        yaml(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, generation: 2}, spec:"
                + " {replicas: 3}, status: {observedGeneration: 2, updatedReplicas: 2,"
                + " availableReplicas: 3, replicas: 3}}");

    assertThat(Progress.text(deployment, Readiness.of(deployment, Instant.EPOCH)))
        .isEqualTo("2 of 3 ready");
  }
}
