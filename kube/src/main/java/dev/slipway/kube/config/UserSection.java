package dev.slipway.kube.config;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a user's entry of a kubeconfig. A token, a certificate or a name goes before a credential
/// plugin, as in client-go.
final class UserSection {
  private final KubeHost host;
  private final Section section;
  private final InstantSource clock;

  UserSection(KubeHost host, Section section, InstantSource clock) {
    this.host = host;
    this.section = section;
    this.clock = clock;
  }

  /// What says who asks.
  ///
  /// @throws dev.slipway.kube.KubeException if the entry is not usable
  Credentials credentials(ClusterAccess access, Section cluster) {
    String certificate = section.data(host, "client-certificate");
    String key = section.data(host, "client-key");
    if (certificate.isEmpty() != key.isEmpty()) {
      throw fault(
          "has only one of client-certificate and client-key",
          "both are needed, from files or as data");
    }
    String token = section.text("token");
    String tokenFile = section.text("tokenFile");
    String name = section.text("username");
    if (!name.isEmpty() && !token.isEmpty()) {
      throw fault("has both a token and a username", "take out one of them");
    }
    if (!tokenFile.isEmpty() && certificate.isEmpty()) {
      String path = section.path(tokenFile);
      return new TokenFile(host, path, token, clock, origin("token file " + path));
    }
    String authorization = "";
    if (!token.isEmpty()) {
      authorization = "Bearer " + token;
    } else if (!name.isEmpty()) {
      String pair = name + ":" + section.text("password");
      authorization =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    if (authorization.isEmpty() && certificate.isEmpty()) {
      if (section.content().get("exec") instanceof Map<?, ?> exec) {
        return plugin(exec, access, cluster);
      }
      if (section.content().get("auth-provider") != null) {
        throw fault(
            "uses an auth-provider, which Kubernetes has removed",
            "use a credential plugin (exec) in its place");
      }
      return Credentials.fixed(Credential.NONE, origin("entry"));
    }
    String what = authorization.isEmpty() ? "certificate" : token.isEmpty() ? "password" : "token";
    return Credentials.fixed(new Credential(authorization, certificate, key), origin(what));
  }

  private String origin(String what) {
    return section.name().isEmpty()
        ? "nobody: the context names no user"
        : "the " + what + " of user \"" + section.name() + "\"";
  }

  private RuntimeException fault(String what, String hint) {
    return ConfigFaults.config(
        "the kubeconfig's user \"" + section.name() + "\" " + what, section.file(), hint, null);
  }

  private Credentials plugin(Map<?, ?> exec, ClusterAccess access, Section cluster) {
    Section fields = new Section(section.file(), section.name(), exec);
    String command = fields.text("command");
    String version = fields.text("apiVersion");
    if (command.isEmpty()) {
      throw fault("has a credential plugin without a command", "set exec.command");
    }
    if (!version.equals("client.authentication.k8s.io/v1")
        && !version.equals("client.authentication.k8s.io/v1beta1")) {
      throw fault(
          "has a credential plugin of apiVersion \"" + version + "\"",
          "use client.authentication.k8s.io/v1 or v1beta1");
    }
    List<String> arguments = new ArrayList<>();
    if (exec.get("args") instanceof List<?> list) {
      list.forEach(argument -> arguments.add(String.valueOf(argument)));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    if (exec.get("env") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map && map.get("name") instanceof String name) {
          variables.put(name, map.get("value") instanceof String value ? value : "");
        }
      }
    }
    boolean informed = fields.flag("provideClusterInfo");
    ExecEntry entry =
        new ExecEntry(
            command.contains("/") ? section.path(command) : command,
            arguments,
            variables,
            version,
            printable(fields.text("installHint")),
            informed,
            fields.text("interactiveMode"),
            section.file());
    return new CredentialPlugin(
        host,
        entry,
        informed ? described(access, cluster) : null,
        clock,
        origin("credential plugin " + command));
  }

  /// What a plugin is told of the cluster.
  private static Map<String, @Nullable Object> described(ClusterAccess access, Section cluster) {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("server", access.server());
    if (!access.serverName().isEmpty()) {
      info.put("tls-server-name", access.serverName());
    }
    if (access.insecure()) {
      info.put("insecure-skip-tls-verify", true);
    }
    if (!access.authorities().isEmpty()) {
      info.put(
          "certificate-authority-data",
          Base64.getEncoder()
              .encodeToString(access.authorities().getBytes(StandardCharsets.ISO_8859_1)));
    }
    if (!access.proxy().isEmpty()) {
      info.put("proxy-url", access.proxy());
    }
    if (cluster.content().get("extensions") instanceof List<?> extensions) {
      for (Object item : extensions) {
        if (item instanceof Map<?, ?> map
            && "client.authentication.k8s.io/exec".equals(map.get("name"))) {
          info.put("config", map.get("extension"));
        }
      }
    }
    return info;
  }

  /// The text without what could change the terminal.
  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }

  /// As whom requests count.
  Impersonation impersonation() {
    String user = section.text("as");
    List<String> groups = texts(section.content().get("as-groups"));
    Map<String, List<String>> extra = new LinkedHashMap<>();
    if (section.content().get("as-user-extra") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> extra.put(String.valueOf(key), texts(value)));
    }
    if (user.isEmpty()) {
      if (!groups.isEmpty() || !extra.isEmpty()) {
        throw fault("has as-groups without as", "name the user by as");
      }
      return Impersonation.NONE;
    }
    return new Impersonation(user, section.text("as-uid"), groups, extra);
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }
}
