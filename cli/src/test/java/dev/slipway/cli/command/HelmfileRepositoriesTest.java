package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Helmfiles whose charts come from repositories and registries.
class HelmfileRepositoriesTest {
  @TempDir Path folder;

  @TempDir Path home;

  private final ChartServer server = new ChartServer();

  @BeforeEach
  void publish() throws IOException {
    write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 0.0.0\n");
    write(
        "charts/web/templates/web.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Release.Name }}}
        data: {chart: {{ .Chart.Version | quote }}}
        """);
    index(server.url(), "1.0.0", "1.2.0", "2.0.0-rc.1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Publishes these versions.
  private void index(String archives, String... versions) throws IOException {
    StringBuilder index = new StringBuilder("apiVersion: v1\nentries:\n  web:\n");
    for (String version : versions) {
      byte[] archive = archive(version);
      server.put("/web-" + version + ".tgz", archive);
      index.append("  - {apiVersion: v2, name: web, version: ").append(version);
      index.append(", urls: [").append(archives).append("/web-").append(version).append(".tgz]}\n");
    }
    server.put("/index.yaml", index.toString());
  }

  private byte[] archive(String version) throws IOException {
    RecordedRun run = run("chart", "package", "charts/web", "--version", version, "-d", "archives");
    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    return Files.readAllBytes(folder.resolve("archives/web-" + version + ".tgz"));
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private RecordedRun run(String... arguments) {
    return place().run(arguments);
  }

  private RecordedRun.Place place() {
    return RecordedRun.in(folder).with("HOME", home.toString());
  }

  private void helmfile(String repository, String releases) throws IOException {
    write(
        "helmfile.yaml",
        "repositories: [{name: my-repo, " + repository + "}]\nreleases:\n" + releases);
  }

  @Test
  void templateFetchesAnIndexOnceAndSaysSo() throws IOException {
    helmfile(
        "url: " + server.url(),
        """
        - {name: a, chart: my-repo/web}
        - {name: b, chart: my-repo/web, version: ~1.0}
        - {name: c, chart: my-repo/web, devel: true}
        """);

    RecordedRun run = run("template");

    assertThat(run.out())
        .contains("{name: a}\ndata: {chart: \"1.2.0\"}")
        .contains("{name: b}\ndata: {chart: \"1.0.0\"}")
        .contains("{name: c}\ndata: {chart: \"2.0.0-rc.1\"}");
    assertThat(run.err())
        .containsOnlyOnce("Adding repo my-repo " + server.url() + "\n")
        .doesNotContain("Hang tight");
    assertThat(server.asked()).containsOnlyOnce("/index.yaml");
    assertThat(run("template", "-q").err()).isEmpty();
    assertThat(home.resolve(".config")).doesNotExist();
  }

  @Test
  void listAsksNoRepository() throws IOException {
    helmfile("url: " + server.url(), "- {name: a, chart: my-repo/web}\n");

    assertThat(run("list").exit()).isEqualTo(ExitCode.DONE);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void depsLocksVersionsThatTemplateThenUses() throws IOException {
    helmfile(
        "url: " + server.url(),
        "- {name: a, chart: my-repo/web}\n- {name: b, namespace: n, chart: my-repo/web, version: ~1.0}\n");

    RecordedRun first = run("deps");
    String lock = Files.readString(folder.resolve("helmfile.lock"));

    assertThat(first.err())
        .startsWith("Adding repo my-repo " + server.url() + "\n")
        .contains("...Successfully got an update from the \"my-repo\" chart repository")
        .endsWith("Wrote " + folder.resolve("helmfile.lock") + "\n");
    assertThat(lock)
        .contains("repository: " + server.url() + "\n", "version: 1.2.0\n", "version: 1.0.0\n")
        .containsPattern("digest: sha256:[0-9a-f]{64}\n");

    assertThat(run("deps").exit()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("helmfile.lock")).hasContent(lock);

    index(server.url(), "1.0.0", "1.2.0", "1.9.0");
    assertThat(run("template").out()).contains("\"1.2.0\"", "\"1.0.0\"").doesNotContain("1.9.0");
    assertThat(run("deps").exit()).isEqualTo(ExitCode.DONE);
    assertThat(run("template").out()).contains("\"1.9.0\"");
  }

  @Test
  void depsWritesTheLockWhereTheHelmfileSaysSo() throws IOException {
    write(
        "helmfile.yaml",
        "lockFilePath: locks/mine\nrepositories: [{name: r, url: '"
            + server.url()
            + "'}]\nreleases: [{name: a, chart: r/web}]\n");
    Files.createDirectories(folder.resolve("locks"));

    assertThat(run("deps").exit()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("locks/mine")).content().contains("version: 1.2.0");
    assertThat(folder.resolve("helmfile.lock")).doesNotExist();
  }

  @Test
  void depsThatFailLeaveTheLockAlone() throws IOException {
    write("helmfile.lock", "dependencies: []\n");
    helmfile("url: " + server.url(), "- {name: a, chart: my-repo/web, version: '>7'}\n");

    RecordedRun run = run("deps");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("unable to update deps: can't get a valid version for 1 subchart(s): \"web\"");
    assertThat(folder.resolve("helmfile.lock")).hasContent("dependencies: []\n");
  }

  @Test
  void passwordsComeFromTheHelmfileOrTheEnvironment() throws IOException {
    server.requiring("me", "secret");
    String release = "- {name: a, chart: my-repo/web}\n";
    String withPassword = "url: " + server.url() + ", username: me, password: ";
    helmfile(withPassword + "secret", release);
    assertThat(run("template").out()).contains("\"1.2.0\"");

    helmfile("url: " + server.url(), release);
    RecordedRun run =
        place().with("MY_REPO_USERNAME", "me").with("MY_REPO_PASSWORD", "secret").run("template");
    assertThat(run.out()).contains("\"1.2.0\"");

    helmfile(withPassword + "wrong", release);
    RecordedRun refused = run("template");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("401 Unauthorized", "the server refuses these credentials")
        .doesNotContain("wrong");
  }

  @Test
  void passwordsGoToOtherHostsOnlyWhenAllowed() throws IOException {
    try (ChartServer other = new ChartServer()) {
      server.requiring("me", "secret");
      other.put("/web-1.0.0.tgz", archive("1.0.0"));
      index(other.url(), "1.0.0");
      String repository = "url: " + server.url() + ", username: me, password: secret";
      helmfile(repository, "- {name: a, chart: my-repo/web}\n");

      assertThat(run("template").out()).contains("\"1.0.0\"");
      assertThat(other.asked()).containsExactly("/web-1.0.0.tgz");

      helmfile(repository + ", passCredentials: true", "- {name: a, chart: my-repo/web}\n");
      assertThat(run("template").out()).contains("\"1.0.0\"");
      assertThat(other.asked()).containsExactly("/web-1.0.0.tgz", "/web-1.0.0.tgz*");
    }
  }

  @Test
  void dependenciesOfLocalChartsAreFoundInDeclaredRepositories() throws IOException {
    server.requiring("me", "secret");
    write(
        "charts/all/Chart.yaml",
        """
        apiVersion: v2
        name: all
        version: 1.0.0
        dependencies: [{name: web, version: 1.x, repository: '@my-repo'}]
        """);
    helmfile(
        "url: " + server.url() + ", username: me, password: secret",
        "- {name: a, chart: ./charts/all}\n");

    RecordedRun run = run("template");

    assertThat(run.out()).contains("# Source: all/charts/web/templates/web.yaml", "\"1.2.0\"");
    assertThat(run.err())
        .contains("Building dependency release=a, chart=" + folder.resolve("charts/all"))
        .contains("Downloading web from repo " + server.url());
    assertThat(home.resolve(".config")).doesNotExist();
  }

  @Test
  void skippingTheRefreshTakesTheIndexThatHelmHas() throws IOException {
    Path config = home.resolve(".config/helm");
    Path cache = home.resolve(".cache/helm/repository");
    Files.createDirectories(config);
    Files.createDirectories(cache);
    Files.writeString(
        config.resolve("repositories.yaml"),
        "apiVersion: ''\nrepositories: [{name: my-repo, url: '" + server.url() + "'}]\n");
    Files.writeString(
        cache.resolve("my-repo-index.yaml"),
        "apiVersion: v1\nentries: {web: [{apiVersion: v2, name: web, version: 1.0.0, urls: ["
            + server.url()
            + "/web-1.0.0.tgz]}]}\n");
    helmfile("url: " + server.url(), "- {name: a, chart: my-repo/web}\n");

    for (String flag : new String[] {"--skip-refresh", "--skip-deps"}) {
      RecordedRun run = run("template", flag);
      assertThat(run.out()).contains("\"1.0.0\"");
      assertThat(run.err()).doesNotContain("Adding repo");
    }
    assertThat(server.asked()).doesNotContain("/index.yaml");
    assertThat(run("template").out()).contains("\"1.2.0\"");
  }

  @Test
  void chartsOfRegistriesArePulledOnceByTagOrDigest() throws IOException {
    server.requiring("me", "secret");
    String digest = server.push("team/web", "1.2.0", archive("1.2.0"));
    server.push("team/web", "1.0.0", archive("1.0.0"));
    String direct = "oci://" + server.host() + "/team/web";
    helmfile(
        "oci: true, plainHttp: true, url: "
            + server.host()
            + "/team, username: me, password: secret",
        """
        - {name: a, chart: my-repo/web, version: 1.0.0}
        - {name: b, chart: my-repo/web, version: 1.0.0}
        - {name: c, chart: 'DIRECT', version: 1.2.0}
        - {name: d, chart: 'DIRECT@DIGEST'}
        - {name: e, chart: my-repo/web, version: 1.2.0@DIGEST}
        """
            .replace("DIRECT", direct)
            .replace("DIGEST", digest));

    RecordedRun run = run("template");

    assertThat(run.out())
        .contains("{name: a}\ndata: {chart: \"1.0.0\"}")
        .contains("{name: b}\ndata: {chart: \"1.0.0\"}")
        .contains("{name: c}\ndata: {chart: \"1.2.0\"}")
        .contains("{name: d}\ndata: {chart: \"1.2.0\"}")
        .contains("{name: e}\ndata: {chart: \"1.2.0\"}");
    String pulling = "Pulling " + server.host() + "/team/web";
    assertThat(run.err())
        .containsOnlyOnce(pulling + ":1.0.0\n")
        .containsOnlyOnce(pulling + ":1.2.0\n")
        .contains(pulling + "@" + digest + "\n")
        .doesNotContain("Pulled:");
  }

  @Test
  void depsAtTheRootOfAFleetSaysThatItIsAboutOneHelmfile() throws IOException {
    write("slipway.yaml", "clusters: [main]\n");

    RecordedRun run = run("deps");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("deps is about one helmfile", "slipway -f");
  }

  @Test
  void theLatestTagIsRefused() throws IOException {
    helmfile(
        "oci: true, url: " + server.host(), "- {name: a, chart: my-repo/web, version: latest}\n");

    assertThat(run("template").err())
        .contains("the version for OCI charts should be semver compliant");
  }
}
