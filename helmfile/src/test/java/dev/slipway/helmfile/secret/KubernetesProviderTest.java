package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.ProcessResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesProviderTest {
  private static final String SECRET = "GET /api/v1/namespaces/prod/secrets/db";

  private final FakeService cluster = new FakeService();
  private final InMemorySecretHost host = new InMemorySecretHost();
  private final SecretMask mask = new SecretMask();

  @BeforeEach
  void setUp() {
    cluster
        .answer(
            SECRET,
            "Authorization: Bearer t0ken",
            "{\"kind\":\"Secret\",\"data\":{\"user\":\"YWxpY2U=\",\"password\":\"aHVudGVyMg==\"}}")
        .answer(
            "GET /api/v1/namespaces/prod/configmaps/conf",
            "Authorization: Bearer t0ken",
            "{\"data\":{\"a.conf\":\"x = 1\"}}");
    host.with("KUBECONFIG", "/kube").file("/kube", kubeconfig("token: t0ken"));
  }

  @AfterEach
  void tearDown() {
    cluster.close();
  }

  private String kubeconfig(String user) {
    return """
    apiVersion: v1
    kind: Config
    current-context: main
    contexts:
      - {name: main, context: {cluster: here, user: me}}
      - {name: broken, context: {cluster: gone, user: me}}
    clusters:
      - {name: here, cluster: {server: "%s/"}}
    users:
      - name: me
        user:
          %s
    """
        .formatted(cluster.address(), user.replace("\n", "\n      "));
  }

  private @Nullable Object expand(String text) {
    return new ValsReferences(host, new SopsFiles(host, mask), mask).expandText(text);
  }

  private SecretException failure(String text) {
    SecretException e = catchThrowableOfType(SecretException.class, () -> expand(text));
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void readsSecretsAndConfigMaps() {
    assertThat(expand("ref+k8s://v1/Secret/prod/db/password")).isEqualTo("hunter2");
    assertThat(expand("ref+k8s://v1/Secret/prod/db#/user")).isEqualTo("alice");
    assertThat(expand("ref+k8s://v1/Secret/prod/db"))
        .isEqualTo("{\"password\":\"hunter2\",\"user\":\"alice\"}");
    assertThat(expand("ref+k8s://v1/ConfigMap/prod/conf/a.conf")).isEqualTo("x = 1");
    assertThat(mask.hide("hunter2")).startsWith("<secret:");
  }

  @Test
  void findsTheKubeconfig() {
    host.with("KUBECONFIG", "").with("HOME", "/h");
    host.file("/h/.kube/config", kubeconfig("token: t0ken"));
    assertThat(expand("ref+k8s://v1/Secret/prod/db/password")).isEqualTo("hunter2");

    host.file("/other", kubeconfig("tokenFile: token")).file("/token", "t0ken\n");
    assertThat(
            expand("ref+k8s://v1/Secret/prod/db/password?kubeConfigPath=/other&kubeContext=main"))
        .isEqualTo("hunter2");
  }

  @Test
  void asksCredentialPlugins() {
    host.file(
            "/kube",
            kubeconfig(
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: get-token,"
                    + " args: [--cluster, here]}"))
        .program(
            "get-token --cluster here",
            new ProcessResult(0, "{\"status\":{\"token\":\"t0ken\"}}", ""));

    assertThat(expand("ref+k8s://v1/Secret/prod/db/password")).isEqualTo("hunter2");
  }

  @Test
  void sendsNameAndPassword() {
    host.file("/kube", kubeconfig("{username: u, password: p}"));
    cluster.answer(SECRET, "Authorization: Basic dTpw", "{\"data\":{\"password\":\"eA==\"}}");

    assertThat(expand("ref+k8s://v1/Secret/prod/db/password")).isEqualTo("x");
  }

  @Test
  void saysWhyNothingCame() {
    assertThat(failure("ref+k8s://v1/Secret/prod/db/gone").getMessage())
        .endsWith("Key gone does not exist in prod/db");
    assertThat(failure("ref+k8s://v1/Pod/prod/db/x").getMessage())
        .endsWith("The specified kind is not valid. Valid kinds: Secret, ConfigMap");
    assertThat(failure("ref+k8s://v2/Secret/prod/db/x").getMessage())
        .endsWith("Invalid apiVersion v2. Only apiVersion v1 is supported at this time.");
    assertThat(failure("ref+k8s://v1/Secret/prod").getMessage()).contains("Invalid path");
    cluster.refuse(
        SECRET, 403, "{\"kind\":\"Status\",\"message\":\"secrets \\\"db\\\" is forbidden\"}");
    assertThat(failure("ref+k8s://v1/Secret/prod/db/x").getMessage())
        .endsWith(
            "Unable to get Secret prod/db: cannot read /api/v1/namespaces/prod/secrets/db on"
                + " cluster \"main\": secrets \"db\" is forbidden");
    assertThat(failure("ref+k8s://v1/Secret/prod/db/x?kubeContext=broken").getMessage())
        .endsWith("the kubeconfig has no cluster \"gone\"");
    host.with("KUBECONFIG", "/gone");
    assertThat(failure("ref+k8s://v1/Secret/prod/db/x").getMessage())
        .endsWith("KUBECONFIG environment variable is set but path /gone does not exist.");
  }
}
