package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShamirTest {
  @Test
  void findsTheValueAtZero() {
    // f(x) = 42 + 7x, in GF(2⁸): f(1) = 42 ^ 7, f(2) = 42 ^ 14, f(3) = 42 ^ 9.
    byte[] first = {42 ^ 7, 1};
    byte[] second = {42 ^ 14, 2};
    byte[] third = {42 ^ 9, 3};

    assertThat(Shamir.combine(List.of(first, second))).containsExactly(42);
    assertThat(Shamir.combine(List.of(third, first))).containsExactly(42);
    assertThat(Shamir.combine(List.of(first, second, third))).containsExactly(42);
  }

  @Test
  void refusesPartsThatDoNotFit() {
    byte[] part = {1, 1};

    assertThatThrownBy(() -> Shamir.combine(List.of(part, part)))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("the same");
    assertThatThrownBy(() -> Shamir.combine(List.of(part, new byte[] {1, 2, 3})))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("different lengths");
  }
}
