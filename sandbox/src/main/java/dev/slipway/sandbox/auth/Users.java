package dev.slipway.sandbox.auth;

import dev.slipway.sandbox.access.UserInfo;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/// Finds out who asks: by token, by the token of a service account, or by client certificate. Safe
/// for use by several threads.
public final class Users {
  /// The group of everybody who is known.
  static final String AUTHENTICATED = "system:authenticated";

  /// Who shows nothing.
  private static final UserInfo ANONYMOUS =
      UserInfo.of("system:anonymous", "system:unauthenticated");

  private final AccountTokens accounts;
  private final Map<String, UserInfo> tokens = new ConcurrentHashMap<>();

  /// Users without any token but those of service accounts.
  public Users(AccountTokens accounts) {
    this.accounts = accounts;
  }

  /// Makes a user known by a token.
  public void add(String token, String name, List<String> groups) {
    List<String> all = new ArrayList<>(groups);
    all.add(AUTHENTICATED);
    tokens.put(token, new UserInfo(name, "", all, Map.of()));
  }

  /// Who asks.
  ///
  /// @param authorization the header `Authorization`; may be empty
  /// @param certificate the client's certificate, which was checked already
  /// @return empty if what was shown is not good
  public Optional<UserInfo> find(String authorization, @Nullable X509Certificate certificate) {
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      String token = authorization.substring(7).strip();
      UserInfo known = tokens.get(token);
      return known == null ? accounts.review(token, List.of()) : Optional.of(known);
    }
    if (!authorization.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(certificate == null ? ANONYMOUS : of(certificate));
  }

  /// The user of a certificate: the common name, and the organizations as groups.
  private static UserInfo of(X509Certificate certificate) {
    String name = "";
    List<String> groups = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equals("CN")) {
          name = String.valueOf(part.getValue());
        } else if (part.getType().equals("O")) {
          groups.add(String.valueOf(part.getValue()));
        }
      }
    } catch (InvalidNameException e) {
      throw new IllegalStateException("a checked certificate has a name", e);
    }
    groups.add(AUTHENTICATED);
    return new UserInfo(name, "", groups, Map.of());
  }

  static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
