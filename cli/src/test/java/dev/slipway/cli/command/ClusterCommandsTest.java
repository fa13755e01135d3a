package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that change a cluster, from the command line to a simulated one.
class ClusterCommandsTest {
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: {{ .Release.Name }}
      stringData:
        word: {{ .Values.word }}
        random: {{ randAlphaNum 12 }}
      """;

  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
    stage.write("chart/values.yaml", "replicas: 1\ntag: one\nannotations: {}\nword: hush-hush\n");
    stage.write("chart/templates/secret.yaml", SECRET);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void appliesWhatDiffersAndThenNothingDiffers() {
    RecordedRun planned = stage.run("diff", "--detailed-exitcode");
    assertThat(planned.exit()).as(planned.err()).isEqualTo(ExitCode.CHANGES);
    assertThat(planned.out())
        .contains("shop/web will be installed: 2 to add", "+  replicas: 1")
        .contains("2 of 2 releases differ: 4 to add, 0 to change, 0 to delete")
        .doesNotContain("hush-hush", "aHVzaC1odXNo");

    RecordedRun applied = stage.run("apply");
    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.DONE);
    assertThat(applied.err()).containsSubsequence("shop/web: done", "shop/db: installing");

    RecordedRun again = stage.run("diff", "--detailed-exitcode");
    assertThat(again.exit()).as(again.out()).isEqualTo(ExitCode.DONE);
    assertThat(again.err()).contains("Nothing differs (2 releases)");

    stage.helmfile("{replicas: 2}");
    assertThat(stage.run("diff", "-l", "name=web").out())
        .contains("0 to add, 1 to change", "-  replicas: 1\n+  replicas: 2")
        .doesNotContain("shop/db will");
  }

  @Test
  void whatAKilledHelmLeftPendingCanBeTakenOverAtOnce() {
    stage.run("apply");
    ReleaseStore store = new ReleaseStore(stage.client(), Clock.systemUTC());
    StoredRelease first = store.last(new ReleaseName("shop", "web")).orElseThrow();
    Instant now = Instant.now();
    store.create(first.again(2, "Preparing upgrade", now, now, first.applyMethod()));
    stage.helmfile("{tag: two}");

    assertThat(stage.run("apply").err())
        .contains("pending-rollback since", "helm may be at work on it", "--take-over");
    RecordedRun taken = stage.run("apply", "--take-over", "--wait-lock", "1s");

    assertThat(taken.exit()).as(taken.err()).isEqualTo(ExitCode.DONE);
    assertThat(taken.err())
        .contains("revision 2 was left pending-rollback by ")
        .doesNotContain("someone else brought");
    assertThat(stage.run("history", "web", "-n", "shop").out())
        .containsSubsequence("superseded", "failed", "deployed");
  }

  @Test
  void theStatusOfAReleaseOfManyObjectsIsSummedUp() {
    stage.write(
        "chart/templates/many.yaml",
        """
        {{- range until 70 }}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ $.Release.Name }}-{{ . }}}
        {{- end }}
        """);
    stage.run("apply", "-l", "name=web");
    assertThat(stage.run("status", "web", "-n", "shop").out()).contains(" are ready: ");
    stage
        .client()
        .delete(
            new ObjectKey(GroupVersionKind.of("v1", "ConfigMap"), "shop", "web-7"),
            DeleteOptions.background());

    String status = stage.run("status", "web", "-n", "shop").out();

    assertThat(status).contains("ConfigMap/web-7 missing", "69 ConfigMap", "lists them all");
    assertThat(status).doesNotContain("ConfigMap/web-8 ");
  }

  @Test
  void showsStatusAndHistoryAndGoesBack() {
    stage.run("apply");
    stage.helmfile("{tag: two}");
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);

    assertThat(stage.run("history", "web", "-n", "shop").out())
        .containsSubsequence("superseded", "chart-1.0.0", "Install complete")
        .containsSubsequence("deployed", "chart-1.0.0", "Upgrade complete");
    assertThat(stage.run("status", "web", "-n", "shop").out())
        .contains("STATUS: deployed", "REVISION: 2", "Deployment/web ready");
    assertThat(stage.run("get", "values", "web", "-n", "shop").out()).contains("tag: two");
    assertThat(stage.run("get", "manifest", "web", "-n", "shop").out())
        .contains("image: web:two")
        .doesNotContain("hush-hush");

    RecordedRun dry = stage.run("rollback", "web", "-n", "shop", "--dry-run");
    assertThat(dry.out()).contains("shop/web will be rolled back", "+      - image: web:one");
    assertThat(stage.run("get", "manifest", "web", "-n", "shop").out()).contains("image: web:two");

    RecordedRun back = stage.run("rollback", "web", "-n", "shop", "--wait");
    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.DONE);
    assertThat(stage.run("get", "manifest", "web", "-n", "shop").out()).contains("image: web:one");
  }

  @Test
  void anImageThatDoesNotExistIsCaughtAndUndone() {
    stage.run("apply");
    stage.helmfile("{tag: does-not-exist}");
    RecordedRun failed = stage.run("apply", "--atomic");

    assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err())
        .contains(
            "the image cannot be pulled", "web:does-not-exist", "the last good revision is back");
    assertThat(stage.run("get", "manifest", "web", "-n", "shop").out()).contains("image: web:one");
    assertThat(stage.run("history", "web", "-n", "shop", "-v").out())
        .containsSubsequence(
            "REVISION",
            "BY",
            "DESCRIPTION",
            "failed",
            "process ",
            "\n    ",
            "the image cannot be pulled");
    assertThat(stage.run("history", "web", "-n", "shop", "-v", "-o", "json").out())
        .contains("\"by\": \"", "\"evidence\": [");
    stage.helmfile("{}");
    assertThat(stage.run("diff", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aSavedPlanIsCarriedOutAsItIs() {
    assertThat(stage.run("diff", "--save-plan", "plan.json", "--summary").exit())
        .isEqualTo(ExitCode.DONE);

    RecordedRun applied = stage.run("apply", "--plan", "plan.json", "--summary");

    assertThat(applied.exit()).as(applied.err() + applied.out()).isEqualTo(ExitCode.DONE);
    assertThat(stage.run("diff", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
    RecordedRun again = stage.run("apply", "--plan", "plan.json");
    assertThat(again.exit()).as(again.err()).isEqualTo(ExitCode.DONE);
    assertThat(again.err()).contains("Nothing differs");
  }

  @Test
  void tellsWhatOfASavedPlanMovedSince() {
    stage.run("apply");
    stage.helmfile("{replicas: 2}");
    stage.run("diff", "--save-plan", "plan.json");
    stage.helmfile("{replicas: 3}");
    stage.run("apply");
    stage.helmfile("{replicas: 2}");

    RecordedRun late = stage.run("apply", "--plan", "plan.json", "--summary");

    assertThat(late.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(late.err())
        .doesNotContain("Nothing differs")
        .contains(
            "not all of the plan was carried out:",
            "shop/web: the release is at revision 2, and the plan was made at 1");
    assertThat(stage.run("history", "web", "-n", "shop", "-o", "json").out())
        .contains("\"revision\": 2")
        .doesNotContain("\"revision\": 3");
  }

  @Test
  void tellsWhatARemovalKeeps() {
    stage.write(
        "chart/templates/data.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: data, annotations: {helm.sh/resource-policy: keep}}
        """);
    stage.run("apply");

    assertThat(stage.run("destroy", "-l", "name=web").err())
        .contains("shop/web: kept shop/ConfigMap/data: its resource policy says keep");
  }

  @Test
  void removesReleases() {
    stage.run("apply");

    RecordedRun asked = stage.typing("n\n", "destroy", "-i");
    assertThat(asked.err()).contains("2 releases will be removed: shop/web, shop/db.");

    RecordedRun destroyed = stage.run("destroy", "-l", "name=db");
    assertThat(destroyed.exit()).as(destroyed.err()).isEqualTo(ExitCode.DONE);
    assertThat(stage.run("status", "db", "-n", "shop").err())
        .contains("release: not found: db in namespace shop", "there are web");
    assertThat(stage.run("uninstall", "web", "-n", "shop", "--dry-run").out())
        .contains("shop/web will be removed", "- shop/Deployment/web is deleted");
    assertThat(stage.run("uninstall", "web", "-n", "shop").out())
        .contains("release \"web\" uninstalled");
    assertThat(stage.run("history", "web", "-n", "shop").exit()).isEqualTo(ExitCode.FAILED);
  }
}
