package dev.slipway.chart.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.HelmPaths;
import dev.slipway.chart.repository.NetworkSettings;
import dev.slipway.chart.repository.RecordingMessages;
import dev.slipway.chart.repository.ServerAccess;
import dev.slipway.chart.repository.TestRegistry;
import dev.slipway.chart.repository.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartDependenciesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-01T10:00:00.120Z"), ZoneId.of("Europe/Paris"));

  @TempDir private Path folder = Path.of("");
  private final TestServer server = TestServer.http();
  private final TestRegistry registry = new TestRegistry();
  private final RecordingMessages messages = new RecordingMessages();

  @BeforeEach
  void serve() {
    server
        .file(
            "/stable/index.yaml",
            """
            apiVersion: v1
            entries:
              db:
              - {apiVersion: v2, name: db, version: 1.0.0, urls: [db-1.0.0.tgz]}
              - {apiVersion: v2, name: db, version: 1.5.0, urls: [db-1.5.0.tgz]}
              - {apiVersion: v2, name: db, version: 2.0.0, urls: [db-2.0.0.tgz]}
            """)
        .file("/stable/db-1.0.0.tgz", ChartFolders.archive("db", "1.0.0"))
        .file("/stable/db-1.5.0.tgz", ChartFolders.archive("db", "1.5.0"))
        .file("/stable/db-2.0.0.tgz", ChartFolders.archive("db", "2.0.0"));
    registry.push("charts/cache", "3.0.0", ChartFolders.archive("cache", "3.0.0"));
    registry.push("charts/cache", "3.1.0_b", ChartFolders.archive("cache", "3.1.0+b"));
  }

  @AfterEach
  void close() {
    server.close();
    registry.close();
  }

  private Path chart(String dependencies) {
    return ChartFolders.chart(folder, "web", "1.0.0", "dependencies:\n" + dependencies);
  }

  private void run(Consumer<ChartDependencies> action) {
    HelmPaths paths =
        new HelmPaths(
            folder.resolve("repositories.yaml"),
            folder.resolve("cache"),
            folder.resolve("content"),
            List.of());
    DependencySettings settings =
        DependencySettings.of(folder.resolve("web"))
            .withClock(CLOCK)
            .withRegistryAccess(ServerAccess.NONE.withPlainHttp(true));
    try (ChartFetcher fetcher = new ChartFetcher(paths, new NetworkSettings(Map.of(), "t"))) {
      action.accept(new ChartDependencies(settings, fetcher, messages));
    }
  }

  private List<String> charts() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("web/charts"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void nameRepository() throws IOException {
    Files.writeString(
        folder.resolve("repositories.yaml"),
        "repositories: [{name: stable, url: '" + server.url() + "/stable'}]\n");
  }

  @Test
  void dependenciesOfAllKindsAreFetchedAndLocked() throws IOException {
    nameRepository();
    Path local = ChartFolders.chart(folder, "library", "0.3.0", "");
    Path chart =
        chart(
            "- {name: db, version: ^1, repository: '@stable'}\n"
                + "- {name: cache, version: '>=3', repository: 'oci://"
                + registry.host()
                + "/charts'}\n"
                + "- {name: library, version: 0.x, repository: 'file://../library'}\n"
                + "- {name: inside, version: '*', repository: ''}\n");
    ChartFolders.chart(chart.resolve("charts"), "inside", "1.0.0", "");
    Files.write(
        chart.resolve("charts/outdated-1.0.0.tgz"), ChartFolders.archive("outdated", "1.0.0"));
    run(ChartDependencies::update);
    assertThat(local).isDirectory();
    assertThat(charts())
        .containsExactly("cache-3.1.0+b.tgz", "db-1.5.0.tgz", "inside", "library-0.3.0.tgz");
    assertThat(messages.lines())
        .contains(
            "Hang tight while we grab the latest from your chart repositories...",
            "...Successfully got an update from the \"stable\" chart repository",
            "Update Complete. ⎈Happy Helming!⎈",
            "Saving 4 charts",
            "Downloading db from repo " + server.url() + "/stable",
            "Dependency inside did not declare a repository. Assuming it exists in the charts"
                + " directory",
            "Deleting outdated charts");
    assertThat(Files.readString(chart.resolve("Chart.lock")))
        .startsWith(
            """
            dependencies:
            - name: db
              repository: %s/stable
              version: 1.5.0
            - name: cache
              repository: oci://%s/charts
              version: 3.1.0+b
            - name: library
              repository: file://../library
              version: 0.3.0
            - name: inside
              repository: ""
              version: '*'
            digest: sha256:\
            """
                .formatted(server.url(), registry.host()))
        .endsWith("generated: \"2026-07-01T12:00:00.12+02:00\"\n");
  }

  @Test
  void buildFetchesWhatTheLockSays() throws IOException {
    nameRepository();
    Path chart = chart("- {name: db, version: ^1, repository: '@stable'}\n");
    run(ChartDependencies::update);
    server.file(
        "/stable/index.yaml",
        """
        apiVersion: v1
        entries:
          db:
          - {apiVersion: v2, name: db, version: 1.9.0, urls: [db-1.9.0.tgz]}
          - {apiVersion: v2, name: db, version: 1.5.0, urls: [db-1.5.0.tgz]}
        """);
    Files.delete(chart.resolve("charts/db-1.5.0.tgz"));
    run(ChartDependencies::build);
    assertThat(charts()).containsExactly("db-1.5.0.tgz");
    Files.writeString(
        chart.resolve("Chart.yaml"),
        Files.readString(chart.resolve("Chart.yaml")).replace("^1", "^2"));
    assertThatThrownBy(() -> run(ChartDependencies::build))
        .hasMessage(
            "the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml)."
                + " Please update the dependencies with 'helm dependency update'")
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.LOCK_OUT_OF_SYNC));
  }

  @Test
  void aLockThatWouldNotChangeIsLeftAlone() throws IOException {
    nameRepository();
    Path chart = chart("- {name: db, version: ^1, repository: '@stable'}\n");
    run(ChartDependencies::update);
    Path lock = chart.resolve("Chart.lock");
    String edited = Files.readString(lock).replace("generated: \"2026", "generated: \"2016");
    Files.writeString(lock, edited);
    run(ChartDependencies::update);
    assertThat(lock).hasContent(edited);
  }

  @Test
  void repositoriesWithoutANameAreReadForTheOccasion() throws IOException {
    chart(
        "- {name: db, version: ^1, repository: '"
            + server.url()
            + "/stable'}\n"
            + "- {name: db, alias: db2, version: ^1, repository: '"
            + server.url()
            + "/stable'}\n");
    run(ChartDependencies::update);
    assertThat(charts()).containsExactly("db-1.5.0.tgz");
    assertThat(messages.lines())
        .containsSubsequence(
            "Getting updates for unmanaged Helm repositories...",
            "...Successfully got an update from the \""
                + server.url()
                + "/stable\" chart repository",
            "Saving 2 charts",
            "Downloading db from repo " + server.url() + "/stable",
            "Already downloaded db from repo " + server.url() + "/stable");
    assertThatThrownBy(() -> run(ChartDependencies::build))
        .hasMessage(
            "no repository definition for "
                + server.url()
                + "/stable, "
                + server.url()
                + "/stable. Please add the missing repos via 'helm repo add'");
  }

  @Test
  void whatCannotBeSatisfiedIsNamed() throws IOException {
    nameRepository();
    chart("- {name: db, version: ^7, repository: '@stable'}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessage(
            "can't get a valid version for 1 subchart(s): \"db\" (repository \""
                + server.url()
                + "/stable\", version \"^7\"). Make sure a matching chart version exists in the repo,"
                + " or change the version constraint in Chart.yaml");
    chart("- {name: none, version: ^7, repository: '@stable'}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessage("none chart not found in repo " + server.url() + "/stable");
    chart("- {name: db, version: '%', repository: '@stable'}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessageStartingWith("dependency \"db\" has an invalid version/constraint format: ");
  }

  @Test
  void namesThatNobodyKnowsAreReported() {
    chart("- {name: db, version: ^7, repository: '@other'}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessage("no repository definition for @other. Please add them via 'helm repo add'");
    chart("- {name: db, version: ^7, repository: stable}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessageStartingWith(
            "no repository definition for stable. Please add them via 'helm repo add'\n"
                + "Note that repositories must be URLs or aliases.");
    chart("- {name: db, version: ^7, repository: 'file://../none'}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessage("directory " + folder.resolve("none") + " not found");
  }

  @Test
  void aFailedDownloadLeavesChartsAndLockAsTheyWere() throws IOException {
    nameRepository();
    server.route("/stable/db-2.0.0.tgz", _ -> TestServer.Reply.of(500, "sorry"));
    Path chart =
        chart(
            """
            - {name: db, version: ^1, repository: '@stable'}
            - {name: db, alias: new, version: ^2, repository: '@stable'}
            """);
    Files.createDirectories(chart.resolve("charts"));
    Files.write(chart.resolve("charts/db-1.0.0.tgz"), ChartFolders.archive("db", "1.0.0"));
    String message =
        "could not download "
            + server.url()
            + "/stable/db-2.0.0.tgz: failed to fetch "
            + server.url()
            + "/stable/db-2.0.0.tgz : 500 Internal Server Error";
    assertThatThrownBy(() -> run(ChartDependencies::update)).hasMessage(message);
    assertThat(messages.lines()).endsWith("Save error occurred:  " + message);
    assertThat(charts()).containsExactly("db-1.0.0.tgz");
    assertThat(chart.resolve("Chart.lock")).doesNotExist();
  }

  @Test
  void aDownloadThatIsNoChartIsNotMovedIn() throws IOException {
    nameRepository();
    server.file("/stable/db-1.5.0.tgz", "<html>sign in</html>");
    chart("- {name: db, version: ^1, repository: '@stable'}\n");
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessageStartingWith("Could not verify db-1.5.0.tgz for moving: ");
    assertThat(charts()).isEmpty();
  }

  @Test
  void onlyFoldersCanBeUpdated() throws IOException {
    assertThatThrownBy(() -> run(ChartDependencies::update))
        .hasMessage(
            "could not find "
                + folder.resolve("web")
                + ": stat "
                + folder.resolve("web")
                + ": no such file or directory");
    Files.write(folder.resolve("web"), ChartFolders.archive("web", "1.0.0"));
    assertThatThrownBy(() -> run(ChartDependencies::build))
        .hasMessage("only unpacked charts can be updated");
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsReportedAndPassedOver() throws IOException {
    Files.writeString(
        folder.resolve("repositories.yaml"),
        "repositories: [{name: stable, url: '"
            + server.url()
            + "/stable'}, {name: down, url: '"
            + server.url()
            + "/down'}]\n");
    chart("- {name: db, version: ^1, repository: 'alias:stable'}\n");
    run(ChartDependencies::update);
    assertThat(charts()).containsExactly("db-1.5.0.tgz");
    assertThat(messages.lines())
        .contains(
            "...Unable to get an update from the \"down\" chart repository ("
                + server.url()
                + "/down):\n\tfailed to fetch "
                + server.url()
                + "/down/index.yaml : 404 Not Found");
  }

  @Test
  void chartsOfTheFirstVersionHaveAnotherLock() throws IOException {
    nameRepository();
    Path chart = folder.resolve("web");
    ChartFolders.write(chart, "Chart.yaml", "apiVersion: v1\nname: web\nversion: 1.0.0\n");
    ChartFolders.write(
        chart,
        "requirements.yaml",
        "dependencies: [{name: db, version: ^1, repository: '@stable'}]\n");
    run(ChartDependencies::update);
    assertThat(chart.resolve("requirements.lock")).isRegularFile();
    run(ChartDependencies::build);
    Path lock = chart.resolve("requirements.lock");
    Files.writeString(lock, Files.readString(lock).replaceFirst("sha256:\\w+", "sha256:0"));
    assertThatThrownBy(() -> run(ChartDependencies::build))
        .hasMessageStartingWith("the lock file (requirements.lock) is out of sync");
    assertThat(messages.warnings())
        .contains("a valid Helm v3 hash was not found. Checking against Helm v2 hash...");
  }
}
