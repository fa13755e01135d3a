package dev.slipway.kube.config;

/// What says who asks. Its texts are secret.
///
/// @param authorization the `Authorization` header's value, or empty
/// @param certificate the client's certificate as PEM, or empty
/// @param key the certificate's key as PEM, or empty
public record Credential(String authorization, String certificate, String key) {
  /// Nothing: an anonymous request.
  public static final Credential NONE = new Credential("", "", "");

  /// A token.
  public static Credential bearer(String token) {
    return new Credential("Bearer " + token, "", "");
  }

  @Override
  public String toString() {
    return "Credential[secret]";
  }
}
