package dev.slipway.kube.client;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts servers whose certificate has a given name, whatever the address is that they were
/// reached at (`tls-server-name`).
final class NamedServerTrust extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final X509ExtendedTrustManager authorities;
  private final String name;

  NamedServerTrust(X509ExtendedTrustManager authorities, String name) {
    this.authorities = authorities;
    this.name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authorities.checkServerTrusted(chain, type);
    Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
    if (names != null) {
      for (List<?> entry : names) {
        if (entry.get(1) instanceof String text && matches(entry.get(0), text)) {
          return;
        }
      }
    }
    throw new CertificateException("it is not for " + name);
  }

  private boolean matches(Object kind, String text) {
    if (kind.equals(IP_ADDRESS)) {
      return text.equalsIgnoreCase(name);
    }
    if (!kind.equals(DNS_NAME)) {
      return false;
    }
    String pattern = text.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return pattern.equals(name)
        || (pattern.startsWith("*.")
            && dot > 0
            && pattern.substring(1).equals(name.substring(dot)));
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
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authorities.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
