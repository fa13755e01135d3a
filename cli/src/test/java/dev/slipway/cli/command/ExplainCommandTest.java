package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeAChart() throws IOException {
    write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    write("web/values.yaml", "image:\n  tag: \"1\"\n  pull: Always\nport: 80\n");
    write("web/templates/a.yaml", "tag: {{ .Values.image.tag }}\nport: {{ .Values.port }}\n");
    write("more.yaml", "image:\n  tag: \"2\"\nprot: 81\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private RecordedRun run(String... arguments) {
    return RecordedRun.in(folder).run(arguments);
  }

  @Test
  void printsATableOfAllValues() {
    RecordedRun run = run("explain", "web", "-f", "more.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .isEqualTo(
            """
            VALUE       IS      SET BY             READ BY
            image.tag   "2"     more.yaml:2        web/templates/a.yaml:1
            image.pull  Always  web/values.yaml:3  no template
            port        80      web/values.yaml:4  web/templates/a.yaml:2
            prot        81      more.yaml:3        no template
            """);
    assertThat(run.err()).isEqualTo("4 values, 2 that no template reads\n");
  }

  @Test
  void printsAllAboutOneValue() {
    RecordedRun run =
        run("explain", "web", "image.tag", "-f", "more.yaml", "--set-string", "image.tag=3");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            image.tag: "3"
              set by     --set-string image.tag=3
              overrides  more.yaml:2:3        "2"
                         web/values.yaml:2:3  "1"
              read by    web/templates/a.yaml:1:9
            """);
  }

  @Test
  void printsForPrograms() {
    RecordedRun run = run("explain", "web", "port", "-o", "yaml", "--set", "port=81");

    assertThat(run.out())
        .isEqualTo(
            """
            - overrides:
              - column: 1
                file: web/values.yaml
                line: 4
                value: 80
              path: port
              readBy:
              - column: 10
                file: web/templates/a.yaml
                line: 2
              setBy:
                flag: --set port=81
              use: read
              value: 81
            """);
  }

  @Test
  void suggestsThePathThatWasMeant() {
    RecordedRun run = run("explain", "web", "image.tga");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("Error: the chart has no value image.tga")
        .contains("image.tag?");
  }

  @Test
  void theTemplateCommandWarnsOfUnreadValues() {
    RecordedRun run = run("template", "web", "-f", "more.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("tag: 2");
    assertThat(run.err())
        .isEqualTo(
            """
            Warning: no template reads the value prot

              more.yaml:3:1
              3 | prot: 81
                | ^
              hint: Did you mean port?
            """);
    assertThat(run("template", "web", "-f", "more.yaml", "--quiet").err()).isEmpty();
  }

  @Test
  void theTemplateCommandFailsOnUnreadValuesIfAskedTo() {
    RecordedRun run = run("template", "web", "--strict-values", "--set", "prot=1,port=2");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            Error: no template reads the value prot
              given by --set prot=1,port=2
              hint: Did you mean port?
            """);
    assertThat(run("template", "web", "--strict-values", "--set", "port=2").exit())
        .isEqualTo(ExitCode.DONE);
  }
}
