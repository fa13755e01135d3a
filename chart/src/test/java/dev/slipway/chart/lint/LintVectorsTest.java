package dev.slipway.chart.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmCase;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.packaging.ChartPackaging;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `helm lint` of Helm 4 printed, case by case.
class LintVectorsTest {
  @TempDir private Path folder = Path.of("");

  static List<HelmCase> cases() {
    return HelmCase.read("lint.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lintSaysWhatHelmSays(HelmCase helm) throws IOException {
    helm.writeFiles(folder);
    for (List<String> before : helm.before()) {
      assertThat(before.getFirst()).isEqualTo("package");
      ChartPackaging.pack(ChartPackaging.Request.of(folder.resolve(before.get(1)), folder));
    }
    Result result = run(helm.args().subList(1, helm.args().size()));
    // A relative path stays one in helm's own message; here all charts' paths are absolute.
    String text = result.text.replace("stat " + folder + "/", "stat ");
    assertThat(text.replace(folder.toRealPath().toString(), "$DIR")).isEqualTo(helm.stdout());
    assertThat(result.code).isEqualTo(helm.code());
    assertThat(result.error).isEqualTo(helm.error());
  }

  private record Result(String text, String error, int code) {}

  private Result run(List<String> args) {
    List<LintRun.Target> targets = new ArrayList<>();
    List<String> files = new ArrayList<>();
    List<String> set = new ArrayList<>();
    @Nullable String kubeVersion = null;
    String namespace = "default";
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "-f" -> files.add(args.get(++i));
        case "--set" -> set.add(args.get(++i));
        case "--kube-version" -> kubeVersion = args.get(++i);
        case "-n" -> namespace = args.get(++i);
        default -> {
          if (!arg.startsWith("-")) {
            targets.add(new LintRun.Target(arg, folder.resolve(arg)));
          }
        }
      }
    }
    ValueSettings values =
        new ValueSettings(files, List.of(), set, List.of(), List.of(), List.of());
    try {
      LintSettings settings =
          new LintSettings(
              values.merge(ValueFileSource.inFolder(folder), HelmVersion.V4),
              namespace,
              HelmVersion.V4,
              kubeVersion == null ? null : KubeVersion.parse(kubeVersion, HelmVersion.V4),
              args.contains("--skip-schema-validation"));
      return report(settings, args, targets);
    } catch (ChartException e) {
      return new Result("", String.valueOf(e.getMessage()), 1);
    }
  }

  private static Result report(
      LintSettings settings, List<String> args, List<LintRun.Target> targets) {
    LintRun run = new LintRun(settings, args.contains("--strict"), args.contains("--quiet"));
    LintRun.Report report =
        run.run(args.contains("--with-subcharts") ? LintRun.withSubcharts(targets) : targets);
    if (report.failed() > 0) {
      return new Result(report.text(), report.summary(), 1);
    }
    String summary = report.mentionSummary() ? report.summary() + "\n" : "";
    return new Result(report.text() + summary, "", 0);
  }
}
