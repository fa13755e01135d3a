package dev.slipway.sandbox.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes and knows the tokens of service accounts. Must be safe for use by several threads.
public interface TokenIssuer {
  /// For whom tokens are that name nobody.
  String AUDIENCE = "https://kubernetes.default.svc";

  /// Makes none and knows none.
  TokenIssuer NONE =
      new TokenIssuer() {
        @Override
        public String issue(
            Map<String, @Nullable Object> account, List<String> audiences, long seconds) {
          return "";
        }

        @Override
        public Optional<UserInfo> review(String token, List<String> audiences) {
          return Optional.empty();
        }
      };

  /// Makes a token.
  ///
  /// @param account the ServiceAccount
  /// @param audiences whom it is for; may be empty
  /// @param seconds how long it is good for
  /// @return the token; empty if there are none here
  String issue(Map<String, @Nullable Object> account, List<String> audiences, long seconds);

  /// Whose token it is, if it is good.
  Optional<UserInfo> review(String token, List<String> audiences);
}
