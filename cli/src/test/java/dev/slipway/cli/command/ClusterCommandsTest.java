package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that change a cluster, from the command line to a simulated one.
class ClusterCommandsTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ .Release.Name }}
      spec:
        replicas: {{ .Values.replicas }}
        selector:
          matchLabels: {app: {{ .Release.Name }}}
        template:
          metadata:
            labels: {app: {{ .Release.Name }}}
          spec:
            containers:
              - name: web
                image: web:{{ .Values.tag }}
      """;

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

  private Sandbox sandbox;

  @BeforeEach
  void layOut() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.of("test"));
    write("kubeconfig", sandbox.kubeconfig());
    write("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\nappVersion: '7'\n");
    write("chart/values.yaml", "replicas: 1\ntag: one\nword: hush-hush\n");
    write("chart/templates/deployment.yaml", DEPLOYMENT);
    write("chart/templates/secret.yaml", SECRET);
    helmfile("{}");
  }

  @AfterEach
  void end() {
    sandbox.close();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void helmfile(String values) throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: web
            namespace: shop
            chart: ./chart
            wait: true
            values: [VALUES]
          - name: db
            namespace: shop
            chart: ./chart
            needs: [shop/web]
        """
            .replace("VALUES", values));
  }

  private RecordedRun run(String... arguments) {
    return RecordedRun.in(folder)
        .with("PATH", "/usr/bin:/bin")
        .with("KUBECONFIG", folder.resolve("kubeconfig").toString())
        .run(arguments);
  }

  @Test
  void appliesWhatDiffersAndThenNothingDiffers() throws IOException {
    RecordedRun planned = run("diff", "--detailed-exitcode");
    assertThat(planned.exit()).as(planned.err()).isEqualTo(ExitCode.CHANGES);
    assertThat(planned.out())
        .contains("shop/web will be installed: 2 to add", "+  replicas: 1")
        .contains("2 of 2 releases differ: 4 to add, 0 to change, 0 to delete")
        .doesNotContain("hush-hush", "aHVzaC1odXNo");

    RecordedRun applied = run("apply");
    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.DONE);
    assertThat(applied.err()).containsSubsequence("shop/web: done", "shop/db: installing");

    RecordedRun again = run("diff", "--detailed-exitcode");
    assertThat(again.exit()).as(again.out()).isEqualTo(ExitCode.DONE);
    assertThat(again.err()).contains("Nothing differs (2 releases)");

    helmfile("{replicas: 2}");
    assertThat(run("diff").out())
        .contains("0 to add, 1 to change", "-  replicas: 1\n+  replicas: 2")
        .doesNotContain("shop/db will");
  }

  @Test
  void showsStatusAndHistoryAndGoesBack() throws IOException {
    run("apply");
    helmfile("{tag: two}");
    assertThat(run("apply").exit()).isEqualTo(ExitCode.DONE);

    assertThat(run("history", "web", "-n", "shop").out())
        .containsSubsequence("superseded", "chart-1.0.0", "Install complete")
        .containsSubsequence("deployed", "chart-1.0.0", "Upgrade complete");
    assertThat(run("status", "web", "-n", "shop").out())
        .contains("STATUS: deployed", "REVISION: 2", "Deployment/web ready");
    assertThat(run("get", "values", "web", "-n", "shop").out()).contains("tag: two");
    assertThat(run("get", "manifest", "web", "-n", "shop").out())
        .contains("image: web:two")
        .doesNotContain("hush-hush");

    RecordedRun back = run("rollback", "web", "-n", "shop", "--wait");
    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.DONE);
    assertThat(run("get", "manifest", "web", "-n", "shop").out()).contains("image: web:one");
  }

  @Test
  void anImageThatDoesNotExistIsCaughtAndUndone() throws IOException {
    run("apply");
    helmfile("{tag: does-not-exist}");
    RecordedRun failed = run("apply", "--atomic");

    assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err())
        .contains(
            "the image cannot be pulled", "web:does-not-exist", "the last good revision is back");
    assertThat(run("get", "manifest", "web", "-n", "shop").out()).contains("image: web:one");
    helmfile("{}");
    assertThat(run("diff", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aSavedPlanIsCarriedOutAsItIs() {
    assertThat(run("diff", "--save-plan", "plan.json", "--summary").exit())
        .isEqualTo(ExitCode.DONE);

    RecordedRun applied = run("apply", "--plan", "plan.json", "--summary");

    assertThat(applied.exit()).as(applied.err() + applied.out()).isEqualTo(ExitCode.DONE);
    assertThat(run("diff", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
    assertThat(run("apply", "--plan", "plan.json").err()).contains("Nothing differs");
  }

  @Test
  void removesReleases() {
    run("apply");

    RecordedRun destroyed = run("destroy", "-l", "name=db");
    assertThat(destroyed.exit()).as(destroyed.err()).isEqualTo(ExitCode.DONE);
    assertThat(run("status", "db", "-n", "shop").err())
        .contains("release: not found: db in namespace shop", "there are web");
    assertThat(run("uninstall", "web", "-n", "shop").out()).contains("release \"web\" uninstalled");
    assertThat(run("history", "web", "-n", "shop").exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aClusterThatCannotBeReachedIsOneError() throws IOException {
    sandbox.close();
    RecordedRun run = run("diff");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).containsOnlyOnce("Error:").contains("test", "the same with");
  }
}
