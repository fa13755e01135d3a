package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// How to reach a cluster's API: its address, its certificates and the `Authorization` to send.
///
/// @param server the address, without a slash at its end
/// @param tls the certificates; null for the JDK's own
/// @param authorization the header's value, or null when the client's certificate says who it is
record KubeConfig(String server, @Nullable SSLContext tls, @Nullable String authorization) {
  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

  @Override
  public String toString() {
    return "KubeConfig[" + server + "]";
  }

  /// The context of a kubeconfig file.
  ///
  /// @param context its name; empty for the current one
  /// @throws SecretException if the file cannot be read or has no such context
  static KubeConfig read(SecretHost host, String path, String context) {
    return new Reader(host, path).context(context);
  }

  /// The cluster that this process runs in.
  static KubeConfig inCluster(SecretHost host) {
    String address = host.variable("KUBERNETES_SERVICE_HOST");
    String port = host.variable("KUBERNETES_SERVICE_PORT");
    if (address == null || port == null) {
      throw SecretException.of(
          SecretErrorCode.FETCH,
          "unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and"
              + " KUBERNETES_SERVICE_PORT must be defined");
    }
    try {
      String token = new String(host.read(ACCOUNT + "token"), StandardCharsets.UTF_8).strip();
      byte[] authority = host.read(ACCOUNT + "ca.crt");
      return new KubeConfig(
          "https://" + address + ":" + port,
          TlsMaterial.context(false, authority, null, null),
          "Bearer " + token);
    } catch (IOException e) {
      throw SecretException.of(
          SecretErrorCode.READ, "the service account's token cannot be read", e);
    }
  }

  /// Reads one file.
  private static final class Reader {
    private final SecretHost host;
    private final String path;
    private final Map<String, @Nullable Object> config;

    Reader(SecretHost host, String path) {
      this.host = host;
      this.path = path;
      try {
        config = Yaml.readMap(GoStrings.fromBytes(host.read(path)));
      } catch (IOException e) {
        throw SecretException.of(SecretErrorCode.READ, "the kubeconfig cannot be read", e).in(path);
      } catch (YamlException e) {
        throw SecretException.of(
                SecretErrorCode.READ, "the kubeconfig is no YAML: " + e.getMessage(), e)
            .in(path);
      }
    }

    KubeConfig context(String wanted) {
      String name = wanted.isEmpty() ? text(config, "current-context") : wanted;
      Map<?, ?> context = entry("contexts", name, "context");
      Map<?, ?> cluster = entry("clusters", text(context, "cluster"), "cluster");
      Map<?, ?> user = entry("users", text(context, "user"), "user");
      String server = text(cluster, "server").replaceFirst("/+$", "");
      Map<String, String> program = program(user);
      byte[] certificate = data(user, "client-certificate");
      byte[] key = data(user, "client-key");
      String given = program.get("clientCertificateData");
      if (given != null) {
        certificate = given.getBytes(StandardCharsets.UTF_8);
        key = program.getOrDefault("clientKeyData", "").getBytes(StandardCharsets.UTF_8);
      }
      boolean trusting = Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify"));
      SSLContext tls =
          TlsMaterial.context(trusting, data(cluster, "certificate-authority"), certificate, key);
      return new KubeConfig(server, tls, authorization(user, program));
    }

    private Map<?, ?> entry(String list, String name, String kind) {
      if (config.get(list) instanceof List<?> entries) {
        for (Object entry : entries) {
          if (entry instanceof Map<?, ?> map
              && name.equals(map.get("name"))
              && map.get(kind) instanceof Map<?, ?> found) {
            return found;
          }
        }
      }
      throw SecretException.of(
              SecretErrorCode.FETCH, "the kubeconfig has no " + kind + " \"" + name + "\"")
          .in(path);
    }

    private static String text(Map<?, ?> map, String key) {
      return map.get(key) instanceof String text ? text : "";
    }

    /// What stands in the file in base64, or in another file.
    private byte @Nullable [] data(Map<?, ?> map, String key) {
      String inline = text(map, key + "-data");
      String file = text(map, key);
      try {
        if (!inline.isEmpty()) {
          return Base64.getMimeDecoder().decode(inline);
        }
        return file.isEmpty() ? null : host.read(beside(file));
      } catch (IllegalArgumentException | IOException e) {
        throw SecretException.of(
                SecretErrorCode.READ, "the kubeconfig's " + key + " cannot be read", e)
            .in(path);
      }
    }

    private String beside(String file) {
      int slash = path.lastIndexOf('/');
      return file.startsWith("/") || slash < 0 ? file : path.substring(0, slash + 1) + file;
    }

    private @Nullable String authorization(Map<?, ?> user, Map<String, String> program) {
      String token = text(user, "token");
      String file = text(user, "tokenFile");
      if (token.isEmpty() && !file.isEmpty()) {
        try {
          token = new String(host.read(beside(file)), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
          throw SecretException.of(SecretErrorCode.READ, "the token cannot be read", e).in(file);
        }
      }
      String given = program.get("token");
      if (given != null) {
        token = given;
      }
      if (!token.isEmpty()) {
        return "Bearer " + token;
      }
      String name = text(user, "username");
      if (name.isEmpty()) {
        return null;
      }
      String pair = name + ":" + text(user, "password");
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// What the user's credential plugin gives.
    private Map<String, String> program(Map<?, ?> user) {
      Map<String, String> status = new LinkedHashMap<>();
      if (!(user.get("exec") instanceof Map<?, ?> exec)) {
        return status;
      }
      List<String> command = new ArrayList<>();
      command.add(text(exec, "command"));
      if (exec.get("args") instanceof List<?> arguments) {
        arguments.forEach(argument -> command.add(String.valueOf(argument)));
      }
      Map<String, String> variables = new LinkedHashMap<>();
      if (exec.get("env") instanceof List<?> env) {
        for (Object entry : env) {
          if (entry instanceof Map<?, ?> map) {
            variables.put(text(map, "name"), text(map, "value"));
          }
        }
      }
      variables.put(
          "KUBERNETES_EXEC_INFO",
          Json.write(
              Map.of(
                  "apiVersion", text(exec, "apiVersion"),
                  "kind", "ExecCredential",
                  "spec", Map.of("interactive", false))));
      return credential(command, variables);
    }

    private Map<String, String> credential(List<String> command, Map<String, String> variables) {
      Map<String, String> status = new LinkedHashMap<>();
      try {
        SecretHost.Outcome outcome = host.run(command, new byte[0], variables);
        Map<String, @Nullable Object> result =
            outcome.exitCode() == 0 ? Json.readMap(outcome.output()) : Map.of();
        if (result != null && result.get("status") instanceof Map<?, ?> given) {
          given.forEach((key, value) -> status.put(String.valueOf(key), String.valueOf(value)));
          return status;
        }
      } catch (IOException | YamlException e) {
        throw SecretException.of(
                SecretErrorCode.FETCH,
                "the credential plugin " + command.getFirst() + " cannot be run",
                e)
            .in(path);
      }
      throw SecretException.of(
              SecretErrorCode.FETCH,
              "the credential plugin " + command.getFirst() + " gave no credential")
          .in(path);
    }
  }
}
