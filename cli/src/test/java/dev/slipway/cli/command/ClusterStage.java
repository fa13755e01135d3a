package dev.slipway.cli.command;

import dev.slipway.cli.RecordedRun;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.Credentials;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.kube.config.MachineHost;
import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder with a chart and a helmfile of the releases `web` and `db` in namespace `shop`, and a
/// simulated cluster.
final class ClusterStage implements AutoCloseable {
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ .Release.Name }}
      spec:
        replicas: {{ .Values.replicas }}
        selector:
          matchLabels: {app: {{ .Values.app | default .Release.Name }}}
        template:
          metadata:
            labels: {app: {{ .Values.app | default .Release.Name }}}
            annotations: {{ .Values.annotations | toJson }}
          spec:
            containers:
              - name: web
                image: web:{{ .Values.tag }}
      """;

  private final Path folder;
  private final Sandbox sandbox;
  private final KubeClient client;

  private ClusterStage(Path folder, Sandbox sandbox) {
    this.folder = folder;
    this.sandbox = sandbox;
    KubeContext context =
        KubeContext.anonymous("test", sandbox.url())
            .with(Credentials.fixed(Credential.bearer(sandbox.token()), "a test"));
    this.client =
        new KubeClients(new MachineHost(Map.of(), folder, false), ClientSettings.of("test"))
            .connect(context);
  }

  static ClusterStage in(Path folder) {
    return in(folder, SandboxOptions.of("test"));
  }

  static ClusterStage in(Path folder, SandboxOptions options) {
    ClusterStage stage = new ClusterStage(folder, Sandbox.start(options.withPlainHttp()));
    stage.write("kubeconfig", stage.sandbox.kubeconfig());
    stage.write("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    stage.write("chart/values.yaml", "replicas: 1\ntag: one\nannotations: {}\n");
    stage.write("chart/templates/deployment.yaml", DEPLOYMENT);
    stage.helmfile("{}");
    return stage;
  }

  /// The cluster.
  Sandbox sandbox() {
    return sandbox;
  }

  /// A client of its administrator.
  KubeClient client() {
    return client;
  }

  /// Makes objects, given as JSON or YAML.
  void make(String... objects) {
    for (String object : objects) {
      client.create(KubeObject.parse(Json.writeRaw(Yaml.read(object))), WriteOptions.as("a-test"));
    }
  }

  void write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the helmfile, with these values for both releases.
  void helmfile(String values) {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: web
            namespace: shop
            chart: ./chart
            wait: true
            values: [VALUES]
          - name: db
            namespace: shop
            chart: ./chart
            needs: [shop/web]
            values: [VALUES]
        """
            .replace("VALUES", values));
  }

  RecordedRun run(String... arguments) {
    return RecordedRun.in(folder)
        .with("PATH", "/usr/bin:/bin")
        .with("KUBECONFIG", folder.resolve("kubeconfig").toString())
        .run(arguments);
  }

  /// The same at a terminal, at which someone types that.
  RecordedRun typing(String typed, String... arguments) {
    return RecordedRun.in(folder)
        .with("PATH", "/usr/bin:/bin")
        .with("KUBECONFIG", folder.resolve("kubeconfig").toString())
        .onTerminal()
        .reading(typed)
        .run(arguments);
  }

  @Override
  public void close() {
    client.close();
    sandbox.close();
  }
}
