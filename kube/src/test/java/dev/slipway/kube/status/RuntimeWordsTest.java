package dev.slipway.kube.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rpc error: code = NotFound desc = failed to pull and unpack image \"r.example/a:1\": "
            + "failed to resolve reference \"r.example/a:1\": r.example/a:1: not found"
            + "|r.example/a:1: not found",
        "Back-off pulling image \"a:1\": ErrImagePull: rpc error: code = Unknown desc = "
            + "Error response from daemon: manifest for a:1 not found"
            + "|Error response from daemon: manifest for a:1 not found",
        "Back-off pulling image \"a:1\"|Back-off pulling image \"a:1\"",
        "rpc error: code = Unknown desc =|rpc error: code = Unknown desc =",
        "Error: secret \"x\" not found|Error: secret \"x\" not found",
      })
  void theLayersAroundACauseAreTakenOff(String message, String cause) {
    assertThat(RuntimeWords.cause(message)).isEqualTo(cause);
  }
}
