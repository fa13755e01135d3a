package dev.slipway.kube.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.ProcessResult;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class KubeConfigTest {
  private final InMemoryKubeHost host = new InMemoryKubeHost().with("HOME", "/home/me");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private KubeConfig load() {
    return KubeConfig.load(host, "", () -> now);
  }

  /// A kubeconfig with one context, cluster and user, all of that name.
  private static String single(String name, String cluster, String user) {
    return """
    current-context: %1$s
    contexts:
      - {name: %1$s, context: {cluster: %1$s, user: %1$s, namespace: ns-%1$s}}
    clusters:
      - {name: %1$s, cluster: {server: "https://%1$s:6443/"%2$s}}
    users:
      - name: %1$s
        user: {%3$s}
    """
        .formatted(name, cluster, user);
  }

  private KubeException fault(String context) {
    KubeException fault = catchThrowableOfType(KubeException.class, () -> load().context(context));
    assertThat(fault).isNotNull();
    return fault;
  }

  @Test
  void readsTheHomeFolderWhenNothingElseIsNamed() {
    host.file("/home/me/.kube/config", single("a", "", "token: t"));

    KubeContext context = load().context("");

    assertThat(context.name()).isEqualTo("a");
    assertThat(context.namespace()).isEqualTo("ns-a");
    assertThat(context.cluster()).isEqualTo(ClusterAccess.of("https://a:6443"));
    assertThat(context.credentials().current()).isEqualTo(Credential.bearer("t"));
  }

  @Test
  void mergesFilesSoThatTheFirstOneCounts() {
    host.with("KUBECONFIG", "/k/one:/k/missing::/k/two")
        .file("/k/one", single("a", "", "token: first").replace("current-context: a", ""))
        .file("/k/two", single("b", "", "token: b") + "# more\n");
    KubeConfig config = load();

    assertThat(config.files()).containsExactly("/k/one", "/k/two");
    assertThat(config.currentContext()).isEqualTo("b");
    assertThat(config.contextNames()).containsExactly("a", "b");
    assertThat(config.namespace("a")).isEqualTo("ns-a");

    host.file("/k/two", single("a", "", "token: second"));
    assertThat(load().context("a").credentials().current()).isEqualTo(Credential.bearer("first"));
  }

  @Test
  void findsFilesBesideTheKubeconfigThatNamesThem() {
    host.with("KUBECONFIG", "/k/one")
        .file(
            "/k/one",
            single(
                "a",
                ", certificate-authority: ca.pem",
                "client-certificate: sub/me.pem, client-key: /abs/me.key"))
        .file("/k/ca.pem", "CA")
        .file("/k/sub/me.pem", "CERT")
        .file("/abs/me.key", "KEY");

    KubeContext context = load().context("");

    assertThat(context.cluster().authorities()).isEqualTo("CA");
    assertThat(context.credentials().current()).isEqualTo(new Credential("", "CERT", "KEY"));
  }

  @Test
  void takesDataInTheFileBeforeFiles() {
    String data = Base64.getEncoder().encodeToString("IN".getBytes(StandardCharsets.UTF_8));
    host.file(
        "/home/me/.kube/config",
        single("a", ", certificate-authority: gone, certificate-authority-data: " + data, ""));

    assertThat(load().context("").cluster().authorities()).isEqualTo("IN");
  }

  @Test
  void readsTheClustersPeculiarities() {
    host.file(
        "/home/me/.kube/config",
        single(
            "a",
            ", insecure-skip-tls-verify: true, tls-server-name: kube, proxy-url: \"http://p:1\","
                + " disable-compression: true",
            "username: u, password: p, as: boss, as-uid: '7', as-groups: [g, h],"
                + " as-user-extra: {scopes: [x]}"));

    KubeContext context = load().context("");

    assertThat(context.cluster())
        .isEqualTo(new ClusterAccess("https://a:6443", "", "kube", true, "http://p:1", false));
    assertThat(context.credentials().current().authorization()).isEqualTo("Basic dTpw");
    assertThat(context.impersonation())
        .isEqualTo(
            new Impersonation("boss", "7", List.of("g", "h"), Map.of("scopes", List.of("x"))));
  }

  @Test
  void readsTokenFilesAgainEachMinuteAndWhenRefused() {
    host.file("/home/me/.kube/config", single("a", "", "tokenFile: /t")).file("/t", "one\n");
    Credentials credentials = load().context("").credentials();
    assertThat(credentials.current()).isEqualTo(Credential.bearer("one"));

    host.file("/t", "two");
    assertThat(credentials.current()).isEqualTo(Credential.bearer("one"));
    assertThat(credentials.renew(Credential.bearer("one"))).isTrue();
    assertThat(credentials.current()).isEqualTo(Credential.bearer("two"));
    assertThat(credentials.renew(Credential.bearer("two"))).isFalse();

    host.file("/t", "three");
    now = now.plusSeconds(61);
    assertThat(credentials.current()).isEqualTo(Credential.bearer("three"));
  }

  @Test
  void runsCredentialPluginsOnceUntilTheirCredentialExpires() {
    host.with("KUBECONFIG", "/k/one")
        .file(
            "/k/one",
            single(
                "a",
                ", extensions: [{name: client.authentication.k8s.io/exec, extension: {aud: x}}]",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./bin/login,"
                    + " args: [--now], env: [{name: MODE, value: m}], provideClusterInfo: true}"))
        .program(
            "/k/./bin/login --now",
            credential("one", "2026-01-01T01:00:00Z"),
            credential("two", "2026-01-01T02:00:00+00:00"),
            credential("three", ""));
    Credentials credentials = load().context("").credentials();

    assertThat(credentials.current()).isEqualTo(Credential.bearer("one"));
    now = Instant.parse("2026-01-01T00:59:59Z");
    assertThat(credentials.current()).isEqualTo(Credential.bearer("one"));
    now = Instant.parse("2026-01-01T01:00:00Z");
    assertThat(credentials.current()).isEqualTo(Credential.bearer("two"));
    assertThat(credentials.renew(Credential.bearer("one"))).isTrue();
    assertThat(credentials.current()).isEqualTo(Credential.bearer("two"));
    assertThat(credentials.renew(Credential.bearer("two"))).isTrue();
    assertThat(credentials.renew(Credential.bearer("three"))).isFalse();

    Map<String, String> variables = host.runs().getFirst();
    assertThat(variables).containsEntry("MODE", "m");
    assertThat(Json.read(variables.getOrDefault("KUBERNETES_EXEC_INFO", "")))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("apiVersion", "client.authentication.k8s.io/v1")
        .containsEntry(
            "spec",
            Map.of(
                "interactive",
                false,
                "cluster",
                Map.of("server", "https://a:6443", "config", Map.of("aud", "x"))));
  }

  private static ProcessResult credential(String token, String expires) {
    return new ProcessResult(
        0,
        "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\""
            + token
            + "\",\"expirationTimestamp\":\""
            + expires
            + "\"}}",
        "");
  }

  @Test
  void saysHowToInstallAPluginThatIsNotThere() {
    host.file(
        "/home/me/.kube/config",
        single(
            "a",
            "",
            "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: gone,"
                + " installHint: \"see \\e[1mexample.org\"}"));
    Credentials credentials = load().context("").credentials();

    KubeException fault = catchThrowableOfType(KubeException.class, credentials::current);

    assertThat(fault.getMessage()).isEqualTo("the credential plugin gone cannot be run");
    assertThat(fault.diagnostic().hint()).isEqualTo("see [1mexample.org");
    assertThat(fault.is(KubeErrorCode.UNAUTHORIZED)).isTrue();
  }

  @Test
  void saysWhatIsWrongWithAPlugin() {
    String user = "exec: {apiVersion: client.authentication.k8s.io/v1, command: p%s}";
    host.file("/home/me/.kube/config", single("a", "", user.formatted("")))
        .program("p", new ProcessResult(3, "", "not logged in\n"));
    assertThat(pluginFault())
        .isEqualTo("the credential plugin p ended with exit code 3: not logged in");

    host.program("p", new ProcessResult(0, "{}", ""));
    assertThat(pluginFault()).contains("gave no credential");

    host.program("p", new ProcessResult(0, "{\"status\":{\"clientKeyData\":\"k\"}}", ""));
    assertThat(pluginFault()).contains("gave only one of certificate and key");

    host.file(
        "/home/me/.kube/config", single("a", "", user.formatted(", interactiveMode: Always")));
    assertThat(pluginFault()).contains("needs a terminal");
  }

  private String pluginFault() {
    Credentials credentials = load().context("").credentials();
    return catchThrowableOfType(KubeException.class, credentials::current).getMessage();
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(fault("").getMessage()).isEqualTo("there is no kubeconfig");

    host.file("/home/me/.kube/config", single("staging", "", "token: t"));
    KubeException misspelt = fault("stagin");
    assertThat(misspelt.getMessage()).isEqualTo("the kubeconfig has no context \"stagin\"");
    assertThat(misspelt.diagnostic().hint()).isEqualTo("did you mean \"staging\"?");

    host.file(
        "/home/me/.kube/config",
        single("a", "", "token: t").replace("cluster: a, user: a", "cluster: gone, user: a"));
    assertThat(fault("a").getMessage()).isEqualTo("the kubeconfig has no cluster \"gone\"");

    host.file("/home/me/.kube/config", "{");
    assertThat(fault("").getMessage()).startsWith("the kubeconfig is no YAML: ");

    host.file("/home/me/.kube/config", single("a", "", "client-certificate: /gone.pem"));
    assertThat(fault("").getMessage())
        .isEqualTo("the client-certificate of \"a\" cannot be read: /gone.pem");

    assertThat(
            catchThrowableOfType(KubeException.class, () -> KubeConfig.load(host, "/gone"))
                .getMessage())
        .isEqualTo("the kubeconfig is not there");
  }

  @Test
  void isThePodsAccountWhereThereIsNoKubeconfig() {
    String folder = "/var/run/secrets/kubernetes.io/serviceaccount/";
    host.with("KUBERNETES_SERVICE_HOST", "fd00::1")
        .with("KUBERNETES_SERVICE_PORT", "443")
        .file(folder + "token", "t")
        .file(folder + "ca.crt", "CA")
        .file(folder + "namespace", "here");

    KubeContext context = load().context("");

    assertThat(context.cluster().server()).isEqualTo("https://[fd00::1]:443");
    assertThat(context.namespace()).isEqualTo("here");
    assertThat(context.credentials().current()).isEqualTo(Credential.bearer("t"));
  }
}
