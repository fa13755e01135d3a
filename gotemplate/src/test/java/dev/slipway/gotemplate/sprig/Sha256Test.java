package dev.slipway.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void givesWhatJavaGivesForEveryLengthAroundABlock() throws NoSuchAlgorithmException {
    MessageDigest java = MessageDigest.getInstance("SHA-256");
    Random random = new Random(7);
    for (int length = 0; length < 300; length++) {
      byte[] text = new byte[length];
      random.nextBytes(text);
      assertThat(Sha256.digest(text)).as("length %d", length).isEqualTo(java.digest(text));
    }
  }

  @Test
  void givesWhatJavaGivesForLongTexts() throws NoSuchAlgorithmException {
    byte[] text = new byte[Sha256.SHORT + 17];
    new Random(8).nextBytes(text);

    assertThat(Sha256.digest(text)).isEqualTo(MessageDigest.getInstance("SHA-256").digest(text));
  }
}
