package dev.slipway.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.control.ContainerLogs.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLogsTest {
  @ParameterizedTest
  @CsvSource({"0, 'three '", "1, 'two three '", "2, 'one two three '"})
  void aFollowerGetsTheLinesItAskedForAndThoseThatComeLater(int tail, String all)
      throws IOException {
    ContainerLogs logs = new ContainerLogs();
    logs.write("pod", "app", Instant.EPOCH, "one");
    logs.write("pod", "app", Instant.EPOCH, "two");
    List<Line> known = Objects.requireNonNull(logs.read("pod", "app", false));
    try (InputStream stream =
        logs.follow("pod", "app", false, known, known.subList(known.size() - tail, known.size()))) {
      logs.write("pod", "app", Instant.EPOCH, "three");
      logs.end("pod", "app");
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace('\n', ' '))
          .isEqualTo(all);
    }
  }
}
