package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the password for a registry in Docker's and Helm's config.json, which also may name
/// programs (`docker-credential-…`) that know it.
final class RegistryCredentials {
  private static final Pattern HELPER_NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private final List<Path> files;
  private final CredentialPrograms helpers;

  RegistryCredentials(List<Path> files, CredentialPrograms helpers) {
    this.files = files;
    this.helpers = helpers;
  }

  /// What to show a registry: a name with a password, or a token that stands for both.
  record Credential(String username, String password, String identityToken) {
    @Override
    public String toString() {
      return "Credential[" + username + "]";
    }
  }

  /// The credential for the registry; the first file that knows one wins.
  Optional<Credential> find(String registry) {
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        Credential found = find(read(file), serverAddress(registry), registry);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /// Docker Hub goes by a name of its own in these files.
  private static String serverAddress(String registry) {
    return registry.equals("docker.io") || registry.equals("registry-1.docker.io")
        ? "https://index.docker.io/v1/"
        : registry;
  }

  private static Map<?, ?> read(Path file) {
    try {
      Object document = Json.read(GoStrings.fromBytes(Files.readAllBytes(file)));
      return document instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException | YamlException e) {
      throw new ChartException(
          ChartErrorCode.READ,
          "invalid config format: failed to read config file at " + file + ": " + e.getMessage(),
          e);
    }
  }

  private @Nullable Credential find(Map<?, ?> config, String address, String registry) {
    String helper = Documents.text(Documents.map(config, "credHelpers"), address);
    if (helper.isEmpty()) {
      helper = Documents.text(config, "credsStore");
    }
    if (!helper.isEmpty()) {
      return ask(helper, address);
    }
    Map<?, ?> auths = Documents.map(config, "auths");
    for (Map.Entry<?, ?> entry : auths.entrySet()) {
      String key = String.valueOf(entry.getKey());
      boolean matches = key.equals(address) || hostOf(key).equals(registry);
      if (matches && entry.getValue() instanceof Map<?, ?> fields) {
        return decode(fields);
      }
    }
    return null;
  }

  /// Older files have whole URLs as keys.
  private static String hostOf(String key) {
    String rest = key.startsWith("https://") ? key.substring(8) : key;
    rest = rest.startsWith("http://") ? rest.substring(7) : rest;
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static @Nullable Credential decode(Map<?, ?> fields) {
    String token = Documents.text(fields, "identitytoken");
    String auth = Documents.text(fields, "auth");
    if (auth.isEmpty()) {
      String name = Documents.text(fields, "username");
      String password = Documents.text(fields, "password");
      return name.isEmpty() && token.isEmpty() ? null : new Credential(name, password, token);
    }
    try {
      String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw new ChartException(
            ChartErrorCode.READ, "invalid config format: auth is not base64 of name:password");
      }
      return new Credential(pair.substring(0, colon), pair.substring(colon + 1), token);
    } catch (IllegalArgumentException e) {
      throw new ChartException(ChartErrorCode.READ, "invalid config format: " + e.getMessage(), e);
    }
  }

  /// Asks a credential helper; one that knows nothing about the registry fails, which is no error.
  private @Nullable Credential ask(String name, String address) {
    if (!HELPER_NAME.matcher(name).matches()) {
      throw new ChartException(
          ChartErrorCode.READ, "invalid config format: credential helper \"" + name + "\"");
    }
    String program = "docker-credential-" + name;
    try {
      String answer = helpers.ask(program, address);
      return answer == null ? null : fromHelper(answer);
    } catch (IOException | YamlException e) {
      throw ChartException.of(
          ChartErrorCode.REGISTRY,
          "cannot ask the credential helper " + program + ": " + e.getMessage(),
          "Docker's or Helm's config.json names it under credsStore or credHelpers");
    }
  }

  private static @Nullable Credential fromHelper(String answer) {
    if (!(Json.read(answer) instanceof Map<?, ?> map)) {
      return null;
    }
    String name = Documents.text(map, "Username");
    String secret = Documents.text(map, "Secret");
    if (secret.isEmpty()) {
      return null;
    }
    return name.equals("<token>")
        ? new Credential("", "", secret)
        : new Credential(name, secret, "");
  }
}
