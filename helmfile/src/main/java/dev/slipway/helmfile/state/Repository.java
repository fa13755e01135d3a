package dev.slipway.helmfile.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chart repository that a helmfile declares.
public final class Repository extends Fields {
  Repository(Map<String, ? extends @Nullable Object> map) {
    super(map);
  }

  /// The name by which charts name it.
  public String name() {
    return text("name");
  }

  /// Its address; without a scheme when it is a registry.
  public String url() {
    return text("url");
  }

  /// Whether it is an OCI registry.
  public boolean oci() {
    return flag("oci");
  }

  /// Who manages it, such as `acr`, or empty.
  public String managed() {
    return text("managed");
  }

  /// The user's name, or empty.
  public String username() {
    return text("username");
  }

  /// The password, or empty.
  public String password() {
    return text("password");
  }

  /// The file of certificate authorities, or empty.
  public String caFile() {
    return text("caFile");
  }

  /// The file of the client's certificate, or empty.
  public String certFile() {
    return text("certFile");
  }

  /// The file of the client's key, or empty.
  public String keyFile() {
    return text("keyFile");
  }

  /// The file with credentials of registries, or empty.
  public String registryConfig() {
    return text("registryConfig");
  }

  /// The file with public keys, or empty.
  public String keyring() {
    return text("keyring");
  }

  /// Whether charts' signatures are checked.
  public boolean verify() {
    return flag("verify");
  }

  /// Whether credentials go to other hosts too.
  public boolean passCredentials() {
    return flag("passCredentials");
  }

  /// Whether the server's certificate is not checked.
  public boolean skipTlsVerify() {
    return flag("skipTLSVerify");
  }

  /// Whether the registry is reached without TLS.
  public boolean plainHttp() {
    return flag("plainHttp");
  }
}
