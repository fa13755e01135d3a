package dev.slipway.pipeline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.helmfile.host.LocalHost;
import dev.slipway.helmfile.release.ChartOrigins;
import dev.slipway.helmfile.release.ChartSupply;
import dev.slipway.helmfile.release.SecretSources;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.pipeline.cache.CacheFolder;
import dev.slipway.release.diff.UnifiedDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  @TempDir Path root;

  @TempDir Path kept;

  @BeforeEach
  void layOut() throws IOException {
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [staging, main]
        helmfiles: services/*/helmfile.yaml
        """);
    write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    write("charts/web/values.yaml", "replicas: 1\nsecret: none\n");
    write(
        "charts/web/templates/web.yaml",
        """
        kind: Web
        metadata:
          name: {{ .Release.Name }}
        replicas: {{ .Values.replicas }}
        """);
    for (String service : List.of("a", "b")) {
      write(
          "services/" + service + "/helmfile.yaml",
          """
          environments:
            staging: {}
            main: {}
          ---
          releases:
            - name: SERVICE
              namespace: SERVICE
              chart: ../../charts/web
              missingFileHandler: Warn
              values: [values.yaml, "values-{{ .Environment.Name }}.yaml"]
          """
              .replace("SERVICE", service));
      write("services/" + service + "/values.yaml", "replicas: 2\n");
    }
    write(
        "services/only/helmfile.yaml",
        """
        environments:
          main: {}
        ---
        releases:
          - name: only
            chart: ../../charts/web
            labels: {tier: one}
          - name: off
            chart: ../../charts/web
            installed: false
        """);
  }

  /// Writes a file as if some seconds ago: nothing is kept of files that change while a run begins.
  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
  }

  private Fleet fleet() {
    return Fleet.open(
        new FleetSetup(
            root,
            new LocalHost(root, Map.of()),
            LoadOptions.defaults(),
            TemplateFlags.NONE,
            new ChartOrigins(Map.of(), ChartSupply.none(), false),
            SecretSources.none(),
            (_, _) -> "default",
            CacheFolder.in(kept, "test", 1 << 26)));
  }

  private FleetRendering render(Narrowing narrowing) {
    Fleet fleet = fleet();
    FleetRendering rendering = fleet.render(narrowing, _ -> {});
    fleet.end();
    return rendering;
  }

  private static Map<String, String> texts(FleetRendering rendering) {
    Map<String, String> texts = new TreeMap<>();
    for (FleetRendering.Result result : rendering.results()) {
      result
          .rendered()
          .ifPresent(manifests -> texts.put(result.release().label(), manifests.text()));
    }
    return texts;
  }

  @Test
  void lintNamesTheLineOfTheTemplate() throws IOException {
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [{name: main, kubernetesVersion: "1.34"}]
        helmfiles: services/a/helmfile.yaml
        """);
    write(
        "charts/web/templates/settings.yaml",
        """
        {{- if .Values.replicas }}
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}
        {{- end }}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ .Release.Name }}
        spec:
          # A line of its own.
          prots: []
        """);

    List<FleetFinding> findings =
        new FleetLint(fleet())
            .examine(Narrowing.ALL).findings().stream()
                .filter(finding -> finding.message().contains("prots"))
                .toList();

    assertThat(findings)
        .singleElement()
        .extracting(FleetFinding::place)
        .isEqualTo("charts/web/templates/settings.yaml:14");
  }

  @Test
  void versionsAreThoseOfTheLock() throws IOException {
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [main]
        helmfiles: services/a/helmfile.yaml
        charts: {shop: charts}
        """);
    write(
        "services/a/helmfile.yaml",
        """
        environments: {main: {}}
        repositories: [{name: shop, url: 'https://shop.example'}]
        ---
        releases: [{name: a, chart: shop/web, version: ~1}]
        """);
    assertThat(versions()).containsExactly("~1");

    write(
        "services/a/helmfile.lock",
        "dependencies: [{name: web, repository: 'https://shop.example', version: 1.4.2}]\n");
    assertThat(versions()).containsExactly("1.4.2");
  }

  private List<String> versions() {
    Fleet fleet = fleet();
    List<String> versions =
        fleet.list(Narrowing.ALL).releases().stream().map(FleetRelease::version).toList();
    fleet.end();
    return versions;
  }

  private static String definition(String kind, String required) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: plural.shop.example}
    spec:
      group: shop.example
      scope: Namespaced
      names: {kind: KIND, plural: plural}
      versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec: {type: object, required: [REQUIRED], properties: {REQUIRED: {type: string}}}
    """
        .replace("KIND", kind)
        .replace("plural", kind.toLowerCase(java.util.Locale.ROOT) + "s")
        .replace("REQUIRED", required);
  }

  /// A release of custom resources, one of each kind; the definitions come from the chart itself,
  /// from another release's templates, and from a folder of slipway.yaml.
  private void layOutCustomResources() throws IOException {
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [{name: main, kubernetesVersion: "1.34"}]
        helmfiles: services/{a,b}/helmfile.yaml
        crds: [definitions, "more/{cluster}-*.yaml"]
        """);
    write("definitions/deep/alerts.yaml", definition("Alert", "rule"));
    write("definitions/notes.md", "no definitions\n");
    write("more/main-topics.yaml", definition("Topic", "name"));
    write("more/other-topics.yaml", definition("Topic", "another"));
    write("charts/web/crds/backups.yaml", definition("Backup", "every"));
    write("charts/operator/Chart.yaml", "apiVersion: v2\nname: operator\nversion: 1.0.0\n");
    write(
        "charts/operator/templates/crds.yaml",
        "{{- if .Values.install }}\n" + definition("Restore", "from") + "{{- end }}\n");
    write("charts/operator/values.yaml", "install: true\n");
    write(
        "services/b/helmfile.yaml",
        """
        environments: {main: {}}
        ---
        releases: [{name: operator, chart: ../../charts/operator}]
        """);
    write(
        "charts/web/templates/web.yaml",
        """
        {{- range tuple "Alert" "Topic" "Backup" "Restore" "Unknown" }}
        ---
        apiVersion: shop.example/v1
        kind: {{ . }}
        metadata:
          name: one
        spec:
          size: {{ $.Values.replicas }}
        {{- end }}
        """);
  }

  @Test
  void lintHoldsCustomResourcesAgainstTheirDefinitions() throws IOException {
    layOutCustomResources();

    FleetLint.Report report =
        new FleetLint(fleet()).examine(new Narrowing(List.of(), List.of(), List.of("main/a")));

    assertThat(report.failures()).isEmpty();
    assertThat(report.findings())
        .filteredOn(finding -> finding.message().contains("missing"))
        .extracting(FleetFinding::place, FleetFinding::message, FleetFinding::releases)
        .containsExactly(
            missing("Alert", "rule"),
            missing("Backup", "every"),
            missing("Restore", "from"),
            missing("Topic", "name"));
    assertThat(report.undefined())
        .extracting(GroupVersionKind::toString)
        .containsExactly("shop.example/v1, Kind=Unknown");
  }

  private static org.assertj.core.groups.Tuple missing(String kind, String field) {
    return tuple(
        "charts/web/templates/web.yaml:7",
        kind + " one: spec: missing required field \"spec." + field + "\"",
        List.of("main/a/a"));
  }

  @Test
  void lintRefusesAFolderOfDefinitionsThatIsNotThere() throws IOException {
    layOutCustomResources();
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [main]
        helmfiles: services/{a,b}/helmfile.yaml
        crds: definitons
        """);

    assertThatThrownBy(() -> new FleetLint(fleet()).examine(Narrowing.ALL))
        .hasMessage("crds in slipway.yaml names definitons, and no YAML file is there");
  }

  @Test
  void aFixtureIsLaidOverTheFileThatPathsMaps() throws IOException {
    write(
        "slipway.yaml",
        """
        helmfile: 0
        clusters: [staging]
        helmfiles: services/a/helmfile.yaml
        paths: {/etc/defaults: fixtures}
        fixtures:
          - into: "/etc/defaults/general-{environment}.yaml"
            from: [".missing/{environment}.yaml", ".fixtures.yaml"]
        """);
    write("fixtures/general-staging.yaml", "replicas: 7\nsecret: of-the-fleet\n");
    write("services/a/.fixtures.yaml", "replicas: 9\n");
    write("services/a/values.yaml", "");
    write(
        "services/a/helmfile.yaml",
        """
        environments:
          staging: {}
        ---
        releases:
          - name: a
            chart: ../../charts/web
            values: ["/etc/defaults/general-{{ .Environment.Name }}.yaml"]
        """);
    write(
        "charts/web/templates/web.yaml",
        "kind: Web\nreplicas: {{ .Values.replicas }}\nsecret: {{ .Values.secret }}\n");

    assertThat(texts(render(Narrowing.ALL)))
        .containsOnlyKeys("staging/a/a")
        .hasEntrySatisfying(
            "staging/a/a",
            text -> assertThat(text).contains("replicas: 9", "secret: of-the-fleet"));
  }

  @Test
  void lintTellsOnlyWhatNoReleaseOfAValuesFileReads() throws IOException {
    write("charts/other/Chart.yaml", "apiVersion: v2\nname: other\nversion: 1.0.0\n");
    write("charts/other/templates/other.yaml", "kind: Other\nsize: {{ .Values.size }}\n");
    write(
        "services/a/helmfile.yaml",
        """
        environments: {main: {}}
        ---
        releases:
          - {name: web, chart: ../../charts/web, values: [../../shared.yaml]}
          - {name: other, chart: ../../charts/other, values: [../../shared.yaml, own.yaml]}
        """);
    write("shared.yaml", "replicas: 2\nsize: 3\nsise: 4\n");
    write("services/a/own.yaml", "siz: 5\n");

    FleetLint.Report report =
        new FleetLint(fleet())
            .examine(new Narrowing(List.of("main"), List.of(), List.of("main/a")));

    assertThat(report.findings())
        .filteredOn(finding -> finding.message().startsWith("no template"))
        .extracting(finding -> finding.place() + " " + finding.message())
        .containsExactly(
            "shared.yaml:3:1 no template reads the value sise",
            "services/a/own.yaml:1:1 no template reads the value siz");
  }

  @Test
  void listsReleasesOfClustersInTheOrderOfRollout() {
    FleetListing listing = fleet().list(Narrowing.ALL);

    assertThat(listing.failures()).isEmpty();
    assertThat(listing.releases())
        .extracting(release -> release.label() + (release.isDeployed() ? "" : " off"))
        .containsExactly(
            "staging/a/a",
            "staging/b/b",
            "main/a/a",
            "main/b/b",
            "main/only/only",
            "main/only/off off");
  }

  @Test
  void narrowsByClusterSelectorAndPath() {
    assertThat(texts(render(new Narrowing(List.of("staging"), List.of(), List.of()))))
        .containsOnlyKeys("staging/a/a", "staging/b/b");
    assertThat(texts(render(new Narrowing(List.of(), List.of("tier=one"), List.of()))))
        .containsOnlyKeys("main/only/only");
    assertThat(texts(render(new Narrowing(List.of(), List.of(), List.of("services/a/")))))
        .containsOnlyKeys("staging/a/a", "main/a/a");
    assertThat(texts(render(new Narrowing(List.of(), List.of(), List.of("main/b")))))
        .containsOnlyKeys("main/b/b");
  }

  @Test
  void aFailureHidesNoOther() throws IOException {
    write("services/b/values-main.yaml", "replicas: [\n");
    write("services/broken/helmfile.yaml", "environments: {main: {}}\nreleases:\n  - nme: x\n");

    FleetRendering rendering = render(Narrowing.ALL);

    assertThat(texts(rendering))
        .containsOnlyKeys("staging/a/a", "staging/b/b", "main/a/a", "main/only/only");
    assertThat(rendering.failures())
        .extracting(Failure::label)
        .containsExactlyInAnyOrder("staging/broken", "main/broken", "main/b/b");
  }

  @Test
  void aSecondRunTakesEverythingFromTheFirst() throws IOException {
    Map<String, String> first = texts(render(Narrowing.ALL));
    FleetRendering second = render(Narrowing.ALL);

    assertThat(second.fromCache()).isEqualTo(5);
    assertThat(texts(second)).isEqualTo(first);

    write("services/only/values.yaml", "unread");
    write("charts/web/values.yaml", "replicas: 1\n");
    write("charts/web/values.yaml", "replicas: 1\nsecret: none\n");
    write("services/a/values-main.yaml", "replicas: 8\n");
    render(Narrowing.ALL);
    Files.writeString(root.resolve("services/a/values-main.yaml"), "replicas: 7\n");
    FleetRendering third = render(Narrowing.ALL);

    assertThat(third.fromCache()).isEqualTo(4);
    assertThat(texts(third).get("main/a/a")).contains("replicas: 7");

    write("charts/web/templates/more.yaml", "kind: More\n");
    FleetRendering fourth = render(Narrowing.ALL);

    assertThat(fourth.fromCache()).isZero();
    assertThat(texts(fourth).get("staging/b/b")).contains("kind: More");
  }

  @Test
  void whatDependsOnTheTimeIsNotKept() throws IOException {
    write("charts/web/templates/time.yaml", "kind: Time\nat: {{ now | unixEpoch | quote }}\n");
    render(Narrowing.ALL);

    assertThat(render(Narrowing.ALL).fromCache()).isZero();
  }

  private FleetChanges changes(String revision) {
    Fleet fleet = fleet();
    FleetChanges changes = new FleetDiff(fleet, 1, text -> text).against(revision, Narrowing.ALL);
    fleet.end();
    return changes;
  }

  private static @Nullable String lines(FleetChanges.Change change) {
    return change.diff().lines().stream()
        .map(UnifiedDiff.Line::text)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void showsWhatAChangeAltersAndRendersOnlyThat() throws Exception {
    try (Git git = Git.init().setDirectory(root.toFile()).call()) {
      write("services/b/values-main.yaml", "unread: 1\n");
      git.add().addFilepattern(".").call();
      git.commit()
          .setSign(false)
          .setMessage("first")
          .setAuthor("a", "a@example.org")
          .setCommitter("a", "a@example.org")
          .call();

      assertThat(changes("HEAD").rendered()).isZero();

      write("services/a/values.yaml", "replicas: 3\n");
      write("services/b/values-main.yaml", "unread: 2\n");
      FleetChanges changes = changes("HEAD");

      assertThat(changes.releases()).isEqualTo(5);
      assertThat(changes.rendered()).isEqualTo(3);
      assertThat(changes.changes())
          .extracting(change -> change.release().label() + " " + change.kind())
          .containsExactly("staging/a/a CHANGED", "main/a/a CHANGED");
      assertThat(lines(changes.changes().getFirst()))
          .isEqualTo("@@ -5,2 +5,2 @@\n   name: a\n-replicas: 2\n+replicas: 3");

      write("charts/web/templates/web.yaml", "kind: Site\n");
      write(
          "services/new/helmfile.yaml",
          Files.readString(root.resolve("services/only/helmfile.yaml")).replace("only", "new"));
      Files.delete(root.resolve("services/only/helmfile.yaml"));
      FleetChanges more = changes("HEAD");

      assertThat(more.failures()).isEmpty();
      assertThat(more.changes())
          .extracting(change -> change.release().label() + " " + change.kind())
          .containsExactly(
              "staging/a/a CHANGED",
              "staging/b/b CHANGED",
              "main/a/a CHANGED",
              "main/b/b CHANGED",
              "main/new/new ADDED",
              "main/only/only REMOVED");
      assertThat(lines(more.changes().getLast())).contains("-kind: Web");
    }
  }
}
