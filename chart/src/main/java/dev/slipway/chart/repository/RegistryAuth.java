package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.RegistryCredentials.Credential;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers a registry's challenges: a name and password, or a token fetched with them. Tokens are
/// kept by registry and scope. Safe to share between threads.
final class RegistryAuth {
  private static final long MAX_TOKEN_BYTES = 1024L * 1024;

  private final HttpTransport transport;
  private final RegistryCredentials credentials;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  RegistryAuth(HttpTransport transport, RegistryCredentials credentials) {
    this.transport = transport;
    this.credentials = credentials;
  }

  /// The `Authorization` that worked before for that registry and scope, or null.
  @Nullable String known(String registry, String scope) {
    return known.get(registry + " " + scope);
  }

  /// The `Authorization` that answers a challenge; null if nothing can.
  ///
  /// @param scope what the caller wants to do, for registries that do not say it themselves
  @Nullable String answer(OciReference target, String scope, String header, ServerAccess access) {
    AuthChallenge challenge = AuthChallenge.parse(header);
    if (challenge == null) {
      return null;
    }
    Optional<Credential> credential = credential(target, access);
    String answer =
        switch (challenge.scheme()) {
          case "basic" ->
              credential.map(c -> HttpFetcher.basic(c.username(), c.password())).orElse(null);
          case "bearer" -> "Bearer " + token(target, scope, challenge, credential, access);
          default -> null;
        };
    if (answer != null) {
      known.put(target.registry() + " " + scope, answer);
    }
    return answer;
  }

  private Optional<Credential> credential(OciReference target, ServerAccess access) {
    return access.hasCredentials()
        ? Optional.of(new Credential(access.username(), access.password(), ""))
        : credentials.find(target.registry());
  }

  private String token(
      OciReference target,
      String scope,
      AuthChallenge challenge,
      Optional<Credential> credential,
      ServerAccess access) {
    URI realm = RepositoryUrls.parse(challenge.parameter("realm"));
    checkRealm(realm, target, access);
    String wanted = challenge.parameter("scope").isEmpty() ? scope : challenge.parameter("scope");
    Map<String, String> query = new LinkedHashMap<>();
    query.put("scope", wanted);
    if (!challenge.parameter("service").isEmpty()) {
      query.put("service", challenge.parameter("service"));
    }
    HttpTransport.Request request =
        credential.isPresent() && !credential.get().identityToken().isEmpty()
            ? refresh(realm, query, credential.get())
            : plain(realm, query, credential);
    HttpTransport.Answer answer = transport.send(request, access, MAX_TOKEN_BYTES);
    if (answer.status() != 200) {
      throw ChartException.of(
          ChartErrorCode.REGISTRY,
          request.method()
              + " "
              + GoQuote.quote(request.uri().toString())
              + ": response status code "
              + answer.status()
              + ": "
              + HttpReasons.of(answer.status()),
          "the registry gives no token for these credentials: log in with 'helm registry login "
              + target.registry()
              + "' or 'docker login'");
    }
    return tokenIn(answer, realm);
  }

  /// The realm is named by the server: a password must not leave TLS because of it.
  private static void checkRealm(URI realm, OciReference target, ServerAccess access) {
    String scheme = realm.getScheme() == null ? "" : realm.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && access.plainHttp())) {
      throw new ChartException(
          ChartErrorCode.REGISTRY,
          "registry "
              + target.registry()
              + " asks for a token from "
              + realm
              + ", which is not HTTPS");
    }
  }

  private static HttpTransport.Request plain(
      URI realm, Map<String, String> query, Optional<Credential> credential) {
    String separator = realm.getRawQuery() == null ? "?" : "&";
    URI uri = RepositoryUrls.parse(realm + separator + encoded(query));
    String basic =
        credential
            .filter(c -> !c.username().isEmpty())
            .map(c -> HttpFetcher.basic(c.username(), c.password()))
            .orElse(null);
    return HttpTransport.Request.get(uri, Map.of(), basic);
  }

  private static HttpTransport.Request refresh(
      URI realm, Map<String, String> query, Credential credential) {
    Map<String, String> form = new LinkedHashMap<>(query);
    form.put("grant_type", "refresh_token");
    form.put("client_id", "slipway");
    form.put("refresh_token", credential.identityToken());
    return new HttpTransport.Request("POST", realm, Map.of(), null, false, encoded(form));
  }

  private static String encoded(Map<String, String> pairs) {
    StringBuilder out = new StringBuilder();
    pairs.forEach((name, value) ->
        out.append(out.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return out.toString();
  }

  private static String tokenIn(HttpTransport.Answer answer, URI realm) {
    try {
      if (Json.read(GoStrings.fromBytes(answer.body())) instanceof Map<?, ?> map) {
        String token = Documents.text(map, "access_token");
        token = token.isEmpty() ? Documents.text(map, "token") : token;
        if (!token.isEmpty()) {
          return token;
        }
      }
    } catch (YamlException e) {
      throw new ChartException(
          ChartErrorCode.REGISTRY, realm + " answers with no token: " + e.getMessage(), e);
    }
    throw new ChartException(ChartErrorCode.REGISTRY, realm + ": empty token returned");
  }
}
