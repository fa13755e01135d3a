package dev.slipway.helmfile.secret;

import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// HashiCorp Vault (and OpenBao) over HTTP: key-value engines of version 1 and 2, with a token, or
/// one that a login by AppRole, Kubernetes or user name gives. The parameters and variables are
/// those of vals.
final class VaultProvider implements ReferenceProvider {
  private static final String SERVICE = "vault";

  private final ReferenceParameters parameters;
  private final String address;
  private final ServiceHttp http;
  private final ConcurrentMap<String, Mount> mounts = new ConcurrentHashMap<>();
  private @Nullable String token;

  /// An engine's place.
  ///
  /// @param path with a slash at its end, or empty when the server does not tell
  private record Mount(String path, boolean second) {}

  VaultProvider(ReferenceParameters parameters) {
    this.parameters = parameters;
    String host = parameters.get("host");
    String fallback =
        host.isEmpty()
            ? parameters.variable("VAULT_ADDR")
            : parameters.get("proto", "https") + "://" + host;
    String given = parameters.get("address", fallback);
    this.address = given.isEmpty() ? "https://127.0.0.1:8200" : given.replaceFirst("/+$", "");
    boolean trusting =
        address.contains("127.0.0.1")
            || List.of("1", "true", "t").contains(parameters.variable("VAULT_SKIP_VERIFY"));
    this.http =
        new ServiceHttp(
            SERVICE,
            TlsMaterial.context(
                parameters.host(), trusting, parameters.variable("VAULT_CACERT"), null, null));
  }

  @Override
  public boolean isSecret() {
    return true;
  }

  @Override
  public String text(String path) {
    int slash = path.lastIndexOf('/');
    String key = path.substring(slash + 1);
    String secret = slash < 0 ? "" : path.substring(0, slash);
    Map<String, @Nullable Object> document = document(secret);
    if (!document.containsKey(key)) {
      throw SecretException.of(
          SecretErrorCode.MISSING_VALUE,
          "vault: get string: key \"" + key + "\" does not exist in \"" + secret + "\"");
    }
    return decode(key, GoFormat.toText(document.get(key)));
  }

  private String decode(String key, String value) {
    String decoding = parameters.get("decode", "raw");
    if (decoding.equals("raw")) {
      return value;
    }
    if (!decoding.equals("base64")) {
      throw SecretException.of(
          SecretErrorCode.INVALID_REFERENCE,
          "vault: unsupported decode parameter: \"" + decoding + "\"");
    }
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SecretException.of(
          SecretErrorCode.FETCH, "vault: base64 decode failed for key \"" + key + "\"", e);
    }
  }

  @Override
  public Map<String, @Nullable Object> document(String path) {
    Mount mount = mount(path);
    String version = parameters.get("version");
    String url =
        url(mount.second ? second(path, mount.path) : path)
            + (version.isEmpty() ? "" : "?version=" + encode(version));
    ServiceHttp.Answer answer = http.get(url, headers());
    if (answer.status() == 404) {
      throw SecretException.of(
          SecretErrorCode.MISSING_VALUE, "no secret found for path \"" + path + "\"");
    }
    Map<String, @Nullable Object> data = data(answer, url);
    return mount.second && data.get("data") instanceof Map<?, ?> inner
        ? ReferenceValues.asMap(inner)
        : data;
  }

  private Mount mount(String path) {
    for (Mount known : mounts.values()) {
      if (!known.path.isEmpty() && (path + "/").startsWith(known.path)) {
        return known;
      }
    }
    return mounts.computeIfAbsent(path, this::askMount);
  }

  private Mount askMount(String path) {
    String url = url("sys/internal/ui/mounts/" + path);
    ServiceHttp.Answer answer = http.get(url, headers());
    if (answer.status() == 404) {
      return new Mount("", false);
    }
    Map<String, @Nullable Object> data = data(answer, url);
    boolean second =
        data.get("options") instanceof Map<?, ?> options && "2".equals(options.get("version"));
    String place = data.get("path") instanceof String text ? text : "";
    return new Mount(place.isEmpty() || place.endsWith("/") ? place : place + "/", second);
  }

  private static String second(String path, String mount) {
    String rest = (path + "/").equals(mount) ? "" : path;
    rest = rest.startsWith(mount) ? rest.substring(mount.length()) : rest;
    return mount + "data" + (rest.isEmpty() ? "" : "/" + rest);
  }

  private String url(String path) {
    StringBuilder url = new StringBuilder(address).append("/v1");
    for (String part : path.split("/", -1)) {
      url.append('/').append(encode(part));
    }
    return url.toString();
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, @Nullable Object> data(ServiceHttp.Answer answer, String url) {
    Map<String, @Nullable Object> body = body(answer);
    if (answer.status() / 100 != 2) {
      throw SecretException.of(
          SecretErrorCode.FETCH,
          "vault: GET " + url + " answered " + answer.status() + errors(body),
          answer.status() == 403
              ? "give a token that may read it with VAULT_TOKEN or token_file"
              : null);
    }
    return body.get("data") instanceof Map<?, ?> data
        ? ReferenceValues.asMap(data)
        : new LinkedHashMap<>();
  }

  private static Map<String, @Nullable Object> body(ServiceHttp.Answer answer) {
    try {
      Map<String, @Nullable Object> body = Json.readMap(answer.body());
      return body == null ? new LinkedHashMap<>() : body;
    } catch (YamlException _) {
      return new LinkedHashMap<>();
    }
  }

  private static String errors(Map<String, @Nullable Object> body) {
    StringBuilder text = new StringBuilder();
    if (body.get("errors") instanceof List<?> errors) {
      errors.forEach(error -> text.append(text.isEmpty() ? ": " : ", ").append(error));
    }
    return text.toString();
  }

  private Map<String, String> headers() {
    Map<String, String> headers = namespace();
    headers.put("X-Vault-Token", token());
    return headers;
  }

  private Map<String, String> namespace() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Vault-Request", "true");
    String namespace = parameters.get("namespace", parameters.variable("VAULT_NAMESPACE"));
    if (!namespace.isEmpty()) {
      headers.put("X-Vault-Namespace", namespace);
    }
    return headers;
  }

  private synchronized String token() {
    String known = token;
    if (known == null) {
      String method = parameters.get("auth_method", parameters.variable("VAULT_AUTH_METHOD"));
      known =
          switch (method) {
            case "approle" -> appRole();
            case "kubernetes" -> kubernetes();
            case "userpass" -> userName();
            default -> ownToken();
          };
      token = known;
    }
    return known;
  }

  private String ownToken() {
    String file = parameters.get("token_file");
    if (!file.isEmpty()) {
      return readFile(file);
    }
    String variable = parameters.get("token_env");
    if (!variable.isEmpty()) {
      String value = parameters.variable(variable);
      if (value.isEmpty()) {
        throw noToken(
            "token_env configured to read vault token from envvar \""
                + variable
                + "\", but it isn't set");
      }
      return value;
    }
    String value = parameters.variable("VAULT_TOKEN");
    if (!value.isEmpty()) {
      return value;
    }
    String home = parameters.variable("HOME");
    String fallback = parameters.variable("VAULT_TOKEN_FILE");
    if (fallback.isEmpty() && !home.isEmpty()) {
      fallback = home + "/.vault-token";
    }
    if (!fallback.isEmpty()) {
      try {
        return new String(parameters.host().read(fallback), StandardCharsets.UTF_8).strip();
      } catch (IOException _) {
        throw noToken("there is no token for Vault, neither in VAULT_TOKEN nor in " + fallback);
      }
    }
    throw noToken("there is no token for Vault in VAULT_TOKEN");
  }

  private static SecretException noToken(String problem) {
    return SecretException.of(
        SecretErrorCode.FETCH, problem, "log in with vault login, or set VAULT_TOKEN");
  }

  private String readFile(String file) {
    String home = parameters.variable("HOME");
    String path = file.startsWith("~/") ? home + file.substring(1) : file;
    try {
      return new String(parameters.host().read(path), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw SecretException.of(SecretErrorCode.READ, "vault: " + file + " cannot be read", e);
    }
  }

  private String appRole() {
    String mount = parameters.variable("VAULT_LOGIN_MOUNT_POINT");
    return logIn(
        (mount.isEmpty() ? "approle" : mount) + "/login",
        Map.of(
            "role_id", parameters.get("role_id", parameters.variable("VAULT_ROLE_ID")),
            "secret_id", parameters.get("secret_id", parameters.variable("VAULT_SECRET_ID"))));
  }

  private String kubernetes() {
    String mount = parameters.variable("VAULT_KUBERNETES_MOUNT_POINT");
    String path = parameters.variable("VAULT_KUBERNETES_JWT_TOKEN_PATH");
    String file = path.isEmpty() ? "/var/run/secrets/kubernetes.io/serviceaccount/token" : path;
    return logIn(
        (mount.isEmpty() ? "kubernetes" : mount) + "/login",
        Map.of(
            "jwt", readFile(file),
            "role", parameters.get("role_id", parameters.variable("VAULT_ROLE_ID"))));
  }

  private String userName() {
    String mount = parameters.variable("VAULT_LOGIN_MOUNT_POINT");
    String variable = parameters.get("password_env", parameters.variable("VAULT_PASSWORD_ENV"));
    String file = parameters.get("password_file", parameters.variable("VAULT_PASSWORD_FILE"));
    String password = variable.isEmpty() ? "" : parameters.variable(variable);
    if (password.isEmpty() && !file.isEmpty()) {
      password = readFile(file);
    }
    if (password.isEmpty()) {
      throw noToken("password missing for userpass authentication");
    }
    String user = parameters.get("username", parameters.variable("VAULT_USERNAME"));
    return logIn(
        (mount.isEmpty() ? "userpass" : mount) + "/login/" + user, Map.of("password", password));
  }

  private String logIn(String path, Map<String, String> body) {
    String url = url("auth/" + path.replaceFirst("^/+", ""));
    ServiceHttp.Answer answer = http.put(url, namespace(), Json.write(body));
    Map<String, @Nullable Object> result = body(answer);
    if (answer.status() / 100 == 2
        && result.get("auth") instanceof Map<?, ?> auth
        && auth.get("client_token") instanceof String given) {
      return given;
    }
    throw SecretException.of(
        SecretErrorCode.FETCH,
        "vault: the login at " + url + " answered " + answer.status() + errors(result));
  }
}
