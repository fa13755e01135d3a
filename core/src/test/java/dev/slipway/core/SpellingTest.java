package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> KNOWN = List.of("replicas", "image", "imagePullPolicy", "on");

  @Test
  void findsANameWithOneTypingError() {
    assertThat(Spelling.nearest("replcas", KNOWN)).contains("replicas");
    assertThat(Spelling.nearest("imgae", KNOWN)).contains("image");
    assertThat(Spelling.nearest("Image", KNOWN)).contains("image");
    assertThat(Spelling.nearest("imagepullpolicy", KNOWN)).contains("imagePullPolicy");
  }

  @Test
  void keepsSilentWhenNothingIsNear() {
    assertThat(Spelling.nearest("service", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("xy", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("image", List.of())).isEmpty();
  }

  @Test
  void prefersTheNearestOfSeveral() {
    assertThat(Spelling.nearest("ports", List.of("parts", "port", "Ports"))).contains("Ports");
    assertThat(Spelling.nearest("x".repeat(500), List.of("x".repeat(499)))).isPresent();
  }
}
