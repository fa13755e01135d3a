package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthChallengeTest {
  @Test
  void parametersMayBeQuotedOrNot() {
    AuthChallenge challenge =
        AuthChallenge.parse(
            "Bearer realm=\"https://auth.example.org/token?x=1,2\", Service=reg.io ,"
                + "scope=\"a \\\"b\\\"\"");
    assertThat(challenge)
        .isEqualTo(
            new AuthChallenge(
                "bearer",
                Map.of(
                    "realm",
                    "https://auth.example.org/token?x=1,2",
                    "service",
                    "reg.io",
                    "scope",
                    "a \"b\"")));
    assertThat(AuthChallenge.parse("Basic")).isEqualTo(new AuthChallenge("basic", Map.of()));
    assertThat(AuthChallenge.parse("  ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void oddHeadersDoNotBreakTheReader(int seed) {
    Random random = new Random(seed);
    String letters = "Bearer =\"\\,realm ";
    for (int i = 0; i < 500; i++) {
      StringBuilder header = new StringBuilder();
      for (int k = random.nextInt(40); k > 0; k--) {
        header.append(letters.charAt(random.nextInt(letters.length())));
      }
      AuthChallenge challenge = AuthChallenge.parse(header.toString());
      assertThat(challenge == null || !challenge.scheme().isEmpty()).isTrue();
    }
  }
}
