package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.TestServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartFetcherTest {
  private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder = Path.of("");
  private final TestServer server = TestServer.http();
  private final RecordingMessages messages = new RecordingMessages();
  private ChartFetcher fetcher = fetcher(Map.of());

  private ChartFetcher fetcher(Map<String, String> environment) {
    HelmPaths paths =
        new HelmPaths(
            folder.resolve("repositories.yaml"),
            folder.resolve("cache"),
            folder.resolve("content"),
            List.of());
    return new ChartFetcher(paths, new NetworkSettings(environment, "Slipway/test"));
  }

  @BeforeEach
  void serve() {
    fetcher = fetcher(Map.of());
    server
        .file("/charts/index.yaml", index("web-1.0.0.tgz"))
        .file("/charts/web-1.0.0.tgz", ARCHIVE)
        .file("/charts/web-1.0.0.tgz.prov", "signed");
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private static String index(String url) {
    return """
    apiVersion: v1
    entries:
      web:
      - {apiVersion: v2, name: web, version: 1.0.0, urls: ["%s"], digest: "%s"}
    """
        .formatted(url, Digests.sha256(ARCHIVE));
  }

  private ChartRequest fromRepo(String name, String version, ServerAccess access) {
    return new ChartRequest(name, version, server.url() + "/charts", access);
  }

  private void nameRepository(String fields) throws IOException {
    Files.writeString(
        folder.resolve("repositories.yaml"),
        "repositories:\n- {name: mine, url: " + server.url() + "/charts" + fields + "}\n");
    fetcher.updateIndex(RepositoryEntry.of("mine", server.url() + "/charts"), messages);
  }

  @Test
  void aChartIsFoundInARepositoryThatIsGivenByItsUrl() {
    FetchedChart chart = fetcher.fetch(fromRepo("web", "", ServerAccess.NONE), true, messages);
    assertThat(chart.fileName()).isEqualTo("web-1.0.0.tgz");
    assertThat(chart.archive()).isEqualTo(ARCHIVE);
    assertThat(chart.provenance()).isEqualTo("signed".getBytes(StandardCharsets.UTF_8));
    assertThat(server.asked()).allMatch(asked -> asked.header("User-Agent").equals("Slipway/test"));
  }

  @Test
  void missingChartsAndRepositoriesAreReportedInHelmsWords() {
    assertThatThrownBy(
            () -> fetcher.fetch(fromRepo("none", "1.x", ServerAccess.NONE), false, messages))
        .hasMessage(
            "chart \"none\" version \"1.x\" not found in " + server.url() + "/charts repository");
    ChartRequest nowhere =
        new ChartRequest("web", "", server.url() + "/nothing", ServerAccess.NONE);
    assertThatThrownBy(() -> fetcher.fetch(nowhere, false, messages))
        .hasMessage(
            "looks like \""
                + server.url()
                + "/nothing\" is not a valid chart repository or cannot be reached: failed to fetch "
                + server.url()
                + "/nothing/index.yaml : 404 Not Found");
    ChartRequest ftp = new ChartRequest("web", "", "ftp://h/x", ServerAccess.NONE);
    assertThatThrownBy(() -> fetcher.fetch(ftp, false, messages))
        .hasMessageEndingWith("could not find protocol handler for: ftp");
  }

  @Test
  void aServerThatIsDownIsReported() {
    String url = server.url();
    server.close();
    ChartRequest request = new ChartRequest(url + "/a.tgz", "", "", ServerAccess.NONE);
    assertThatThrownBy(() -> fetcher.fetch(request, false, messages))
        .hasMessageStartingWith("Get \"" + url + "/a.tgz\": dial tcp")
        .hasMessageEndingWith("connection refused")
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.FETCH));
  }

  @Test
  void aChartIsFoundInANamedRepositoryAndKeptInTheCache() throws IOException {
    nameRepository("");
    Path first = fetcher.locate(ChartRequest.of("mine/web"), folder, messages);
    assertThat(first)
        .hasBinaryContent(ARCHIVE)
        .isEqualTo(
            folder
                .resolve("content")
                .resolve(Digests.sha256(ARCHIVE).substring(0, 2))
                .resolve(Digests.sha256(ARCHIVE) + ".chart"));
    int before = server.asked().size();
    assertThat(fetcher.locate(ChartRequest.of("mine/web"), folder, messages)).isEqualTo(first);
    assertThat(server.asked()).hasSize(before);
    assertThat(folder.resolve("cache/mine-charts.txt")).hasContent("web\n");
  }

  @Test
  void aDamagedCacheIsNotUsed() throws IOException {
    nameRepository("");
    Path cached = fetcher.locate(ChartRequest.of("mine/web"), folder, messages);
    Files.writeString(cached, "damaged");
    assertThat(fetcher.locate(ChartRequest.of("mine/web"), folder, messages))
        .hasBinaryContent(ARCHIVE);
  }

  @Test
  void anArchiveThatIsNotTheIndexedOneIsReported() throws IOException {
    nameRepository("");
    server.file("/charts/web-1.0.0.tgz", "another");
    fetcher.locate(ChartRequest.of("mine/web"), folder, messages);
    assertThat(messages.warnings().getFirst())
        .contains("is not the one that its repository's index");
  }

  @Test
  void namedRepositoriesAndTheirIndexesMustExist() throws IOException {
    assertThatThrownBy(() -> fetcher.locate(ChartRequest.of("mine/web"), folder, messages))
        .hasMessage("repo mine not found");
    Files.writeString(
        folder.resolve("repositories.yaml"),
        "repositories: [{name: mine, url: 'http://h'}, {name: empty}]");
    assertThatThrownBy(() -> fetcher.locate(ChartRequest.of("mine/web"), folder, messages))
        .hasMessageStartingWith("no cached repo found. (try 'helm repo update'): open ");
    assertThatThrownBy(() -> fetcher.locate(ChartRequest.of("empty/web"), folder, messages))
        .hasMessage("no URL found for repository empty");
    assertThatThrownBy(() -> fetcher.locate(ChartRequest.of("web"), folder, messages))
        .hasMessage("non-absolute URLs should be in form of repo_name/path_to_chart, got: web");
  }

  @Test
  void aVersionThatDoesNotExistIsReported() throws IOException {
    nameRepository("");
    ChartRequest request = new ChartRequest("mine/web", "^9", "", ServerAccess.NONE);
    assertThatThrownBy(() -> fetcher.locate(request, folder, messages))
        .hasMessage(
            "chart \"web\" matching ^9 not found in mine index. (try 'helm repo update'):"
                + " no chart version found for web-^9");
  }

  @Test
  void whatExistsLocallyWins() throws IOException {
    Path chart = Files.createDirectories(folder.resolve("mine/web"));
    assertThat(fetcher.locate(ChartRequest.of("mine/web"), folder, messages)).isEqualTo(chart);
    assertThatThrownBy(() -> fetcher.locate(ChartRequest.of("./none"), folder, messages))
        .hasMessage("path \"./none\" not found");
    assertThatThrownBy(() -> fetcher.locate(ChartRequest.of("/none"), folder, messages))
        .hasMessage("path \"/none\" not found");
  }

  @Test
  void passwordsGoToTheRepositoryOnly() {
    try (TestServer other = TestServer.http()) {
      other.file("/web-1.0.0.tgz", ARCHIVE);
      server.file("/charts/index.yaml", index(other.url() + "/web-1.0.0.tgz"));
      ServerAccess access = ServerAccess.NONE.withBasicAuth("me", "pw");
      fetcher.fetch(fromRepo("web", "", access), false, messages);
      assertThat(server.asked())
          .allMatch(a -> a.header("Authorization").equals(HttpFetcher.basic("me", "pw")));
      assertThat(other.asked()).allMatch(asked -> asked.header("Authorization").isEmpty());
      fetcher.fetch(fromRepo("web", "", access.withPassCredentialsAll(true)), false, messages);
      assertThat(other.asked().getLast().header("Authorization")).startsWith("Basic ");
    }
  }

  @Test
  void passwordsDoNotFollowRedirectsToOtherHosts() {
    try (TestServer other = TestServer.http()) {
      other.file("/stolen", ARCHIVE);
      server
          .route("/moved", _ -> Reply.of(302, "").with("Location", other.url() + "/stolen"))
          .route("/here", _ -> Reply.of(301, "").with("Location", "charts/web-1.0.0.tgz"));
      ServerAccess access = ServerAccess.NONE.withBasicAuth("me", "pw");
      ChartRequest moved = new ChartRequest(server.url() + "/moved", "", "", access);
      assertThat(fetcher.fetch(moved, false, messages).archive()).isEqualTo(ARCHIVE);
      assertThat(other.asked().getFirst().header("Authorization")).isEmpty();
      ChartRequest here = new ChartRequest(server.url() + "/here", "", "", access);
      fetcher.fetch(here, false, messages);
      assertThat(server.asked().getLast().header("Authorization")).startsWith("Basic ");
    }
  }

  @Test
  void endlessRedirectsEnd() {
    server.route("/loop", _ -> Reply.of(302, "").with("Location", "/loop"));
    ChartRequest loop = ChartRequest.of(server.url() + "/loop");
    assertThatThrownBy(() -> fetcher.fetch(loop, false, messages))
        .hasMessageEndingWith("stopped after 10 redirects");
    server.route("/file", _ -> Reply.of(302, "").with("Location", "file:///etc/passwd"));
    assertThatThrownBy(
            () -> fetcher.fetch(ChartRequest.of(server.url() + "/file"), false, messages))
        .hasMessageContaining("unsupported redirect");
  }

  @Test
  void credentialsOfANamedRepositoryAreUsedForItsUrls() throws IOException {
    server.file("/charts/index.yaml", index(server.url() + "/charts/web-1.0.0.tgz"));
    nameRepository(", username: me, password: pw");
    fetcher.fetch(ChartRequest.of(server.url() + "/charts/web-1.0.0.tgz"), false, messages);
    assertThat(server.asked().getLast().header("Authorization")).startsWith("Basic ");
  }

  @Test
  void aRefusedRequestSaysWhatToDo() {
    server.route("/private.tgz", _ -> Reply.of(401, ""));
    ChartRequest request = ChartRequest.of(server.url() + "/private.tgz");
    assertThatThrownBy(() -> fetcher.fetch(request, false, messages))
        .hasMessage("failed to fetch " + server.url() + "/private.tgz : 401 Unauthorized")
        .isInstanceOfSatisfying(
            ChartException.class, e -> assertThat(e.diagnostic().hint()).contains("--username"));
  }

  @Test
  void aMissingSignatureIsOnlyMentioned() {
    server.route("/charts/web-1.0.0.tgz.prov", _ -> Reply.of(404, ""));
    FetchedChart chart = fetcher.fetch(fromRepo("web", "", ServerAccess.NONE), true, messages);
    assertThat(chart.provenance()).isNull();
    assertThat(messages.lines().getFirst()).startsWith("WARNING: Verification not found for web");
  }

  @Test
  void proxiesOfTheEnvironmentAreUsed() {
    try (TestServer proxy = TestServer.http();
        ChartFetcher behind = fetcher(Map.of("http_proxy", proxy.url()))) {
      proxy.file("/a.tgz", ARCHIVE);
      ChartRequest request = ChartRequest.of("http://charts.example.invalid/a.tgz");
      assertThat(behind.fetch(request, false, messages).archive()).isEqualTo(ARCHIVE);
      assertThat(proxy.asked().getFirst().header("Host")).isEqualTo("charts.example.invalid");
    }
  }
}
