package dev.slipway.kube.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.net.PemFiles;
import dev.slipway.core.net.TlsParts;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.config.ClusterAccess;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.Credentials;
import dev.slipway.kube.config.Impersonation;
import dev.slipway.kube.config.KubeContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsConnectionTest {
  private static byte[] pem(String name) {
    try (InputStream in = TlsConnectionTest.class.getResourceAsStream("/tls/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(String name) {
    return new String(pem(name), StandardCharsets.ISO_8859_1);
  }

  private static ScriptedCluster cluster(String name) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(
          TlsParts.keys(pem(name + ".pem"), pem(name + ".key")),
          TlsParts.trust(PemFiles.certificates(pem("ca.pem"))),
          null);
      return new ScriptedCluster(tls);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String version(ScriptedCluster cluster, ClusterAccess access, Credential user) {
    KubeContext context =
        new KubeContext("here", "", access, Credentials.fixed(user, "a test"), Impersonation.NONE);
    ClientSettings settings = ClientSettings.of("test").withTiming(new FakeTiming());
    try (HttpKubeClient client = cluster.client(context, settings)) {
      return client.version();
    }
  }

  private static ClusterAccess access(
      ScriptedCluster cluster, String authorities, String name, boolean insecure) {
    return new ClusterAccess(cluster.address(), authorities, name, insecure, "", true);
  }

  @ParameterizedTest
  @CsvSource({
    "server, true, '', false",
    "server, true, kube.test, false",
    "server, true, 127.0.0.1, false",
    "named, true, any.kube.test, false",
    "named, false, '', true",
  })
  void trustsTheRightServer(String certificate, boolean known, String name, boolean insecure) {
    try (ScriptedCluster cluster = cluster(certificate)) {
      ClusterAccess access = access(cluster, known ? text("ca.pem") : "", name, insecure);

      assertThat(version(cluster, access, Credential.bearer("t"))).isEqualTo("v1.34.2");
      assertThat(cluster.seen().getLast().headers()).containsEntry("Authorization", "Bearer t");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "server, false, '', comes from an authority that is not trusted",
    "named, true, '', is not the right one",
    "server, true, other.test, is not the right one: it is not for other.test",
  })
  void saysWhyItDoesNotTrustAServer(String certificate, boolean known, String name, String reason) {
    try (ScriptedCluster cluster = cluster(certificate)) {
      ClusterAccess access = access(cluster, known ? text("ca.pem") : "", name, false);

      KubeException fault =
          catchThrowableOfType(
              KubeException.class, () -> version(cluster, access, Credential.NONE));

      assertThat(fault.getMessage())
          .startsWith("cluster \"here\": no safe connection to " + cluster.address())
          .contains("the server's certificate " + reason);
      assertThat(fault.is(KubeErrorCode.UNREACHABLE)).isTrue();
      assertThat(cluster.lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"client.key", "client-pkcs1.key"})
  void showsItsCertificate(String key) {
    try (ScriptedCluster cluster = cluster("server")) {
      Credential user = new Credential("", text("client.pem"), text(key));

      assertThat(version(cluster, access(cluster, text("ca.pem"), "", false), user))
          .isEqualTo("v1.34.2");
    }
  }

  @Test
  void saysThatACertificateCannotBeUsed() {
    try (ScriptedCluster cluster = cluster("server")) {
      Credential user = new Credential("", "no certificate", text("client.key"));

      KubeException fault =
          catchThrowableOfType(
              KubeException.class,
              () -> version(cluster, access(cluster, text("ca.pem"), "", false), user));

      assertThat(fault.getMessage())
          .isEqualTo(
              "the certificates or the key of \"here\" cannot be used: there is no certificate in"
                  + " it");
    }
  }

  @Test
  void saysThatTheServerSpeaksNoTls() throws IOException {
    try (ScriptedCluster cluster = new ScriptedCluster();
        ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerPlainly(plain));
      ClusterAccess access = ClusterAccess.of("https://127.0.0.1:" + plain.getLocalPort());

      KubeException fault =
          catchThrowableOfType(
              KubeException.class, () -> version(cluster, access, Credential.NONE));

      assertThat(fault.getMessage()).endsWith("the server does not speak TLS");
    }
  }

  private static void answerPlainly(ServerSocket server) {
    try {
      while (!server.isClosed()) {
        try (Socket client = server.accept()) {
          client.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        }
      }
    } catch (IOException e) {
      // The test has ended.
      assertThat(server.isClosed()).isTrue();
    }
  }
}
