package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.KubeConfig;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.kube.config.KubeHost;
import dev.slipway.kube.config.PodAccount;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Secrets and config maps of a cluster: `v1/KIND/NAMESPACE/NAME/KEY`, or without the key for all
/// of them.
final class KubernetesProvider implements ReferenceProvider {
  private final ReferenceParameters parameters;
  private @Nullable HttpKubeClient client;

  KubernetesProvider(ReferenceParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public boolean isSecret() {
    return true;
  }

  @Override
  public String text(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 4 && parts.length != 5) {
      throw invalid(path, "<apiVersion>/<kind>/<namespace>/<name>[/<key>]");
    }
    if (parts.length == 4) {
      return Json.write(document(path));
    }
    String key = parts[4];
    Map<String, @Nullable Object> data = document(path.substring(0, path.lastIndexOf('/')));
    if (!(data.get(key) instanceof String text)) {
      throw SecretException.of(
          SecretErrorCode.MISSING_VALUE,
          "Key " + key + " does not exist in " + parts[2] + "/" + parts[3]);
    }
    return text;
  }

  @Override
  public Map<String, @Nullable Object> document(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 4) {
      throw invalid(path, "<apiVersion>/<kind>/<namespace>/<name>");
    }
    if (!parts[0].equals("v1")) {
      throw SecretException.of(
          SecretErrorCode.INVALID_REFERENCE,
          "Invalid apiVersion " + parts[0] + ". Only apiVersion v1 is supported at this time.");
    }
    String resource =
        switch (parts[1]) {
          case "Secret" -> "secrets";
          case "ConfigMap" -> "configmaps";
          default ->
              throw SecretException.of(
                  SecretErrorCode.INVALID_REFERENCE,
                  "The specified kind is not valid. Valid kinds: Secret, ConfigMap");
        };
    try {
      return fetch(resource, parts[2], parts[3]);
    } catch (SecretException e) {
      throw e.prefixed("Unable to get " + parts[1] + " " + parts[2] + "/" + parts[3] + ": ");
    }
  }

  private static SecretException invalid(String path, String form) {
    return SecretException.of(
        SecretErrorCode.INVALID_REFERENCE,
        "Invalid path " + path + ". Path must be in the format " + form);
  }

  private Map<String, @Nullable Object> fetch(String resource, String namespace, String name) {
    String path = "/api/v1/namespaces/" + encode(namespace) + "/" + resource + "/" + encode(name);
    Object answer;
    try {
      answer = client().request("GET", path, null);
    } catch (KubeException e) {
      throw failed(e);
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (answer instanceof Map<?, ?> body && body.get("data") instanceof Map<?, ?> data) {
      boolean encoded = resource.equals("secrets");
      data.forEach((key, value) ->
          result.put(
              String.valueOf(key),
              encoded
                  ? GoStrings.fromBytes(Base64.getDecoder().decode(String.valueOf(value)))
                  : value));
    }
    return result;
  }

  private static SecretException failed(KubeException cause) {
    return SecretException.of(SecretErrorCode.FETCH, cause);
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private synchronized HttpKubeClient client() {
    HttpKubeClient known = client;
    if (known == null) {
      KubeHost host = new SecretKubeHost(parameters.host());
      KubeContext context =
          parameters.address().parameters().containsKey("inCluster")
              ? PodAccount.context(host)
              : KubeConfig.load(host, kubeConfigPath()).context(parameters.get("kubeContext"));
      known = new KubeClients(host, ClientSettings.of("secrets")).connect(context);
      client = known;
    }
    return known;
  }

  private String kubeConfigPath() {
    String given = parameters.get("kubeConfigPath");
    if (!given.isEmpty()) {
      return existing(
          given, "kubeConfigPath URI parameter is set but path " + given + " does not exist.");
    }
    String variable = parameters.variable("KUBECONFIG");
    if (!variable.isEmpty()) {
      return existing(
          variable,
          "KUBECONFIG environment variable is set but path " + variable + " does not exist.");
    }
    String standard = parameters.variable("HOME") + "/.kube/config";
    return existing(
        standard,
        "No path was found in any of the following: kubeContext URI param, KUBECONFIG environment"
            + " variable, or default path "
            + standard
            + " does not exist.");
  }

  private String existing(String path, String problem) {
    try {
      parameters.host().read(path);
      return path;
    } catch (IOException e) {
      throw SecretException.of(SecretErrorCode.FETCH, problem, e);
    }
  }
}
