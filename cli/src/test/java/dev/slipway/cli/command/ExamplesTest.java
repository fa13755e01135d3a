package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The charts under examples/ render as the real Helm rendered them; its output is recorded under
/// src/test/resources/examples.
class ExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop            | shop examples/shop",
        "shop-staging    | shop examples/shop -f examples/shop/values-staging.yaml",
        "shop-production | shop examples/shop -n web -f examples/shop/values-production.yaml"
            + " --set image.tag=1.8.2,cache.enabled=false",
        "reports         | reports examples/reports --show-only templates/cronjobs.yaml"
      })
  void renderAsHelmDoes(String name, String commandLine) throws IOException {
    for (String version : new String[] {"4", "3.19"}) {
      RecordedRun run =
          RecordedRun.in(ROOT)
              .run(("template --helm-version " + version + " " + commandLine).split(" +"));

      assertThat(run.err()).isEmpty();
      assertThat(run.exit()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).isEqualTo(recorded(name + "-" + version + ".yaml"));
    }
  }

  private static String recorded(String file) throws IOException {
    try (InputStream in = ExamplesTest.class.getResourceAsStream("/examples/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
