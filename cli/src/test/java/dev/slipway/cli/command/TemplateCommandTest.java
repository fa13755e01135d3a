package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeAChart() throws IOException {
    write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    write("web/values.yaml", "name: x\nport: 80\n");
    write(
        "web/templates/a.yaml",
        "kind: A\nmetadata:\n  name: {{ .Values.name }}\n  namespace: {{ .Release.Namespace }}\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private RecordedRun run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "template";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return RecordedRun.in(folder).run(all);
  }

  private String failure(String... arguments) {
    RecordedRun run = run(arguments);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Error: ").doesNotContain("\tat ", "Exception");
    return run.err();
  }

  @Test
  void printsTheManifests() {
    RecordedRun run = run("shop", "web", "-n", "live", "--set", "name=y");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            ---
            # Source: web/templates/a.yaml
            kind: A
            metadata:
              name: y
              namespace: live
            """);
  }

  @Test
  void readsValuesFromTheStandardInput() {
    RecordedRun run =
        RecordedRun.in(folder).reading("name: piped\n").run("template", "web", "-f", "-");

    assertThat(run.out()).contains("  name: piped\n");
  }

  @Test
  void readsValuesFromAUrl() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/values.yaml",
        exchange -> {
          byte[] body = "name: fetched\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(run("web", "-f", url + "/values.yaml").out()).contains("  name: fetched\n");
      assertThat(failure("web", "-f", url + "/other.yaml")).contains("404 Not Found");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void takesTheFlagsOfHelmThatChangeNothing() {
    RecordedRun run =
        run(
            "shop",
            "web",
            "--wait",
            "--timeout",
            "5m",
            "--atomic",
            "--create-namespace",
            "--dry-run",
            "--kube-apiserver",
            "https://example.org",
            "--labels",
            "a=b",
            "--hide-notes");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--validate", "--dry-run=server", "--dry-run=none"})
  void doesNotAskACluster(String flag) {
    assertThat(run("web", flag).exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void showsWhichTemplateMadeEachLine() throws IOException {
    write("web/templates/_b.tpl", "{{ define \"b\" }}\n  labels:\n    a: b\n{{- end }}\n");
    write(
        "web/templates/a.yaml",
        """
        kind: A
        metadata:
          name: {{ .Values.name }}
          {{- include "b" . }}
        """);

    RecordedRun run = run("web", "--trace");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            # web/templates/a.yaml
                                 1 | kind: A
                                 2 | metadata:
                                 3 |   name: x
            web/templates/_b.tpl:2 |   labels:
            web/templates/_b.tpl:3 |     a: b
            """);
  }

  @Test
  void refusesAFolderWithoutAChart() {
    assertThat(failure("templates")).contains("templates");
    assertThat(failure(".")).contains("unable to detect chart at ");
  }

  @Test
  void refusesValuesThatAreAList() throws IOException {
    write("list.yaml", "- a\n- b\n");

    assertThat(failure("web", "-f", "list.yaml"))
        .contains("failed to parse list.yaml: ", "cannot unmarshal array")
        .contains("hint: ");
  }

  @Test
  void refusesAnUnclosedAction() throws IOException {
    write("web/templates/b.yaml", "a: 1\nb: {{ .Values.name\n");

    assertThat(failure("web"))
        .startsWith("Error: parse error at (web/templates/b.yaml:3): unclosed action");
  }

  @Test
  void refusesAnUndefinedInclude() throws IOException {
    write("web/templates/_b.tpl", "{{ define \"web.labels\" }}{{ end }}");
    write("web/templates/b.yaml", "a: {{ include \"web.label\" . }}\n");

    assertThat(failure("web"))
        .contains("no template \"web.label\" associated with template \"gotpl\"")
        .contains("1 | a: {{ include \"web.label\" . }}")
        .contains("web.labels");
  }

  @Test
  void refusesACycleOfIncludes() throws IOException {
    write("web/templates/_b.tpl", "{{ define \"b\" }}{{ include \"b\" . }}{{ end }}");
    write("web/templates/b.yaml", "a: {{ include \"b\" . }}\n");

    assertThat(failure("web")).contains("rendering template has a nested reference name: b");
  }

  @Test
  void refusesAnArchiveThatIsCutOff() throws IOException {
    Files.write(folder.resolve("cut.tgz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});

    assertThat(failure("cut.tgz")).contains("EOF");
  }

  @Test
  void refusesValuesAgainstTheSchema() throws IOException {
    write(
        "web/values.schema.json",
        "{\"properties\": {\"port\": {\"type\": \"integer\", \"maximum\": 65535}}}");

    assertThat(failure("web", "--set", "port=http"))
        .startsWith(
            "Error: values don't meet the specifications of the schema(s) in the following"
                + " chart(s):\nweb:\n");
  }

  @Test
  void keepsBytesThatAreNotText() throws IOException {
    Files.write(
        folder.resolve("web/templates/b.yaml"),
        "a: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    RecordedRun run = run("web");

    assertThat(run.err() + run.out()).contains("caf");
  }

  @Test
  void refusesABombOfAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    write("bomb.yaml", bomb.toString());

    assertThat(failure("web", "-f", "bomb.yaml")).contains("document contains excessive aliasing");
  }

  @Test
  void writesFilesWhenAFolderIsNamed() throws IOException {
    RecordedRun run = run("shop", "web", "--output-dir", "out", "--release-name");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("wrote out/shop/web/templates/a.yaml\n");
    assertThat(folder.resolve("out/shop/web/templates/a.yaml")).isNotEmptyFile();
  }
}
