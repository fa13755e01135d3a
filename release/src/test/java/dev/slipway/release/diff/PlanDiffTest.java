package dev.slipway.release.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.plan.HookChange;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.plan.RenderedRelease;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanDiffTest {
  private static final KubeObject WAS =
      object(
          "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec:"
              + " {replicas: 2, template: {spec: {containers: [{name: web, image: 'web:1'}]}}}}");
  private static final KubeObject WILL =
      object(
          "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec:"
              + " {replicas: 3, template: {spec: {containers: [{name: web, image: 'web:1'}]}}}}");
  private static final KubeObject LIVE =
      object(
          "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop, uid: u},"
              + " spec: {replicas: 2, paused: false, template: {spec: {containers: [{name: web,"
              + " image: 'web:1', imagePullPolicy: Always}]}}}, status: {replicas: 2}}");
  private static final KubeObject NEW =
      object(
          "{apiVersion: v1, kind: Secret, metadata: {name: key, namespace: shop},"
              + " data: {k: aHVudGVyMg==}}");

  private static KubeObject object(String yaml) {
    return KubeObject.parse(Json.write(Yaml.readNumbers(yaml)));
  }

  private static ReleasePlan plan(ObjectChange... changes) {
    return new ReleasePlan(
        "staging",
        new ReleaseName("shop", "web"),
        PlanKind.UPGRADE,
        2,
        1,
        ReleaseStatus.DEPLOYED,
        1,
        0,
        null,
        ReleaseSettings.DEFAULTS,
        null,
        new RenderedRelease("", List.of(), "", List.of()),
        null,
        List.of(),
        List.of(changes),
        List.of(new HookChange("Job", "migrate", "web/job.yaml", "a: 1\n", "a: 2\n")),
        List.of(Finding.fails(Topic.QUOTA, WAS.key(), "too much", "ask for less")));
  }

  private static ReleasePlan example() {
    return plan(
        ObjectChange.of(NEW.key(), Action.CREATE).withStates(NEW, null, null),
        ObjectChange.of(WAS.key(), Action.CHANGE)
            .withStates(WILL, LIVE, WAS)
            .withPredicted(null, true)
            .withDrift(List.of("spec.paused")));
  }

  @Test
  void showsOwnedFieldsOnlyWithHeadersAndFindings() {
    DiffOptions options = new DiffOptions(1, Set.of("Secret"), false);

    String text = new PlanDiff(options, Styling.NONE).text(example());

    assertThat(text)
        .isEqualTo(
            """
            + shop/Secret/key is added
              (not shown)
            ~ shop/Deployment/web changes; its pods restart
              drift: spec.paused
            @@ -6,3 +6,3 @@
             spec:
            -  replicas: 2
            +  replicas: 3
               template:
            ~ hook Job/migrate changes
            @@ -1 +1 @@
            -a: 1
            +a: 2
            will fail: shop/Deployment/web: too much (ask for less)
            """);
  }

  @Test
  void listsFieldsWithTheirValues() {
    assertThat(new PlanDiff(DiffOptions.DEFAULTS, Styling.NONE).fields(example()))
        .contains(
            """
            ~ shop/Deployment/web changes; its pods restart
              drift: spec.paused
              spec.replicas
                - 2
                + 3
            """);
  }

  @Test
  void colourIsTheStylesBusiness() {
    String text =
        new PlanDiff(DiffOptions.DEFAULTS, (tone, line) -> tone + "<" + line + ">").text(example());

    assertThat(text)
        .contains("ADDED<+ shop/Secret/key is added>", "REMOVED<-  replicas: 2>")
        .contains("FAILURE<will fail: shop/Deployment/web: too much (ask for less)>");
  }

  @Test
  void countsInOneLine() {
    assertThat(DiffSummary.of(example()).text())
        .isEqualTo(
            "1 to add, 1 to change, 0 to delete; 1 deployment restarts; 1 hook changes; 1 drifted;"
                + " 1 will fail");
    assertThat(DiffSummary.of(List.of(example(), example())).text())
        .startsWith("2 to add, 2 to change, 0 to delete; 2 deployments restart");
  }

  @Test
  void jsonHasActionFieldsAndSummaryAndNoSecrets() {
    String text = new PlanJson(DiffOptions.DEFAULTS).text(List.of(example()));
    KubeObject tree = KubeObject.parse(text);
    KubeObject release = KubeObject.of(tree.maps("releases").getFirst());
    KubeObject change = KubeObject.of(release.maps("objects").get(1));

    assertThat(change.text("action")).isEqualTo("change");
    assertThat(change.flag("restarts")).isTrue();
    assertThat(KubeObject.of(change.maps("fields").getFirst()).tree())
        .containsEntry("path", "spec.replicas")
        .containsEntry("before", 2L)
        .containsEntry("after", 3L);
    assertThat(tree.number(0, "summary", "add")).isEqualTo(1);
    assertThat(text).contains("secret:").doesNotContain("aHVudGVyMg");
  }

  @Test
  void aDeletedSecretIsHiddenToo() {
    ReleasePlan plan = plan(ObjectChange.of(NEW.key(), Action.DELETE).withStates(null, NEW, NEW));

    assertThat(new PlanDiff(DiffOptions.DEFAULTS, Styling.NONE).text(plan))
        .contains("- shop/Secret/key is deleted")
        .containsPattern("-  k: <secret:[0-9a-f]{8}>")
        .doesNotContain("aHVudGVyMg");
    assertThat(new PlanDiff(new DiffOptions(3, Set.of(), true), Styling.NONE).text(plan))
        .contains("-  k: aHVudGVyMg==");
  }
}
