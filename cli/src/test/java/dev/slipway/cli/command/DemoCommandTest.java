package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void everyStepOfTheDemoEndsAsItShould() {
    RecordedRun run =
        RecordedRun.in(folder)
            .with("PATH", "/usr/bin:/bin")
            .installedIn(Path.of(System.getProperty("slipway.root")))
            .run("demo", "--no-wait");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("drift: spec.replicas", "What was shown").doesNotContain("FAIL");
    assertThat(run.err()).contains("the image cannot be pulled", "the last good revision is back");
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.writeString(folder.resolve("kubeconfig"), "mine");
    RecordedRun run =
        RecordedRun.in(folder)
            .installedIn(Path.of(System.getProperty("slipway.root")))
            .run("demo", "--no-wait", "--folder", folder.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("kubeconfig is there already", "--folder");
    assertThat(folder.resolve("kubeconfig")).hasContent("mine");
  }
}
