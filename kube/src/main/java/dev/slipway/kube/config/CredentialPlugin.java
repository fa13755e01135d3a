package dev.slipway.kube.config;

import dev.slipway.core.ProcessResult;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program that gives credentials (`exec`, client.authentication.k8s.io/v1 and v1beta1). It runs
/// once, until what it gave expires or is refused.
final class CredentialPlugin implements Credentials {
  private final KubeHost host;
  private final ExecEntry entry;
  private final @Nullable Map<String, @Nullable Object> cluster;
  private final InstantSource clock;
  private final String origin;
  private @Nullable Credential known;
  private @Nullable Instant expires;

  /// @param cluster what the program is told of the cluster, or null
  CredentialPlugin(
      KubeHost host,
      ExecEntry entry,
      @Nullable Map<String, @Nullable Object> cluster,
      InstantSource clock,
      String origin) {
    this.host = host;
    this.entry = entry;
    this.cluster = cluster;
    this.clock = clock;
    this.origin = origin;
  }

  @Override
  public synchronized Credential current() {
    Credential last = known;
    Instant end = expires;
    if (last != null && (end == null || clock.instant().isBefore(end))) {
      return last;
    }
    return run();
  }

  @Override
  public synchronized boolean renew(Credential refused) {
    Credential last = known;
    if (last != null && !last.equals(refused)) {
      return true;
    }
    return !run().equals(refused);
  }

  @Override
  public String origin() {
    return origin;
  }

  private Credential run() {
    boolean interactive = interactive();
    Map<String, String> variables = new LinkedHashMap<>(entry.variables());
    variables.put("KUBERNETES_EXEC_INFO", Json.write(request(interactive)));
    List<String> command = new ArrayList<>();
    command.add(entry.command());
    command.addAll(entry.arguments());
    ProcessResult outcome;
    try {
      outcome = host.run(command, variables, interactive);
    } catch (IOException e) {
      throw ConfigFaults.credential(
          "the credential plugin " + entry.command() + " cannot be run",
          entry.file(),
          entry.installHint().isEmpty()
              ? "install the program, or take it out of the kubeconfig's user"
              : entry.installHint(),
          e);
    }
    if (outcome.exitCode() != 0) {
      String errors = outcome.errors().strip();
      throw fault(
          "ended with exit code " + outcome.exitCode() + (errors.isEmpty() ? "" : ": " + errors),
          null);
    }
    Credential fresh = read(outcome.output());
    known = fresh;
    return fresh;
  }

  private boolean interactive() {
    return switch (entry.interactiveMode()) {
      case "Never" -> false;
      case "Always" -> {
        if (!host.isInteractive()) {
          throw fault("needs a terminal, and there is none", null);
        }
        yield true;
      }
      default -> host.isInteractive();
    };
  }

  private Map<String, @Nullable Object> request(boolean interactive) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("interactive", interactive);
    if (cluster != null) {
      spec.put("cluster", cluster);
    }
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("apiVersion", entry.apiVersion());
    request.put("kind", "ExecCredential");
    request.put("spec", spec);
    return request;
  }

  private Credential read(String output) {
    Map<String, @Nullable Object> answer;
    try {
      answer = Json.readMap(output);
    } catch (YamlException e) {
      throw fault("did not write JSON: " + e.getMessage(), e);
    }
    if (answer == null || !(answer.get("status") instanceof Map<?, ?> status)) {
      throw fault("gave no credential: its answer has no status", null);
    }
    if (answer.get("apiVersion") instanceof String version
        && !version.equals(entry.apiVersion())
        && !entry.apiVersion().isEmpty()) {
      throw fault("answered in " + version + " instead of " + entry.apiVersion(), null);
    }
    String token = text(status, "token");
    String certificate = text(status, "clientCertificateData");
    String key = text(status, "clientKeyData");
    if (token.isEmpty() && certificate.isEmpty() && key.isEmpty()) {
      throw fault("gave neither a token nor a certificate", null);
    }
    if (certificate.isEmpty() != key.isEmpty()) {
      throw fault("gave only one of certificate and key", null);
    }
    expires = expiry(text(status, "expirationTimestamp"));
    return new Credential(token.isEmpty() ? "" : "Bearer " + token, certificate, key);
  }

  private @Nullable Instant expiry(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw fault("gave an expirationTimestamp that is no time: " + text, e);
    }
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  private RuntimeException fault(String what, @Nullable Throwable cause) {
    return ConfigFaults.credential(
        "the credential plugin " + entry.command() + " " + what, entry.file(), null, cause);
  }
}
