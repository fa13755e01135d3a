package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Charts to a simulated cluster without any helmfile: helm's own commands.
class UpgradeCommandTest {
  @TempDir private Path folder;

  private Sandbox sandbox;

  @BeforeEach
  void layOut() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.of("test"));
    write("kubeconfig", sandbox.kubeconfig());
    write("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\nappVersion: '7'\n");
    write("chart/values.yaml", "a: default\nb: {c: default, d: default}\n");
    write("chart/templates/NOTES.txt", "a is {{ .Values.a }}\n");
    write(
        "chart/templates/map.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Release.Name }}}
        data: {seen: '{{ .Values | toJson }}', revision: '{{ .Release.Revision }}'}
        """);
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

  private RecordedRun run(String... arguments) {
    return RecordedRun.in(folder)
        .with("PATH", "/usr/bin:/bin")
        .with("KUBECONFIG", folder.resolve("kubeconfig").toString())
        .run(arguments);
  }

  @Test
  void installsAChartAndRefusesItsNameAfterwards() {
    RecordedRun installed = run("install", "web", "./chart", "-n", "shop", "--create-namespace");
    assertThat(installed.exit()).as(installed.err()).isEqualTo(ExitCode.DONE);
    assertThat(installed.out())
        .contains("NAME: web\n", "REVISION: 1\n", "ConfigMap/web ready", "NOTES:\na is default");

    RecordedRun again = run("install", "web", "./chart", "-n", "shop");
    assertThat(again.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err())
        .contains("cannot re-use a name that is still in use", "'slipway upgrade' changes it");
  }

  @Test
  void refusesToUpgradeWhatIsNotThereUnlessItMayInstall() {
    RecordedRun refused = run("upgrade", "web", "./chart");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("\"web\" has no deployed releases", "--install");

    RecordedRun installed = run("upgrade", "-i", "web", "./chart", "--hide-notes");
    assertThat(installed.exit()).as(installed.err()).isEqualTo(ExitCode.DONE);
    assertThat(installed.err()).contains("does not exist. Installing it now.");
    assertThat(installed.out()).doesNotContain("NOTES");

    RecordedRun upgraded = run("upgrade", "-i", "web", "./chart", "--set", "a=new");
    assertThat(upgraded.out())
        .startsWith("Release \"web\" has been upgraded. Happy Helming!\n")
        .contains("REVISION: 2", "a is new");
  }

  /// What the real Helm 4.3.1 makes of the same flags, asked by hand once.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                           |            | {\"a\":\"one\",\"b\":{\"c\":\"two\"}}",
        "                           | b.d=three  | {\"b\":{\"d\":\"three\"}}",
        "--reset-values             |            | null",
        "--reuse-values             | b.d=three  | {\"a\":\"one\",\"b\":{\"c\":\"two\",\"d\":\"three\"}}",
        "--reset-then-reuse-values  | b.d=three  | {\"a\":\"one\",\"b\":{\"c\":\"two\",\"d\":\"three\"}}",
        "--reuse-values             | b.c=null   | {\"a\":\"one\",\"b\":{}}",
        "--reuse-values             | b=null     | {\"a\":\"one\"}",
      })
  void keepsValuesOfTheLastRevisionAsHelmDoes(String flag, String set, String recorded) {
    run("install", "web", "./chart", "--set", "a=one,b.c=two");
    List<String> line = new ArrayList<>(List.of("upgrade", "web", "./chart"));
    if (flag != null) {
      line.add(flag);
    }
    if (set != null) {
      line.addAll(List.of("--set", set));
    }
    RecordedRun upgraded = run(line.toArray(String[]::new));
    assertThat(upgraded.exit()).as(upgraded.err()).isEqualTo(ExitCode.DONE);
    assertThat(run("get", "values", "web", "-o", "json").out()).isEqualTo(recorded + "\n");
  }

  @Test
  void keepsTheOldDefaultsOnlyWhereAllValuesAreReused() throws IOException {
    run("install", "web", "./chart", "--set", "b.c=two");
    write("chart/values.yaml", "a: newer\n");
    assertThat(run("upgrade", "web", "./chart", "--reuse-values").out()).contains("a is default");
    assertThat(run("upgrade", "web", "./chart", "--reset-then-reuse-values").out())
        .contains("a is newer");
  }

  @Test
  void showsWhatWouldChangeAndChangesNothing() {
    run("install", "web", "./chart");
    RecordedRun diff =
        run("diff", "upgrade", "web", "./chart", "--set", "a=new", "--detailed-exitcode");
    assertThat(diff.exit()).as(diff.err()).isEqualTo(ExitCode.CHANGES);
    assertThat(diff.out()).contains("default/web will be changed: 0 to add, 1 to change", "new");
    RecordedRun dry = run("upgrade", "web", "./chart", "--set", "a=new", "--dry-run");
    assertThat(dry.out()).isEqualTo(diff.out());
    assertThat(run("history", "web", "-o", "json").out()).doesNotContain("\"revision\": 2");
  }

  @Test
  void listsReleasesAsHelmDoes() {
    run("install", "web", "./chart");
    run("install", "db", "./chart", "-n", "data", "--create-namespace");
    run("upgrade", "web", "./chart", "--set", "a=new");

    assertThat(run("releases", "-A").out())
        .containsSubsequence(
            "NAME", "APP VERSION", "db ", "data", "web", "default", "2 ", "chart-1.0.0");
    assertThat(run("ls").out()).contains("web").doesNotContain("db");
    assertThat(run("ls", "-A", "-q").out()).isEqualTo("db\nweb\n");
    assertThat(run("ls", "--superseded", "--no-headers").out())
        .contains("superseded")
        .hasLineCount(1);
    assertThat(run("ls", "-A", "-f", "^d", "--time-format", "2006", "-o", "json").out())
        .contains("\"name\": \"db\"", "\"updated\": \"20")
        .doesNotContain("web");
    assertThat(run("ls", "--failed", "--no-headers").out()).isEmpty();
  }

  @Test
  void wantsANameOrMakesOneUp() {
    RecordedRun refused = run("install", "./chart");
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("must either provide a name or specify --generate-name");
    assertThat(run("install", "./chart", "--generate-name").out())
        .containsPattern("NAME: chart-\\d{10}\n");
  }
}
