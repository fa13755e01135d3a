package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.option.ArgumentParser;
import dev.slipway.cli.option.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeNamespaceTest {
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: staging
      contexts:
      - name: staging
        context: {cluster: a, namespace: shop}
      - name: bare
        context: {cluster: a}
      - name: production
        context: {cluster: b, namespace: live}
      """;

  @TempDir private Path folder;

  private String namespace(Map<String, String> variables, String... arguments) {
    List<Option<?>> options = new ArrayList<>(HelmOptions.CLUSTER);
    options.add(HelmOptions.NAMESPACE);
    return KubeNamespace.of(
        ArgumentParser.parse(options, List.of(arguments)), new Environment(variables, folder));
  }

  @Test
  void isDefaultWhenNothingSaysOtherwise() {
    assertThat(namespace(Map.of())).isEqualTo("default");
    assertThat(namespace(Map.of("HOME", "nowhere"))).isEqualTo("default");
  }

  @Test
  void isWhatTheFlagOrTheVariableSays() {
    assertThat(namespace(Map.of("HELM_NAMESPACE", "b"), "-n", "a")).isEqualTo("a");
    assertThat(namespace(Map.of("HELM_NAMESPACE", "b"))).isEqualTo("b");
  }

  @Test
  void isThatOfTheContext() throws IOException {
    Files.createDirectories(folder.resolve("home/.kube"));
    Files.writeString(folder.resolve("home/.kube/config"), CONFIG);

    assertThat(namespace(Map.of("HOME", "home"))).isEqualTo("shop");
    assertThat(namespace(Map.of("HOME", "home"), "--kube-context", "production")).isEqualTo("live");
    assertThat(namespace(Map.of("HOME", "home"), "--kube-context", "bare")).isEqualTo("default");
    assertThat(namespace(Map.of("HOME", "home", "HELM_KUBECONTEXT", "production")))
        .isEqualTo("live");
  }

  @Test
  void readsTheFilesThatAreNamed() throws IOException {
    Files.writeString(folder.resolve("one"), "current-context: production\n");
    Files.writeString(folder.resolve("two"), CONFIG);

    assertThat(namespace(Map.of("KUBECONFIG", "one:missing:two"))).isEqualTo("live");
    assertThat(namespace(Map.of("KUBECONFIG", "one"), "--kubeconfig", "two")).isEqualTo("shop");
  }

  @Test
  void letsABrokenFilePass() throws IOException {
    Files.writeString(folder.resolve("broken"), "contexts: [");

    assertThat(namespace(Map.of("KUBECONFIG", "broken"))).isEqualTo("default");
  }
}
