package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The namespace that helm takes when no other is named: that of the kubeconfig's context, or of
/// the pod that it runs in, or `default`.
final class KubeNamespace {
  private static final Path POD_FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private final Environment environment;
  private final String explicitFile;
  private String context;

  private KubeNamespace(Environment environment, String explicitFile, String context) {
    this.environment = environment;
    this.explicitFile = explicitFile;
    this.context = context;
  }

  /// The namespace that the command line or the surroundings say.
  static String of(Invocation invocation, Environment environment) {
    String named = invocation.get(HelmOptions.NAMESPACE);
    if (!named.isEmpty()) {
      return named;
    }
    return of(
        environment,
        invocation.get(HelmOptions.KUBECONFIG),
        invocation.has(HelmOptions.KUBE_CONTEXT) ? invocation.get(HelmOptions.KUBE_CONTEXT) : "");
  }

  /// The namespace of a kubeconfig (empty for the machine's own) and a context of it (empty for its
  /// current one), unless the surroundings say another.
  static String of(Environment environment, String kubeconfig, String context) {
    return environment
        .variable("HELM_NAMESPACE")
        .orElseGet(() ->
            new KubeNamespace(
                    environment,
                    kubeconfig,
                    context.isEmpty()
                        ? environment.variable("HELM_KUBECONTEXT").orElse("")
                        : context)
                .read());
  }

  private String read() {
    List<Map<String, @Nullable Object>> configs = new ArrayList<>();
    for (Path file : files()) {
      if (Files.isRegularFile(file)) {
        Map<String, @Nullable Object> config = config(file);
        if (config == null) {
          return "default";
        }
        configs.add(config);
      }
    }
    if (context.isEmpty()) {
      context =
          configs.stream()
              .map(config -> text(config.get("current-context")))
              .filter(name -> !name.isEmpty())
              .findFirst()
              .orElse("");
    }
    return configs.stream()
        .flatMap(config -> contextOf(config).stream())
        .findFirst()
        .map(found -> text(found.get("namespace")))
        .filter(namespace -> !namespace.isEmpty())
        .or(this::ofPod)
        .orElse("default");
  }

  private List<Path> files() {
    if (!explicitFile.isEmpty()) {
      return List.of(environment.resolve(explicitFile));
    }
    List<Path> files = new ArrayList<>();
    for (String name : environment.variable("KUBECONFIG").orElse("").split(File.pathSeparator)) {
      if (!name.isEmpty()) {
        files.add(environment.resolve(name));
      }
    }
    if (files.isEmpty()) {
      environment
          .variable("HOME")
          .ifPresent(home -> files.add(environment.resolve(home).resolve(".kube/config")));
    }
    return files;
  }

  /// The file's content; null if it cannot be read, which helm lets pass as well.
  private static @Nullable Map<String, @Nullable Object> config(Path file) {
    try {
      Map<String, @Nullable Object> config =
          Yaml.readMap(GoStrings.fromBytes(Files.readAllBytes(file)));
      return config == null ? Map.of() : config;
    } catch (IOException | YamlException _) {
      return null;
    }
  }

  private Optional<Map<?, ?>> contextOf(Map<String, @Nullable Object> config) {
    if (config.get("contexts") instanceof List<?> contexts) {
      for (Object entry : contexts) {
        if (entry instanceof Map<?, ?> named
            && context.equals(named.get("name"))
            && named.get("context") instanceof Map<?, ?> found) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofPod() {
    if (environment.variable("KUBERNETES_SERVICE_HOST").isEmpty()
        || !Files.isRegularFile(POD_FOLDER.resolve("token"))) {
      return Optional.empty();
    }
    Optional<String> named = environment.variable("POD_NAMESPACE");
    if (named.isPresent()) {
      return named;
    }
    try {
      String text = Files.readString(POD_FOLDER.resolve("namespace")).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
