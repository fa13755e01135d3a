package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on a whole fleet, through the whole program, on the example.
class FleetCommandsTest {
  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void copyTheExample() throws IOException {
    folder = temporary.resolve("fleet");
    Path example = Path.of(System.getProperty("slipway.root"), "examples", "fleet");
    List<Path> files;
    try (var all = Files.walk(example)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = folder.resolve(example.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private RecordedRun run(String... arguments) {
    return runIn("", arguments);
  }

  private RecordedRun runIn(String below, String... arguments) {
    return RecordedRun.in(folder.resolve(below))
        .with("XDG_CACHE_HOME", temporary.resolve("cache").toString())
        .run(arguments);
  }

  private void change(String path, String from, String to) throws IOException {
    Path file = folder.resolve(path);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void listsReleasesAndClusters() {
    RecordedRun run = run("list", "-l", "namespace=formulas");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .isEqualTo(
            """
            SERVICE     RELEASE            NAMESPACE  CHART  staging  codfw  eqiad
            namespaces  formulas-policies  formulas   raw    yes      yes    yes
            namespaces  formulas-access    formulas   raw    yes      yes    yes
            formulas    production         formulas   web    yes      yes    yes
            formulas    canary             formulas   web    yes      yes    yes
            """);
    assertThat(run("list", "-e", "staging", "-o", "json", "staging/formulas").out())
        .contains("\"cluster\":\"staging\"", "\"name\":\"canary\"")
        .doesNotContain("codfw");
  }

  @Test
  void writesAFileForEachRelease() throws IOException {
    RecordedRun run = run("template", "-o", "out");

    assertThat(run.err()).contains("63 releases: 63 files written, 0 unchanged, 0 removed");
    assertThat(folder.resolve("out/eqiad/formulas/canary.yaml"))
        .content()
        .contains("kind: Deployment");
    assertThat(run("template", "-o", "out").err()).contains("0 files written, 63 unchanged");

    Files.delete(folder.resolve("helmfile.d/services/eqiad/citations/helmfile.yaml"));
    assertThat(run("template", "-o", "out").err()).contains("1 removed");
  }

  @Test
  void aFailureIsToldAtTheEnd() throws IOException {
    change("helmfile.d/services/codfw/formulas/values.yaml", "port: 10044", "port: [");
    RecordedRun run = run("template", "-o", "out");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("Error: codfw/formulas/production: ", "2 helmfiles or releases failed");
    assertThat(folder.resolve("out/eqiad/formulas/canary.yaml")).exists();
  }

  @Test
  void lintNamesValuesThatNoTemplateReads() throws IOException {
    change("helmfile.d/services/codfw/formulas/values.yaml", "replicas:", "replica:");
    RecordedRun run = run("lint", "codfw/formulas");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains(
            "helmfile.d/services/codfw/formulas/values.yaml:7:1: warning: no template reads the"
                + " value replica",
            "Did you mean replicas?",
            "in codfw/formulas/production, codfw/formulas/canary");
    assertThat(run("lint", "--strict", "codfw/formulas").exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void diffShowsWhatChangesAndHidesSecrets() throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setSign(false)
          .setMessage("first")
          .setAuthor("a", "a@example.org")
          .setCommitter("a", "a@example.org")
          .call();
    }
    assertThat(run("diff", "--against", "HEAD").err()).contains("Nothing changes");
    change("helmfile.d/services/eqiad/formulas/values.yaml", "replicas: 12", "replicas: 14");
    change("helmfile.d/services/eqiad/formulas/private/secrets.yaml", "eqiad-1", "eqiad-9");
    RecordedRun run = run("diff", "--against=HEAD", "--detailed-exitcode");

    assertThat(run.exit()).isEqualTo(ExitCode.CHANGES);
    assertThat(run.out())
        .contains("eqiad/formulas/production changed, +3 -3", "-  replicas: 12\n+  replicas: 14")
        .contains("eqiad    2        0      0        +5 -5")
        .doesNotContain("not-a-real-secret", "bm90LWEtcmVhbC");
    assertThat(run("diff", "--against", "HEAD", "--show-secrets").out()).contains("bm90LWEtcmVhbC");
    assertThat(runIn("helmfile.d/services/codfw", "diff", "--against", "HEAD").err())
        .contains("Nothing changes");
  }

  @Test
  void rehearsesAServiceOnASimulatedCluster() {
    RecordedRun run = run("rehearse", "--fresh", "staging/thumbnails");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("staging/thumbnails/production will be installed");
    assertThat(run.err()).contains("The rehearsal went well.");
  }

  @Test
  void aRehearsalWaitsForReadinessAlsoWhereTheHelmfileDoesNot() throws IOException {
    change("helmfile.d/services/staging/thumbnails/helmfile.yaml", "wait: true", "wait: false");
    change(
        "charts/web/templates/deployment.yaml",
        "      annotations:",
        "      annotations:\n        sandbox.slipway.dev/fail: crash");
    RecordedRun run = run("rehearse", "--fresh", "staging/thumbnails");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("crashes again and again", "The rehearsal failed");
  }

  @Test
  void aRehearsalNeverLeavesItsSimulatedClustersWhateverHelmfilesSay() throws IOException {
    change(
        "helmfile.d/services/staging/thumbnails/helmfile.yaml",
        "helmDefaults:",
        "helmDefaults:\n  args: [--kubeconfig, /etc/real/kubeconfig, --kube-context, real]");
    RecordedRun run = run("rehearse", "--fresh", "staging/thumbnails");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("The rehearsal went well.").doesNotContain("/etc/real");
  }

  @Test
  void aMistakeInSlipwayYamlIsNamed() throws IOException {
    change("slipway.yaml", "kubernetesVersion: \"1.35\"", "kubernetsVersion: \"1.35\"");
    RecordedRun run = run("list");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("unknown key clusters[0].kubernetsVersion", "slipway.yaml:10:5", "Did you mean");
  }
}
