package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.ReleaseSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Records that name API versions which the cluster does not serve any more.
class RemovedVersionsTest {
  private static final String NOW =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web}
      spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
      """;

  /// A release whose objects are there, and whose record is of an older cluster.
  private static Scene aged() {
    Scene scene = new Scene();
    ReleasePlan plan = scene.install(NOW);
    RenderedRelease rendered = plan.rendered();
    String old =
        rendered
            .manifest()
            .replace("policy/v1", "policy/v1beta1")
            .replace("networking.k8s.io/v1", "extensions/v1beta1");
    ReleasePlan next =
        scene.planner.plan(Scene.spec(_ -> NOW, ReleaseSettings.DEFAULTS), PlanOptions.DEFAULTS);
    scene.record(
        new ReleasePlan(
            next.cluster(),
            next.name(),
            next.kind(),
            next.revision(),
            next.lastRevision(),
            next.lastStatus(),
            next.deployedRevision(),
            0,
            next.source(),
            next.settings(),
            next.situation(),
            new RenderedRelease(old, List.of(), "", List.of()),
            next.deployed(),
            List.of(),
            next.changes(),
            List.of(),
            List.of()));
    return scene;
  }

  @Test
  void objectsThatLeaveTheChartAreDeletedInTheVersionThatIsServed() {
    ReleasePlan plan = aged().plan("");

    assertThat(plan.changes())
        .extracting(ObjectChange::action)
        .containsExactly(Action.DELETE, Action.DELETE);
    assertThat(plan.changes())
        .extracting(change -> change.key().type().apiVersion())
        .containsExactlyInAnyOrder("policy/v1", "networking.k8s.io/v1");
  }

  @Test
  void objectsThatStayDoNotDiffer() {
    assertThat(aged().plan(NOW).changesObjects()).isFalse();
  }

  @Test
  void uninstallingDeletesThem() {
    Scene scene = aged();

    ReleasePlan plan =
        scene.planner.uninstall(Scene.WEB, ReleaseSettings.DEFAULTS, PlanOptions.DEFAULTS);

    assertThat(plan.changes())
        .extracting(ObjectChange::action)
        .containsExactly(Action.DELETE, Action.DELETE);
  }
}
