package dev.slipway.sandbox.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// What a server needs for TLS: who signs, and who it is. Safe for use by several threads.
public final class ServerTls {
  private final CertificateAuthority authority;
  private final SSLContext context;

  /// TLS with that authority, whose clients it trusts, and that server's certificate.
  public ServerTls(CertificateAuthority authority, Identity server) {
    this.authority = authority;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new OneKey(server)},
          new TrustManager[] {new OneAuthority(authority.identity().certificate())},
          null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /// TLS with an authority of this process, made at the first use and shared by all its sandboxes.
  public static ServerTls shared() {
    return Shared.TLS;
  }

  /// Who signs.
  public CertificateAuthority authority() {
    return authority;
  }

  /// What sockets are made with.
  public SSLContext context() {
    return context;
  }

  private static final class Shared {
    static final ServerTls TLS;

    static {
      CertificateAuthority authority = CertificateAuthority.create();
      TLS = new ServerTls(authority, authority.issueServer());
    }
  }

  /// Offers the one key there is. A key store would do the same, and spend its time on passwords.
  private static final class OneKey extends X509ExtendedKeyManager {
    private static final String NAME = "server";
    private final Identity identity;

    OneKey(Identity identity) {
      this.identity = identity;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return "EC".equals(type) ? new String[] {NAME} : null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return "EC".equals(type) ? NAME : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return "EC".equals(type) ? NAME : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {identity.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.key();
    }
  }

  /// Trusts clients whose certificate the authority signed.
  private static final class OneAuthority extends X509ExtendedTrustManager {
    private final X509Certificate authority;

    OneAuthority(X509Certificate authority) {
      this.authority = authority;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      try {
        chain[0].checkValidity();
        chain[0].verify(authority.getPublicKey());
      } catch (CertificateException e) {
        throw e;
      } catch (GeneralSecurityException e) {
        throw new CertificateException("x509: certificate signed by unknown authority", e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("a server's side trusts no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {authority};
    }
  }
}
