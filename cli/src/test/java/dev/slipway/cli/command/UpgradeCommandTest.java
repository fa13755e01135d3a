package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
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

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
    stage.write("chart/values.yaml", "a: default\nb: {c: default, d: default}\n");
    stage.write("chart/templates/NOTES.txt", "a is {{ .Values.a }}\n");
    stage.write(
        "chart/templates/deployment.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Release.Name }}}
        data: {seen: '{{ .Values | toJson }}', revision: '{{ .Release.Revision }}'}
        """);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void installsAChartAndRefusesItsNameAfterwards() {
    RecordedRun installed =
        stage.run("install", "web", "./chart", "-n", "shop", "--create-namespace");
    assertThat(installed.exit()).as(installed.err()).isEqualTo(ExitCode.DONE);
    assertThat(installed.out())
        .contains("NAME: web\n", "REVISION: 1\n", "ConfigMap/web ready", "NOTES:\na is default");

    RecordedRun again = stage.run("install", "web", "./chart", "-n", "shop");
    assertThat(again.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err())
        .contains("cannot re-use a name that is still in use", "'slipway upgrade' changes it");
  }

  @Test
  void refusesToUpgradeWhatIsNotThereUnlessItMayInstall() {
    RecordedRun refused = stage.run("upgrade", "web", "./chart");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("\"web\" has no deployed releases", "--install");

    RecordedRun installed = stage.run("upgrade", "-i", "web", "./chart", "--hide-notes");
    assertThat(installed.exit()).as(installed.err()).isEqualTo(ExitCode.DONE);
    assertThat(installed.err()).contains("does not exist. Installing it now.");
    assertThat(installed.out()).doesNotContain("NOTES");

    RecordedRun upgraded = stage.run("upgrade", "-i", "web", "./chart", "--set", "a=new");
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
    stage.run("install", "web", "./chart", "--set", "a=one,b.c=two");
    List<String> line = new ArrayList<>(List.of("upgrade", "web", "./chart"));
    if (flag != null) {
      line.add(flag);
    }
    if (set != null) {
      line.addAll(List.of("--set", set));
    }
    RecordedRun upgraded = stage.run(line.toArray(String[]::new));
    assertThat(upgraded.exit()).as(upgraded.err()).isEqualTo(ExitCode.DONE);
    assertThat(stage.run("get", "values", "web", "-o", "json").out()).isEqualTo(recorded + "\n");
  }

  @Test
  void keepsTheOldDefaultsOnlyWhereAllValuesAreReused() {
    stage.run("install", "web", "./chart", "--set", "b.c=two");
    stage.write("chart/values.yaml", "a: newer\n");
    assertThat(stage.run("upgrade", "web", "./chart", "--reuse-values").out())
        .contains("a is default");
    assertThat(stage.run("upgrade", "web", "./chart", "--reset-then-reuse-values").out())
        .contains("a is newer");
  }

  @Test
  void showsWhatWouldChangeAndChangesNothing() {
    stage.run("install", "web", "./chart");
    RecordedRun diff =
        stage.run("diff", "upgrade", "web", "./chart", "--set", "a=new", "--detailed-exitcode");
    assertThat(diff.exit()).as(diff.err()).isEqualTo(ExitCode.CHANGES);
    assertThat(diff.out()).contains("default/web will be changed: 0 to add, 1 to change", "new");
    RecordedRun dry = stage.run("upgrade", "web", "./chart", "--set", "a=new", "--dry-run");
    assertThat(dry.out()).isEqualTo(diff.out());
    assertThat(stage.run("history", "web", "-o", "json").out()).doesNotContain("\"revision\": 2");
  }

  @Test
  void listsReleasesAsHelmDoes() {
    stage.run("install", "web", "./chart");
    stage.run("install", "db", "./chart", "-n", "data", "--create-namespace");
    stage.run("upgrade", "web", "./chart", "--set", "a=new");

    assertThat(stage.run("releases", "-A").out())
        .containsSubsequence(
            "NAME", "APP VERSION", "db ", "data", "web", "default", "2 ", "chart-1.0.0");
    assertThat(stage.run("ls").out()).contains("web").doesNotContain("db");
    assertThat(stage.run("ls", "-A", "-q").out()).isEqualTo("db\nweb\n");
    assertThat(stage.run("ls", "--superseded", "--no-headers").out())
        .contains("superseded")
        .hasLineCount(1);
    assertThat(stage.run("ls", "-A", "-f", "^d", "--time-format", "2006", "-o", "json").out())
        .contains("\"name\": \"db\"", "\"updated\": \"20")
        .doesNotContain("web");
    assertThat(stage.run("ls", "--failed", "--no-headers").out()).isEmpty();
  }

  @Test
  void wantsANameOrMakesOneUp() {
    RecordedRun refused = stage.run("install", "./chart");
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("must either provide a name or specify --generate-name");
    assertThat(stage.run("install", "./chart", "--generate-name").out())
        .containsPattern("NAME: chart-\\d{10}\n");
  }
}
