package dev.slipway.chart.repository;

/// How to reach a server: the flags `--username` to `--plain-http` of Helm, or what
/// repositories.yaml says. Texts that are not set are empty.
///
/// @param username the user for basic authentication, sent only together with a password
/// @param password the password
/// @param passCredentialsAll whether hosts other than the repository's get the password too
/// @param certFile the client's certificate, PEM
/// @param keyFile the key of `certFile`, PEM
/// @param caFile the only authorities to trust, PEM
/// @param insecureSkipTlsVerify whether any certificate of the server will do
/// @param plainHttp whether a registry is spoken to without TLS
public record ServerAccess(
    String username,
    String password,
    boolean passCredentialsAll,
    String certFile,
    String keyFile,
    String caFile,
    boolean insecureSkipTlsVerify,
    boolean plainHttp) {
  /// Nothing special.
  public static final ServerAccess NONE = new ServerAccess("", "", false, "", "", "", false, false);

  /// A copy with other credentials.
  public ServerAccess withBasicAuth(String newUsername, String newPassword) {
    return new ServerAccess(
        newUsername,
        newPassword,
        passCredentialsAll,
        certFile,
        keyFile,
        caFile,
        insecureSkipTlsVerify,
        plainHttp);
  }

  /// A copy that sends the password to all hosts, or not.
  public ServerAccess withPassCredentialsAll(boolean all) {
    return new ServerAccess(
        username, password, all, certFile, keyFile, caFile, insecureSkipTlsVerify, plainHttp);
  }

  /// A copy with other PEM files.
  public ServerAccess withTlsFiles(String cert, String key, String ca) {
    return new ServerAccess(
        username, password, passCredentialsAll, cert, key, ca, insecureSkipTlsVerify, plainHttp);
  }

  /// A copy that accepts any certificate, or not.
  public ServerAccess withInsecureSkipTlsVerify(boolean insecure) {
    return new ServerAccess(
        username, password, passCredentialsAll, certFile, keyFile, caFile, insecure, plainHttp);
  }

  /// A copy that speaks to registries without TLS, or not.
  public ServerAccess withPlainHttp(boolean plain) {
    return new ServerAccess(
        username,
        password,
        passCredentialsAll,
        certFile,
        keyFile,
        caFile,
        insecureSkipTlsVerify,
        plain);
  }

  /// Whether there are credentials to send.
  boolean hasCredentials() {
    return !username.isEmpty() && !password.isEmpty();
  }

  /// The password stays out of logs.
  @Override
  public String toString() {
    return "ServerAccess[username=" + username + ", caFile=" + caFile + "]";
  }
}
