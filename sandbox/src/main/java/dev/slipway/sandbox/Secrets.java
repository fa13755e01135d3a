package dev.slipway.sandbox;

import dev.slipway.sandbox.folder.StateFolder;
import dev.slipway.sandbox.http.CertificateAuthority;
import dev.slipway.sandbox.http.Identity;
import dev.slipway.sandbox.http.ServerTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What only a sandbox itself knows, kept in its folder if it has one, so that a kubeconfig is good
/// after a restart too.
///
/// @param tls its certificates; null for plain HTTP
/// @param administratorToken the token of its administrator
/// @param signing the text that account tokens are signed with
record Secrets(@Nullable ServerTls tls, String administratorToken, String signing) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Secrets of(boolean withTls, @Nullable StateFolder folder)
      throws IOException, GeneralSecurityException {
    return folder == null
        ? new Secrets(withTls ? ServerTls.shared() : null, random(16), random(32))
        : new Secrets(
            withTls ? tls(folder) : null,
            folder.text("token", () -> random(16)),
            folder.text("signing-key", () -> random(32)));
  }

  private static ServerTls tls(StateFolder folder) throws IOException, GeneralSecurityException {
    String authorityText =
        folder.text("ca.pem", () -> text(CertificateAuthority.create().identity()));
    CertificateAuthority authority =
        new CertificateAuthority(Identity.parse(authorityText, authorityText));
    String serverText = folder.text("server.pem", () -> text(authority.issueServer()));
    return new ServerTls(authority, Identity.parse(serverText, serverText));
  }

  private static String text(Identity identity) {
    return identity.certificatePem() + identity.keyPem();
  }

  byte[] accountKey() {
    return signing.getBytes(StandardCharsets.UTF_8);
  }

  /// So many random bytes as text.
  static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
