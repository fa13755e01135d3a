package dev.slipway.helmfile.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.release.ChartOrigins;
import dev.slipway.helmfile.release.ChartSupply;
import dev.slipway.helmfile.release.ReleaseCharts;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.release.RenderSetup;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFilesTest {
  @TempDir private Path folder = Path.of("");
  private LocalHost host;
  private Path work;
  private Path repository;

  @BeforeEach
  void aRepositoryWithTwoRevisions() throws IOException {
    work = Files.createDirectories(folder.resolve("work"));
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("HOME", folder.toString());
    variables.put("HELMFILE_CACHE_HOME", folder.resolve("cache").toString());
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    host = new LocalHost(work, variables);
    repository = Files.createDirectories(folder.resolve("repo.git"));
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Somebody");
    git("config", "user.email", "somebody@example.org");
    write("values/a.yaml", "a: 1\n");
    write("values/b.yaml", "b: 1\n");
    write("charts/app/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n");
    write(
        "charts/app/templates/x.yaml",
        """
        kind: ConfigMap
        apiVersion: v1
        metadata: {name: x}
        data: {a: {{ .Values.a | quote }}}
        """);
    write("helmfile.yaml", "releases:\n- {name: nested, chart: ./charts/app}\n");
    write("base.yaml", "helmDefaults: {timeout: 77}\n");
    commit("one");
    git("tag", "v1");
    write("values/a.yaml", "a: 2\n");
    commit("two");
  }

  private void git(String... arguments) throws IOException {
    ProcessResult result =
        host.run(
            new ProcessRequest("git", List.of(arguments), repository.toString(), Map.of(), ""));
    assertThat(result.exitCode()).as(result.errors()).isZero();
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit(String message) throws IOException {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  private RemoteFiles remote() {
    return new RemoteFiles(host, false);
  }

  private String reference(String file) {
    return "git::file://" + repository + "@" + file;
  }

  private DesiredState load(String helmfile) throws IOException {
    Files.writeString(work.resolve("helmfile.yaml"), helmfile);
    return new HelmfileLoader(host)
        .load(LoadOptions.defaults().withRules(HelmfileRules.V1))
        .getLast();
  }

  private String rendered(DesiredState state) {
    ChartOrigins none = new ChartOrigins(Map.of(), ChartSupply.none(), false);
    return new ReleaseRenderer(RenderSetup.of(new ReleaseCharts(none, path -> path)))
        .render(state, state.releases().getFirst(), TemplateFlags.NONE)
        .manifests();
  }

  @Test
  void aFileOfARevisionIsFetchedIntoTheCache() throws IOException {
    String newest = remote().fetch(reference("values/a.yaml"), "values");
    String tagged = remote().fetch(reference("values/a.yaml?ref=v1"), "values");

    assertThat(Files.readString(Path.of(newest))).isEqualTo("a: 2\n");
    assertThat(Files.readString(Path.of(tagged))).isEqualTo("a: 1\n");
    String key = "file_" + repository.toString().replace('/', '_').replace('.', '_');
    assertThat(tagged)
        .isEqualTo(folder.resolve("cache/values").resolve(key + ".ref=v1") + "/values/a.yaml");
    assertThat(folder.resolve("cache/values").toFile().list())
        .as("nothing else is left in the cache")
        .hasSize(2);
  }

  @Test
  void whatIsInTheCacheStaysUnlessToldOtherwise() throws IOException {
    remote().fetch(reference("values/a.yaml"), "values");
    write("values/a.yaml", "a: 3\n");
    commit("three");

    String cached = remote().fetch(reference("values/a.yaml"), "values");
    assertThat(Files.readString(Path.of(cached))).isEqualTo("a: 2\n");
    String anew = remote().fetch(reference("values/a.yaml?cache=false"), "values");
    assertThat(Files.readString(Path.of(anew))).isEqualTo("a: 3\n");
  }

  @Test
  void aMissingBranchIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> remote().fetch(reference("values/a.yaml?ref=nowhere"), "values"))
        .isInstanceOf(HelmfileException.class)
        .hasMessageContaining("pathspec 'nowhere' did not match any file(s) known to git");
    assertThat(folder.resolve("cache/values")).isEmptyDirectory();
  }

  @Test
  void othersThanGitAndHttpAreRefused() {
    assertThatThrownBy(() -> remote().fetch("s3://bucket/values.yaml", "values"))
        .hasMessageContaining("s3:// is not supported");
    assertThatThrownBy(() -> remote().fetch("hg::https://host/repo@values.yaml", "values"))
        .hasMessageContaining("the getter 'hg' is not supported");
    assertThatThrownBy(() -> remote().fetch("git::https://host/repo.git", "values"))
        .hasMessageContaining("where the repository ends");
    assertThat(RemoteFiles.isRemote("repo/chart")).isFalse();
    assertThat(RemoteFiles.isRemote("oci://host/chart")).isFalse();
    assertThat(RemoteFiles.isRemote("./a:b")).isFalse();
    assertThat(RemoteFiles.isRemote("https://host/values.yaml")).isTrue();
  }

  @Test
  void helmfilesBasesValuesAndChartsMayBeOnAnotherMachine() throws IOException {
    DesiredState state =
        load(
            """
            bases:
            - %s
            environments:
              default:
                values:
                - %s
            ---
            releases:
            - name: far
              chart: %s
              values:
              - %s
            """
                .formatted(
                    reference("base.yaml"),
                    reference("values/b.yaml"),
                    reference("charts/app?ref=v1"),
                    reference("values/*.yaml?ref=v1").replace("*", "a")));

    assertThat(state.helmDefaults().optionalNumber("timeout")).hasValue(77);
    assertThat(state.environment().values()).containsKey("b");
    assertThat(rendered(state)).contains("a: \"1\"");
    assertThat(folder.resolve("cache/far")).isDirectory();
  }

  @Test
  void aNestedHelmfileMayBeOnAnotherMachine() throws IOException {
    Files.writeString(
        work.resolve("helmfile.yaml"), "helmfiles:\n- path: " + reference("helmfile.yaml") + "\n");
    List<DesiredState> states =
        new HelmfileLoader(host).load(LoadOptions.defaults().withRules(HelmfileRules.V1));

    assertThat(states.getFirst().releases()).extracting(Release::name).containsExactly("nested");
    assertThat(states.getFirst().directory()).startsWith(folder.resolve("cache/states").toString());
  }

  @Test
  void aMissingBranchIsIgnoredWhereTheReleaseSaysSo() throws IOException {
    DesiredState state =
        load(
            """
            releases:
            - name: far
              chart: %s
              missingFileHandler: Warn
              missingFileHandlerConfig: {ignoreMissingGitBranch: true}
              values:
              - %s
              - {a: here}
            """
                .formatted(reference("charts/app"), reference("values/a.yaml?ref=nowhere")));

    assertThat(rendered(state)).contains("a: \"here\"");
  }

  @Test
  void aFileOfAWebServerIsFetchedOnce() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    List<String> credentials = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          boolean there = exchange.getRequestURI().getPath().equals("/deep/values.yaml");
          byte[] body = "a: far\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
          try (OutputStream out = exchange.getResponseBody()) {
            if (there) {
              out.write(body);
            }
          }
        });
    server.start();
    try {
      String place = "127.0.0.1:" + server.getAddress().getPort() + "/deep/";
      String first = remote().fetch("http://me:secret@" + place + "values.yaml", "values");
      String second = remote().fetch("http://me:secret@" + place + "values.yaml", "values");

      assertThat(Files.readString(Path.of(first))).isEqualTo("a: far\n");
      assertThat(second).isEqualTo(first);
      assertThat(asked).hasValue(1);
      assertThat(credentials).containsExactly("Basic bWU6c2VjcmV0");
      assertThatThrownBy(() -> remote().fetch("http://me:secret@" + place + "no.yaml", "values"))
          .hasMessageContaining("the server answers with status 404")
          .satisfies(e -> {
            assertThat(e.getMessage()).doesNotContain("secret");
            assertThat(((HelmfileException) e).diagnostic().code())
                .isEqualTo(HelmfileErrorCode.REMOTE);
          });
    } finally {
      server.stop(0);
    }
  }
}
