package dev.slipway.sandbox.auth;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.access.TokenIssuer;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The tokens of service accounts: JSON web tokens that look as Kubernetes' own, but signed with a
/// key that only this sandbox has. Safe for use by several threads.
public final class AccountTokens implements TokenIssuer {
  private static final String ISSUER = "https://kubernetes.default.svc";
  private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final ObjectStore store;
  private final InstantSource clock;
  private final byte[] key;

  /// Tokens for the accounts in a store.
  ///
  /// @param key what they are signed with, 32 bytes
  public AccountTokens(ObjectStore store, InstantSource clock, byte[] key) {
    this.store = store;
    this.clock = clock;
    this.key = key.clone();
  }

  @Override
  public String issue(Map<String, @Nullable Object> account, List<String> audiences, long seconds) {
    KubeObject object = KubeObject.of(account);
    long now = clock.instant().getEpochSecond();
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    named.put("name", object.name());
    named.put("uid", object.uid());
    Map<String, @Nullable Object> cluster = new LinkedHashMap<>();
    cluster.put("namespace", object.namespace());
    cluster.put("serviceaccount", named);
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("aud", audiences.isEmpty() ? List.of(ISSUER) : audiences);
    claims.put("exp", now + seconds);
    claims.put("iat", now);
    claims.put("iss", ISSUER);
    claims.put("kubernetes.io", cluster);
    claims.put("nbf", now);
    claims.put("sub", "system:serviceaccount:" + object.namespace() + ":" + object.name());
    String head = encode("{\"alg\":\"HS256\",\"kid\":\"sandbox\"}");
    String content = head + "." + encode(Json.writeRaw(claims));
    return content + "." + ENCODER.encodeToString(sign(content));
  }

  @Override
  public Optional<UserInfo> review(String token, List<String> audiences) {
    int end = token.lastIndexOf('.');
    int middle = token.indexOf('.');
    if (middle < 0 || end <= middle) {
      return Optional.empty();
    }
    try {
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
      if (!Users.same(signature, sign(token.substring(0, end)))) {
        return Optional.empty();
      }
      byte[] claims = Base64.getUrlDecoder().decode(token.substring(middle + 1, end));
      return user(KubeObject.parse(new String(claims, StandardCharsets.UTF_8)), audiences);
    } catch (IllegalArgumentException | YamlException _) {
      // It is no token of ours.
      return Optional.empty();
    }
  }

  private Optional<UserInfo> user(KubeObject claims, List<String> audiences) {
    String namespace = claims.text("kubernetes.io", "namespace");
    String name = claims.text("kubernetes.io", "serviceaccount", "name");
    String uid = claims.text("kubernetes.io", "serviceaccount", "uid");
    StoredObject account = store.get(new StoreKey(ACCOUNTS, namespace, name));
    List<@Nullable Object> meant = claims.list("aud");
    boolean isForUs =
        audiences.isEmpty() ? meant.contains(ISSUER) : audiences.stream().anyMatch(meant::contains);
    if (account == null
        || !account.uid().equals(uid)
        || !isForUs
        || claims.number(0, "exp") <= clock.instant().getEpochSecond()) {
      return Optional.empty();
    }
    return Optional.of(
        new UserInfo(
            "system:serviceaccount:" + namespace + ":" + name,
            uid,
            List.of(
                "system:serviceaccounts",
                "system:serviceaccounts:" + namespace,
                Users.AUTHENTICATED),
            Map.of()));
  }

  private byte[] sign(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String encode(String json) {
    return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
