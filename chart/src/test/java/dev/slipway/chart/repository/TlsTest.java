package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final TestCertificates CERTIFICATES = new TestCertificates();

  @TempDir private Path folder = Path.of("");

  private static String get(
      TestServer server, ServerAccess access, Map<String, String> environment) {
    try (HttpTransport transport = new HttpTransport(new NetworkSettings(environment, "t"))) {
      byte[] body =
          new HttpFetcher(transport).get(server.url() + "/a", server.url(), access, "", 1000);
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static TestServer server(boolean clientCertificate) {
    return TestServer.https(CERTIFICATES.serverContext(), clientCertificate).file("/a", "hello");
  }

  @Test
  void aServerOfAnUnknownAuthorityIsRefused() {
    try (TestServer server = server(false)) {
      assertThatThrownBy(() -> get(server, ServerAccess.NONE, Map.of()))
          .hasMessageContaining("tls: failed to verify certificate")
          .isInstanceOfSatisfying(
              ChartException.class, e -> assertThat(e.diagnostic().hint()).contains("--ca-file"));
    }
  }

  @Test
  void theAuthorityIsNamedByAFile() {
    String ca = CERTIFICATES.writeAuthority(folder).toString();
    try (TestServer server = server(false)) {
      assertThat(get(server, ServerAccess.NONE.withTlsFiles("", "", ca), Map.of()))
          .isEqualTo("hello");
      assertThat(get(server, ServerAccess.NONE, Map.of("SSL_CERT_FILE", ca))).isEqualTo("hello");
    }
  }

  @Test
  void verificationCanBeSkipped() {
    try (TestServer server = server(false)) {
      assertThat(get(server, ServerAccess.NONE.withInsecureSkipTlsVerify(true), Map.of()))
          .isEqualTo("hello");
    }
  }

  @Test
  void clientsShowTheirCertificateWithKeysOfEachForm() throws IOException {
    String ca = CERTIFICATES.writeAuthority(folder).toString();
    try (TestServer server = server(true)) {
      assertThatThrownBy(() -> get(server, ServerAccess.NONE.withTlsFiles("", "", ca), Map.of()))
          .isInstanceOf(ChartException.class);
      for (var client :
          new TestCertificates.Identity[] {
            CERTIFICATES.identity("EC", 256),
            CERTIFICATES.identity("EC", 384),
            CERTIFICATES.identity("RSA", 2048)
          }) {
        Path cert = TestCertificates.writePem(folder.resolve("c.pem"), client.certificate());
        PrivateKey secret = client.key().getPrivate();
        Path key =
            TestCertificates.writePem(
                folder.resolve("c.key"),
                secret instanceof ECPrivateKey ec ? TestCertificates.oldForm(ec) : secret);
        assertThat(Files.readString(key)).contains(secret.getAlgorithm());
        ServerAccess access = ServerAccess.NONE.withTlsFiles(cert.toString(), key.toString(), ca);
        assertThat(get(server, access, Map.of())).isEqualTo("hello");
        Files.writeString(
            key,
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(secret.getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
        assertThat(get(server, access, Map.of())).isEqualTo("hello");
      }
    }
  }

  @Test
  void filesThatAreMissingOrBrokenAreNamed() throws IOException {
    String none = folder.resolve("none.pem").toString();
    Path broken = Files.writeString(folder.resolve("broken.pem"), "not PEM");
    try (TestServer server = server(false)) {
      assertThatThrownBy(() -> get(server, ServerAccess.NONE.withTlsFiles("", "", none), Map.of()))
          .hasMessage(
              "can't create TLS config for client: can't read CA file: \""
                  + none
                  + "\": open "
                  + none
                  + ": no such file or directory")
          .isInstanceOfSatisfying(
              ChartException.class,
              e -> assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.TLS_FILES));
      assertThatThrownBy(() ->
              get(server, ServerAccess.NONE.withTlsFiles("", "", broken.toString()), Map.of()))
          .hasMessageContaining("failed to append certificates from pem block");
      assertThatThrownBy(
              () -> get(server, ServerAccess.NONE.withTlsFiles(none, none, ""), Map.of()))
          .hasMessageContaining("unable to read cert file");
    }
  }
}
