package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands on one helmfile, through the whole program.
class HelmfileCommandsTest {
  private static final String HELMFILE =
      """
      environments:
        default: {}
        staging:
          values: [{replicas: 2, extra: {enabled: false}}]
      ---
      helmBinary: helm3.19
      releases:
        - name: web
          namespace: shop
          chart: ./chart
          labels: {tier: front}
          needs: [shop/db]
          missingFileHandler: Warn
          values:
            - values.yaml
            - values-{{ .Environment.Name }}.yaml
            - image: web:1
              replicas: {{ .Values | get "replicas" 1 }}
          set:
            - {name: hosts, values: [a, "b,c"]}
        - name: db
          namespace: shop
          chart: ./chart
          labels: {tier: back}
        - name: old
          namespace: shop
          chart: ./chart
          installed: false
      """;

  private static final String CONFIG =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
        namespace: {{ .Release.Namespace }}
      data: {{ .Values | toJson }}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void lay() throws IOException {
    write("helmfile.yaml.gotmpl", HELMFILE);
    write("values.yaml", "image: web:0\nport: 80\n");
    write("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    write("chart/values.yaml", "image: none\n");
    write("chart/templates/config.yaml", CONFIG);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private RecordedRun run(String... arguments) {
    return RecordedRun.in(folder).with("PATH", "/usr/bin:/bin").run(arguments);
  }

  private static String manifest(String name, String data) {
    return """
    ---
    # Source: chart/templates/config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      namespace: shop
    data: %s

    """
        .formatted(name, data);
  }

  @Test
  void templatePrintsReleasesInTheOrderOfTheirNeeds() {
    RecordedRun run = run("-e", "staging", "template");

    assertThat(run.err())
        .isEqualTo(
            """
            Templating release=db, chart=chart
            skipping missing values file matching "values-staging.yaml"
            Templating release=web, chart=chart
            """);
    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .isEqualTo(
            manifest("db", "{\"image\":\"none\"}")
                + manifest(
                    "web",
                    "{\"hosts\":[\"a\",\"b,c\"],\"image\":\"web:1\",\"port\":80,\"replicas\":2}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-l name=web | web",
        "-l tier=front -l tier=back | db web",
        "-l tier=front --include-needs | db web",
        "-l tier!=front,name!=old | db",
        "-l chart=chart,namespace=shop | db web",
        "-l name=old | ''",
      })
  void selectorsChooseReleases(String flags, String releases) {
    List<String> line = new ArrayList<>(List.of("template", "--quiet"));
    line.addAll(List.of(flags.split(" ")));
    RecordedRun run = run(line.toArray(String[]::new));

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(text -> text.startsWith("  name: ")))
        .isEqualTo(
            releases.isEmpty()
                ? List.of()
                : List.of(releases.split(" ")).stream().map(name -> "  name: " + name).toList());
  }

  @Test
  void noMatchingReleaseEndsWithHelmfilesCode() {
    RecordedRun run = run("-e", "staging", "-l", "name=none", "template");

    assertThat(run.exit()).isEqualTo(ExitCode.NO_MATCHING_RELEASE);
    assertThat(run.err())
        .contains(
            "err: no releases found that matches specified selector(name=none) and"
                + " environment(staging), in any helmfile");
    assertThat(run("-l", "name=none", "template", "--allow-no-matching-release").exit())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void anUndefinedEnvironmentEndsWithHelmfilesCode() {
    assertThat(run("-e", "nowhere", "template").exit()).isEqualTo(ExitCode.NO_MATCHING_RELEASE);
  }

  @Test
  void needsThatAreNotSelectedMayBeRefused() {
    RecordedRun run = run("-l", "name=web", "template", "--skip-needs=false");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("release \"shop/web\" depends on \"shop/db\" which does not match the selectors");
  }

  @Test
  void listsAsATableAndAsJson() {
    assertThat(run("list").out())
        .isEqualTo(
            """
            NAME\tNAMESPACE\tENABLED\tINSTALLED\tLABELS                                        \tCHART  \tVERSION
            db  \tshop     \ttrue   \ttrue     \tchart:chart,name:db,namespace:shop,tier:back  \t./chart
            old \tshop     \ttrue   \tfalse    \tchart:chart,name:old,namespace:shop           \t./chart
            web \tshop     \ttrue   \ttrue     \tchart:chart,name:web,namespace:shop,tier:front\t./chart
            """);
    assertThat(run("-l", "name=db", "list", "--output", "json").out())
        .isEqualTo(
            "[{\"name\":\"db\",\"namespace\":\"shop\",\"enabled\":true,\"installed\":true,"
                + "\"labels\":\"chart:chart,name:db,namespace:shop,tier:back\","
                + "\"chart\":\"./chart\",\"version\":\"\"}]\n");
  }

  @Test
  void showsTheGroups() {
    assertThat(run("show-dag").out())
        .isEqualTo(
            """
            GROUP RELEASE  DEPENDENCIES
            1     shop/db
            1     shop/old
            2     shop/web shop/db
            """);
  }

  @Test
  void writesMergedValues() throws IOException {
    RecordedRun run =
        run("-l", "name=web", "write-values", "--output-file-template", "out/{{ .Release.Name }}");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("out/web")).hasContent("image: web:1\nport: 80\nreplicas: 1\n");
  }

  @Test
  void writesManifestsToFolders() {
    RecordedRun run =
        run(
            "-l",
            "name=db",
            "template",
            "--output-dir",
            "out/",
            "--output-dir-template",
            "{{ .OutputDir }}/{{ .Release.Name }}");

    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "Templating release=db, chart=chart\nwrote out/db/chart/templates/config.yaml\n");
    assertThat(folder.resolve("out/db/chart/templates/config.yaml")).exists();
  }

  @Test
  void secretsShowOnlyOnRequest() throws IOException {
    write(
        "helmfile.yaml.gotmpl",
        """
        releases:
          - name: web
            namespace: shop
            chart: ./chart
            values:
              - password: secretref+echo://correct-horse
        """);

    RecordedRun hidden = run("template");
    run("template", "--output-dir", "out", "--output-dir-template", "{{ .OutputDir }}");
    run("write-values", "--output-file-template", "values-of-{{ .Release.Name }}");

    assertThat(hidden.exit()).isEqualTo(ExitCode.DONE);
    assertThat(hidden.out()).contains("\"password\":\"<secret:").doesNotContain("correct-horse");
    assertThat(hidden.err()).contains("secrets are hidden; --show-secrets shows them");
    assertThat(folder.resolve("out/chart/templates/config.yaml"))
        .content()
        .contains("<secret:")
        .doesNotContain("correct-horse");
    assertThat(folder.resolve("values-of-web")).content().startsWith("password: <secret:");
    assertThat(run("template", "--show-secrets").out()).contains("\"password\":\"correct-horse\"");
  }

  @Test
  void theRepositorysSettingsCountForEachOfItsHelmfiles() throws IOException {
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [one]
        helmfiles:
          - files: services/*/helmfile.yaml
        paths: {/etc/defaults: host}
        charts: {stable: .}
        """);
    write("host/general-one.yaml", "image: general\n");
    write(
        "services/web/helmfile.yaml",
        """
        environments: {one: {}}
        ---
        releases:
          - name: web
            namespace: shop
            chart: stable/chart
            values: ["/etc/defaults/general-{{ .Environment.Name }}.yaml"]
        """);

    RecordedRun run = run("-f", "services/web/helmfile.yaml", "-e", "one", "template");

    assertThat(run.err()).startsWith("Templating release=web");
    assertThat(run.out()).isEqualTo(manifest("web", "{\"image\":\"general\"}"));
  }

  @Test
  void aFileWithoutAChartIsAHelmfileWhateverItsName() throws IOException {
    Path file = Files.move(folder.resolve("helmfile.yaml.gotmpl"), folder.resolve("x.yaml.gotmpl"));

    RecordedRun run = run("-f", file.getFileName().toString(), "template", "-q");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("name: web");
  }

  @Test
  void errorsShowNoSecrets() throws IOException {
    write("chart/templates/config.yaml", "a: {{ fail .Values.password }}\n");
    write(
        "helmfile.yaml.gotmpl",
        """
        releases:
          - name: web
            chart: ./chart
            values:
              - password: secretref+echo://correct-horse
        """);

    RecordedRun run = run("template");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("<secret:").doesNotContain("correct-horse");
  }

  @Test
  void buildPrintsTheWholeHelmfile() {
    RecordedRun run = run("-e", "staging", "build");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .startsWith("---\n#  Source: " + folder.resolve("helmfile.yaml.gotmpl") + "\n\n")
        .contains("helmBinary: helm3.19\n", "  - chart: ./chart\n", "renderedvalues:\n");
  }

  @Test
  void lintsEachReleasesChart() {
    RecordedRun run = run("lint", "-l", "name=db");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).isEqualTo("Linting release=db, chart=chart\n");
    assertThat(run.out()).contains("1 chart(s) linted, 0 chart(s) failed");
  }

  @Test
  void hooksRunAroundAndForEachRelease() throws IOException {
    write(
        "helmfile.yaml.gotmpl",
        """
        hooks:
          - events: [prepare, cleanup]
            command: sh
            args: [-c, "echo {{`{{ .Event.Name }} {{ .HelmfileCommand }}`}} >> log"]
        releases:
          - name: db
            namespace: shop
            chart: ./chart
            hooks:
              - events: [prepare, cleanup]
                showlogs: true
                command: sh
                args: [-c, "echo {{`{{ .Event.Name }} {{ .Release.Name }}`}} | tee -a log"]
        """);
    RecordedRun run = run("template");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("log"))
        .hasContent("prepare template\nprepare db\ncleanup db\ncleanup template\n");
    assertThat(run.err()).contains("\nhook[prepare] logs | prepare db\n");
    assertThat(run("template", "--skip-hooks").err())
        .isEqualTo("Templating release=db, chart=chart\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo gone wrong >&2; exit 1 | exit status 1",
        "sleep 30 | still running after 1 s, so it was ended",
      })
  void aHookThatFailsOrHangsIsAnError(String script, String problem) throws IOException {
    write(
        "helmfile.yaml.gotmpl",
        """
        hooks:
          - events: [prepare]
            name: check
            command: sh
            args: [-c, "%s"]
        releases:
          - name: db
            chart: ./chart
        """
            .formatted(script));
    RecordedRun run = run("template", "--hook-timeout", "1");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("Error: hook[check]: command `sh` failed: " + problem, "helmfile.yaml.gotmpl");
  }

  @Test
  void aFailureNamesReleaseAndPlaceAndHidesNoOther() throws IOException {
    write("chart/templates/config.yaml", "{{ required \"no port\" .Values.port }}");
    RecordedRun run = run("template");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("Error: release \"db\": ", "no port", "chart/templates/config.yaml:1")
        .contains("helmfile.yaml.gotmpl");
  }

  @Test
  void aMissingValuesFileIsAnErrorAtItsRelease() throws IOException {
    write(
        "helmfile.yaml.gotmpl",
        "releases:\n  - name: db\n    chart: ./chart\n    values: [none.yaml]\n");
    RecordedRun run = run("template");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("release \"db\": values file matching \"none.yaml\" does not exist in")
        .contains("helmfile.yaml.gotmpl:2");
  }

  @Test
  void patchesChangeWhatTheChartRenders() throws IOException {
    write(
        "helmfile.yaml.gotmpl",
        """
        releases:
          - name: db
            namespace: shop
            chart: ./chart
            jsonPatches:
              - target: {kind: ConfigMap, name: db}
                patch:
                  - {op: add, path: /metadata/labels, value: {by: json}}
            strategicMergePatches:
              - apiVersion: v1
                kind: ConfigMap
                metadata: {name: db, namespace: shop}
                data: {image: null, more: "1"}
        """);
    RecordedRun run = run("template");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .isEqualTo(
            """
            ---
            # Source: chart/templates/patched_resources.yaml
            apiVersion: v1
            data:
              more: "1"
            kind: ConfigMap
            metadata:
              labels:
                by: json
              name: db
              namespace: shop

            """);
  }

  @Test
  void aChartStillMeansHelmsCommand() {
    RecordedRun run = run("template", "one", "chart", "--set", "port=1");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("name: one", "\"port\":1");
  }

  @Test
  void repositoriesMayBeLocalFolders() throws IOException {
    write("helmfile.yaml.gotmpl", "releases:\n  - {name: db, namespace: shop, chart: wmf/chart}\n");
    RecordedRun run = run("template", "--charts", "wmf=.", "--skip-deps");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo(manifest("db", "{\"image\":\"none\"}").replace("%", ""));
  }
}
