package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.TestRegistry.Protection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciClientTest {
  private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);
  private static final ServerAccess PLAIN = ServerAccess.NONE.withPlainHttp(true);

  @TempDir private Path folder = Path.of("");
  private final TestRegistry registry = new TestRegistry();
  private final RecordingMessages messages = new RecordingMessages();

  @AfterEach
  void close() {
    registry.close();
  }

  private FetchedChart pull(String reference, String version, ServerAccess access) {
    HelmPaths paths =
        new HelmPaths(
            folder.resolve("r.yaml"),
            folder.resolve("cache"),
            folder.resolve("content"),
            List.of(folder.resolve("helm.json"), folder.resolve("docker.json")));
    try (ChartFetcher fetcher = new ChartFetcher(paths, new NetworkSettings(Map.of(), "t"))) {
      String whole = "oci://" + registry.host() + "/" + reference;
      return fetcher.fetch(new ChartRequest(whole, version, "", access), true, messages);
    }
  }

  @Test
  void aChartIsPulledByItsVersion() {
    String digest = registry.push("charts/web", "1.0.0", ARCHIVE, OciManifest.CONFIG, "signed");
    FetchedChart chart = pull("charts/web", "1.0.0", PLAIN);
    assertThat(chart.fileName()).isEqualTo("web-1.0.0.tgz");
    assertThat(chart.archive()).isEqualTo(ARCHIVE);
    assertThat(chart.provenance()).isEqualTo("signed".getBytes(StandardCharsets.UTF_8));
    assertThat(messages.lines())
        .startsWith("Pulled: " + registry.host() + "/charts/web:1.0.0", "Digest: " + digest);
  }

  @Test
  void theNewestVersionOrTheNewestOfARangeIsChosen() {
    for (String tag : List.of("1.0.0", "1.10.0", "1.9.0", "2.0.0-rc.1", "latest", "1.11")) {
      registry.push("web", tag, ARCHIVE);
    }
    assertThat(pull("web", "", PLAIN).fileName()).isEqualTo("web-1.10.0.tgz");
    assertThat(pull("web", "<1.10", PLAIN).fileName()).isEqualTo("web-1.9.0.tgz");
    assertThat(pull("web", ">0.0.0-0", PLAIN).fileName()).isEqualTo("web-2.0.0-rc.1.tgz");
    assertThatThrownBy(() -> pull("web", "^7", PLAIN))
        .hasMessage("could not locate a version matching provided version string ^7");
    assertThatThrownBy(() -> pull("none", "", PLAIN))
        .hasMessageStartingWith("unable to locate any tags in provided repository: oci://");
  }

  @Test
  void aPlusInAVersionIsAnUnderscoreInItsTag() {
    registry.push("web", "1.0.0_build.7", ARCHIVE);
    assertThat(pull("web", "1.0.0+build.7", PLAIN).fileName()).isEqualTo("web-1.0.0+build.7.tgz");
    assertThat(pull("web", "^1", PLAIN).fileName()).isEqualTo("web-1.0.0+build.7.tgz");
    assertThat(messages.lines())
        .contains(registry.host() + "/web:1.0.0_build.7 contains an underscore.");
  }

  @Test
  void tagAndVersionMustAgree() {
    registry.push("web", "1.0.0", ARCHIVE);
    assertThat(pull("web:1.0.0", "", PLAIN).archive()).isEqualTo(ARCHIVE);
    assertThatThrownBy(() -> pull("web:1.0.0", "1.1.0", PLAIN))
        .hasMessage("chart reference and version mismatch: 1.1.0 is not 1.0.0");
  }

  @Test
  void aDigestNamesExactlyOneManifest() {
    String digest = registry.push("web", "1.0.0", ARCHIVE);
    String other = registry.push("web", "1.1.0", "other".getBytes(StandardCharsets.UTF_8));
    assertThat(pull("web@" + digest, "", PLAIN).archive()).isEqualTo(ARCHIVE);
    assertThat(pull("web:1.0.0@" + digest, "", PLAIN).archive()).isEqualTo(ARCHIVE);
    assertThatThrownBy(() -> pull("web:1.0.0@" + other, "", PLAIN))
        .hasMessage("chart reference digest mismatch: " + digest + " is not " + other);
  }

  @Test
  void replacedContentIsRefused() {
    registry.push("web", "1.0.0", ARCHIVE);
    registry.corrupt(ARCHIVE);
    assertThatThrownBy(() -> pull("web", "1.0.0", PLAIN))
        .hasMessageContaining("content does not match its digest")
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.DIGEST_MISMATCH));
  }

  @Test
  void thingsThatAreNoChartsAreNamed() {
    registry.push("image", "1.0.0", ARCHIVE, "application/vnd.oci.image.config.v1+json", "");
    assertThatThrownBy(() -> pull("image", "1.0.0", PLAIN))
        .hasMessage(
            "could not load config with mediatype application/vnd.cncf.helm.config.v1+json");
    registry.putManifest(
        "empty", "1.0.0", "{\"config\":{\"mediaType\":\"" + OciManifest.CONFIG + "\"}}");
    assertThatThrownBy(() -> pull("empty", "1.0.0", PLAIN))
        .hasMessage(
            "manifest does not contain a layer with mediatype"
                + " application/vnd.cncf.helm.chart.content.v1.tar+gzip");
    registry.putManifest("broken", "1.0.0", "[1]");
    assertThatThrownBy(() -> pull("broken", "1.0.0", PLAIN))
        .hasMessageEndingWith("the registry answers with no object");
    assertThatThrownBy(() -> pull("none", "1.0.0", PLAIN))
        .hasMessage(
            "failed to perform \"FetchReference\" on source: "
                + registry.host()
                + "/none:1.0.0: not found");
  }

  @Test
  void anIndexOfManifestsLeadsToTheChart() {
    String image = registry.putManifest("web", "a", "{\"layers\":[]}");
    String chart = registry.push("web", "b", ARCHIVE);
    registry.putManifest(
        "web",
        "1.0.0",
        "{\"manifests\":[{\"digest\":\"" + image + "\"},{\"digest\":\"" + chart + "\"}]}");
    assertThat(pull("web", "1.0.0", PLAIN).archive()).isEqualTo(ARCHIVE);
    registry.putManifest("loop", "1.0.0", "{\"manifests\":[{\"digest\":\"" + image + "\"}]}");
    assertThatThrownBy(() -> pull("loop", "1.0.0", PLAIN)).isInstanceOf(ChartException.class);
  }

  @Test
  void basicAuthenticationAnswersAChallenge() {
    registry.protectedBy(Protection.BASIC).push("web", "1.0.0", ARCHIVE);
    ServerAccess access = PLAIN.withBasicAuth("user", "secret");
    assertThat(pull("web", "1.0.0", access).archive()).isEqualTo(ARCHIVE);
    assertThatThrownBy(() -> pull("web", "1.0.0", PLAIN))
        .hasMessageEndingWith("response status code 401: unauthorized: who are you")
        .isInstanceOfSatisfying(
            ChartException.class, e -> assertThat(e.diagnostic().hint()).contains("login"));
  }

  @Test
  void aTokenIsFetchedOnceForAllRequests() {
    registry.protectedBy(Protection.TOKEN).push("web", "1.0.0", ARCHIVE);
    assertThat(pull("web", "^1", PLAIN.withBasicAuth("user", "secret")).archive())
        .isEqualTo(ARCHIVE);
    assertThat(registry.server().asked()).filteredOn(a -> a.path().equals("/token")).hasSize(1);
    assertThat(registry.server().asked().get(1).query())
        .isEqualTo("scope=repository%3Aweb%3Apull&service=registry");
    assertThatThrownBy(() -> pull("web", "1.0.0", PLAIN.withBasicAuth("user", "wrong")))
        .hasMessageEndingWith(
            "token?scope=repository%3Aweb%3Apull&service=registry\": response status code 401:"
                + " Unauthorized");
  }

  @Test
  void passwordsComeFromHelmsAndDockersFiles() throws IOException {
    registry.protectedBy(Protection.TOKEN).push("web", "1.0.0", ARCHIVE);
    String auth =
        Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("helm.json"), "{\"auths\":{\"other:1\":{\"auth\":\"x\"}}}");
    Files.writeString(
        folder.resolve("docker.json"),
        "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + auth + "\"}}}");
    assertThat(pull("web", "1.0.0", PLAIN).archive()).isEqualTo(ARCHIVE);
    Files.writeString(
        folder.resolve("helm.json"),
        "{\"auths\":{\"https://" + registry.host() + "/v1/\":{\"identitytoken\":\"long-lived\"}}}");
    assertThat(pull("web", "1.0.0", PLAIN).archive()).isEqualTo(ARCHIVE);
    assertThat(registry.server().asked()).anyMatch(asked -> asked.method().equals("POST"));
    Files.writeString(folder.resolve("helm.json"), "nonsense");
    assertThatThrownBy(() -> pull("web", "1.0.0", PLAIN))
        .hasMessageContaining("invalid config format: failed to read config file");
  }

  @Test
  void registriesSpeakTlsUnlessToldOtherwise() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket client = plain.accept()) {
              client
                  .getOutputStream()
                  .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              client.getInputStream().readAllBytes();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      String reference = "oci://127.0.0.1:" + plain.getLocalPort() + "/web";
      HelmPaths paths = new HelmPaths(folder, folder, folder, List.of());
      try (ChartFetcher fetcher = new ChartFetcher(paths, new NetworkSettings(Map.of(), "t"))) {
        ChartRequest request = new ChartRequest(reference, "1.0.0", "", ServerAccess.NONE);
        assertThatThrownBy(() -> fetcher.fetch(request, false, messages))
            .hasMessageEndingWith("http: server gave HTTP response to HTTPS client")
            .isInstanceOfSatisfying(
                ChartException.class,
                e -> assertThat(e.diagnostic().hint()).contains("--plain-http"));
      }
    }
  }

  @Test
  void aTokenServerWithoutTlsGetsNoPassword() {
    OciReference target = OciReference.parse("reg.io/web:1");
    try (HttpTransport transport = new HttpTransport(new NetworkSettings(Map.of(), "t"))) {
      RegistryAuth auth =
          new RegistryAuth(transport, new RegistryCredentials(List.of(), (_, _) -> null));
      assertThatThrownBy(() ->
              auth.answer(
                  target,
                  "s",
                  "Bearer realm=\"http://evil/token\"",
                  ServerAccess.NONE.withBasicAuth("a", "b")))
          .hasMessageContaining("which is not HTTPS");
    }
  }
}
