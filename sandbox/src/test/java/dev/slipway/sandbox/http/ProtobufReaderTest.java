package dev.slipway.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ProtobufReaderTest {
  @Test
  void readsWhatKubectlSends() {
    // kubectl create configmap c --from-literal=a=b -n z
    byte[] body =
        HexFormat.of()
            .parseHex(
                "6b3873000a0f0a0276311209436f6e6669674d6170"
                    + "121c0a120a016312001a017a22002a00320038004200"
                    + "12060a01611201621a002200");
    assertThat(Json.write(ProtobufReader.read(body)))
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"b\"},\"kind\":\"ConfigMap\","
                + "\"metadata\":{\"name\":\"c\",\"namespace\":\"z\"}}");
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> ProtobufReader.read("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("does not appear to be a protobuf message");
    assertThatThrownBy(() -> ProtobufReader.read(HexFormat.of().parseHex("6b3873000a7f0a027631")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
