package dev.slipway.kube.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.Fixtures;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.Credentials;
import dev.slipway.kube.config.InMemoryKubeHost;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.object.ObjectKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortForwardTest {
  private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();

  private static HttpKubeClient connect(EchoPod cluster) {
    KubeContext context =
        KubeContext.anonymous("here", cluster.address())
            .with(Credentials.fixed(Credential.bearer("t"), "a test"));
    return new KubeClients(new InMemoryKubeHost(), ClientSettings.of("test")).connect(context);
  }

  private PortForward forward(HttpKubeClient client) {
    ObjectKey pod = new ObjectKey(Fixtures.POD, "shop", "web-1");
    return PortForward.open(client, pod, 80, 0, troubles::add);
  }

  private static Socket local(PortForward forward) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), forward.port());
  }

  @Test
  void movesBytesBothWays() throws IOException {
    try (EchoPod cluster = new EchoPod();
        HttpKubeClient client = connect(cluster);
        PortForward forward = forward(client);
        Socket one = local(forward);
        Socket other = local(forward)) {
      one.getOutputStream().write("hello".getBytes(UTF_8));
      other.getOutputStream().write("you".getBytes(UTF_8));

      assertThat(one.getInputStream().readNBytes(5)).isEqualTo("HELLO".getBytes(UTF_8));
      assertThat(other.getInputStream().readNBytes(3)).isEqualTo("YOU".getBytes(UTF_8));
      assertThat(cluster.requests())
          .contains(
              "GET /api/v1/namespaces/shop/pods/web-1/portforward?ports=80 HTTP/1.1",
              "Authorization: Bearer t");
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void tellsWhatThePodsSideReports() throws IOException, InterruptedException {
    try (EchoPod cluster = new EchoPod();
        HttpKubeClient client = connect(cluster);
        PortForward forward = forward(client);
        Socket socket = local(forward)) {
      socket.getOutputStream().write("fail".getBytes(UTF_8));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(troubles.poll(30, TimeUnit.SECONDS))
          .isEqualTo("port 80 of Pod/web-1: nobody listens");
    }
  }
}
