package dev.slipway.chart.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmCase;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.dependency.ChartDependencies;
import dev.slipway.chart.dependency.DependencyList;
import dev.slipway.chart.dependency.DependencySettings;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.HelmPaths;
import dev.slipway.chart.repository.NetworkSettings;
import dev.slipway.chart.repository.RecordingMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `helm dependency` and `helm show` of Helm 4 printed and wrote, case by case.
class CommandVectorsTest {
  @TempDir private Path folder = Path.of("");

  static List<HelmCase> cases() {
    return HelmCase.read("commands.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void commandsDoWhatHelmDoes(HelmCase helm) throws IOException {
    helm.writeFiles(folder);
    for (List<String> before : helm.before()) {
      run(before);
    }
    String output = "";
    String error = "";
    try {
      output = run(helm.args());
    } catch (ChartException e) {
      error = String.valueOf(e.getMessage());
      output = printed.isEmpty() ? "" : String.join("\n", printed) + "\n";
    }
    assertThat(output.replace(folder + "/", "")).isEqualTo(helm.stdout());
    assertThat(error.replace(folder + "/", "")).isEqualTo(helm.error());
    for (Map.Entry<String, String> shown : helm.shown().entrySet()) {
      Path file = folder.resolve(shown.getKey());
      String content = Files.exists(file) ? Files.readString(file) : "missing";
      assertThat(withoutTime(content)).isEqualTo(withoutTime(shown.getValue()));
    }
  }

  private List<String> printed = List.of();

  private static String withoutTime(String lock) {
    return lock.replaceAll("generated: .*", "generated: then");
  }

  private String run(List<String> args) {
    HelmPaths paths =
        new HelmPaths(
            folder.resolve("repositories.yaml"),
            folder.resolve("home/cache"),
            folder.resolve("home/content"),
            List.of());
    try (ChartFetcher fetcher = new ChartFetcher(paths, new NetworkSettings(Map.of(), "t"))) {
      return switch (args.getFirst()) {
        case "package" -> pack(args);
        case "show" -> show(args, fetcher);
        case "dependency" -> dependency(args, fetcher);
        default -> throw new AssertionError(args);
      };
    }
  }

  private String pack(List<String> args) {
    Path target = args.contains("-d") ? folder.resolve(args.getLast()) : folder;
    ChartPackaging.pack(ChartPackaging.Request.of(folder.resolve(args.get(1)), target));
    return "";
  }

  private String show(List<String> args, ChartFetcher fetcher) {
    ChartShow.Part part = ChartShow.Part.valueOf(args.get(1).toUpperCase(Locale.ROOT));
    Path chart = fetcher.locate(ChartRequest.of(args.get(2)), folder, new RecordingMessages());
    return ChartShow.text(ChartLoader.load(chart), part);
  }

  private String dependency(List<String> args, ChartFetcher fetcher) {
    Path chart = folder.resolve(args.get(2));
    if (args.get(1).equals("list")) {
      int width = args.size() > 3 ? Integer.parseInt(args.get(4)) : 80;
      List<String> lines = DependencyList.of(chart, HelmVersion.V4).lines(width);
      return String.join("\n", lines) + "\n";
    }
    RecordingMessages messages = new RecordingMessages();
    printed = messages.lines();
    ChartDependencies dependencies =
        new ChartDependencies(DependencySettings.of(chart), fetcher, messages);
    if (args.get(1).equals("update")) {
      dependencies.update();
    } else {
      dependencies.build();
    }
    return printed.isEmpty() ? "" : String.join("\n", printed) + "\n";
  }
}
