package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
  private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

  private final SecretMask mask = new SecretMask(KEY);

  @Test
  void hidesValuesWhereverTheyStand() {
    mask.add("swordfish");

    String hidden = mask.hide("a swordfish, swordfish");

    assertThat(hidden).matches("a (<secret:[0-9a-f]{8}>), \\1");
    assertThat(mask.shows("a swordfish")).isTrue();
    assertThat(mask.shows(hidden)).isFalse();
  }

  @Test
  void hidesTheirBase64AndEscapedForms() {
    mask.add("pass\"word\n2");
    String base64 =
        Base64.getEncoder().encodeToString("pass\"word\n2".getBytes(StandardCharsets.UTF_8));

    assertThat(mask.hide(base64)).startsWith("<secret:");
    assertThat(mask.hide("\"pass\\\"word\\n2\"")).startsWith("\"<secret:").endsWith(">\"");
  }

  @Test
  void hidesEachLineOfLongValues() {
    mask.add("-----BEGIN KEY-----\nabcdefghi\n-----END KEY-----\n");

    assertThat(mask.hide("  key: |\n    -----BEGIN KEY-----\n    abcdefghi\n"))
        .doesNotContain("abcdefghi");
  }

  @Test
  void prefersTheLongestValue() {
    mask.add("password");
    mask.add("password-and-more");

    assertThat(mask.hide("password-and-more")).matches("<secret:\\w{8}>");
  }

  @Test
  void leavesShortValuesAlone() {
    mask.add("true");

    assertThat(mask.isEmpty()).isTrue();
    assertThat(mask.hide("it is true")).isEqualTo("it is true");
  }

  @Test
  void showsWhetherValuesDiffer() {
    mask.add("first value");
    mask.add("other value");
    SecretMask same = new SecretMask(KEY);
    same.add("first value");
    SecretMask random = new SecretMask();
    random.add("first value");

    assertThat(mask.hide("first value")).isEqualTo(same.hide("first value"));
    assertThat(mask.hide("first value")).isNotEqualTo(mask.hide("other value"));
    assertThat(mask.hide("first value")).isNotEqualTo(random.hide("first value"));
  }
}
