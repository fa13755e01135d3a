package dev.slipway.kube.config;

/// Gives the credential to use now. Safe for use by several threads at once.
public interface Credentials {
  /// The credential to use now.
  ///
  /// @throws dev.slipway.kube.KubeException if none can be had
  Credential current();

  /// The cluster refused this credential: get another, if that is possible.
  ///
  /// @return whether [#current] gives another one now
  /// @throws dev.slipway.kube.KubeException if another one cannot be had
  boolean renew(Credential refused);

  /// Where the credential comes from, for errors: `the token of user "me"`.
  String origin();

  /// One that never changes.
  static Credentials fixed(Credential credential, String origin) {
    return new Credentials() {
      @Override
      public Credential current() {
        return credential;
      }

      @Override
      public boolean renew(Credential refused) {
        return false;
      }

      @Override
      public String origin() {
        return origin;
      }
    };
  }
}
