package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartCommandsTest {
  @TempDir private Path folder;

  private RecordedRun run(String line) {
    return RecordedRun.in(folder).with("HOME", folder.toString()).run(line.split(" "));
  }

  private String output(String line) {
    RecordedRun run = run(line);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    return run.out();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void createsAChartThatRenders() {
    assertThat(output("chart create shop")).isEqualTo("Creating shop\n");
    assertThat(folder.resolve("shop/Chart.yaml")).isNotEmptyFile();
    assertThat(output("template shop")).contains("kind: Deployment\n");
  }

  @Test
  void lintsCharts() throws IOException {
    run("create shop");

    assertThat(output("chart lint shop"))
        .startsWith("==> Linting shop\n")
        .endsWith("1 chart(s) linted, 0 chart(s) failed\n");
    assertThat(output("lint shop --quiet")).isEmpty();

    write("shop/templates/a.yaml", "a: {{ .Values.absent.field }}\n");
    RecordedRun run = run("lint shop");
    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("[ERROR] templates/: ");
    assertThat(run.err()).isEqualTo("Error: 1 chart(s) linted, 1 chart(s) failed\n");
  }

  @Test
  void packsIndexesAndShowsAChart() throws IOException {
    run("create shop");

    assertThat(output("chart package shop --version 1.2.3 -d dist"))
        .startsWith("Successfully packaged chart and saved it to: ")
        .endsWith("dist/shop-1.2.3.tgz\n");
    assertThat(output("chart index dist --url https://charts.example.org")).isEmpty();
    assertThat(folder.resolve("dist/index.yaml"))
        .content()
        .contains("    - https://charts.example.org/shop-1.2.3.tgz\n");
    assertThat(output("chart show chart dist/shop-1.2.3.tgz")).contains("\nversion: 1.2.3\n");
    assertThat(output("show values shop"))
        .isEqualTo(Files.readString(folder.resolve("shop/values.yaml")) + "\n");
    assertThat(output("template dist/shop-1.2.3.tgz"))
        .isEqualTo(output("template shop").replace("shop-0.1.0", "shop-1.2.3"));
  }

  @Test
  void listsAndFetchesDependencies() throws IOException {
    run("create cache");
    write(
        "shop/Chart.yaml",
        """
        apiVersion: v2
        name: shop
        version: 1.0.0
        dependencies:
        - name: cache
          version: 0.1.x
          repository: file://../cache
        """);

    assertThat(output("dependency list shop")).contains("cache\t0.1.x  \tfile://../cache\tmissing");
    RecordedRun missing = run("template shop");
    assertThat(missing.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("missing in charts/ directory: cache", "hint: ");
    assertThat(run("template shop --dependency-update").out()).contains("/charts/cache/");
    assertThat(output("dep update shop")).contains("Saving 1 charts\n");
    assertThat(folder.resolve("shop/Chart.lock")).content().contains("  version: 0.1.0\n");
    assertThat(output("dep list shop -o json"))
        .isEqualTo(
            """
            [
              {
                "name": "cache",
                "repository": "file://../cache",
                "status": "ok",
                "version": "0.1.x"
              }
            ]
            """);
    assertThat(output("dep build shop")).contains("Saving 1 charts\n");
    assertThat(output("template shop")).contains("# Source: shop/charts/cache/templates/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pull --verify shop",
        "show all --verify shop",
        "dep build --verify",
        "package --sign shop",
        "template --verify shop"
      })
  void refusesToPassOverSignatures(String line) {
    RecordedRun run = run(line);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is not supported");
  }

  @Test
  void saysWhichRepositoryCannotBeReached() {
    RecordedRun run = run("pull shop --repo http://localhost:1");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .startsWith(
            "Error: looks like \"http://localhost:1\" is not a valid chart repository or cannot be"
                + " reached: ");
  }
}
