package dev.slipway.kube.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Compares with what kstatus and Helm's older check said of the same objects.
class ReadinessVectorsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static List<KubeObject> lines(String suite) throws IOException {
    List<KubeObject> lines = new ArrayList<>();
    try (InputStream file =
            ReadinessVectorsTest.class.getResourceAsStream("/vectors/kstatus.jsonl.gz");
        InputStream in = new GZIPInputStream(Objects.requireNonNull(file))) {
      for (String line : GoStrings.fromBytes(in.readAllBytes()).split("\n", -1)) {
        if (!line.isEmpty()) {
          KubeObject vector = KubeObject.parse(line);
          if (vector.text("suite").equals(suite)) {
            lines.add(vector);
          }
        }
      }
    }
    return lines;
  }

  @Test
  void judgesAsKstatusDoes() throws IOException {
    List<String> differences = new ArrayList<>();
    Set<String> states = new TreeSet<>();
    List<KubeObject> vectors = lines("kstatus");
    for (KubeObject vector : vectors) {
      ObjectStatus status = Readiness.of(KubeObject.of(vector.map("object")), NOW);
      String said =
          status.state() == ObjectStatus.State.UNKNOWN
              ? "error"
              : status.state().name().replace("_", "")
                  + "|"
                  + status.reason()
                  + "|"
                  + status.message();
      String wanted =
          !vector.text("error").isEmpty()
              ? "error"
              : vector.text("status").toUpperCase(Locale.ROOT)
                  + "|"
                  + vector.text("reason")
                  + "|"
                  + vector.text("message");
      states.add(vector.text("status") + "|" + vector.text("reason"));
      if (!said.equals(wanted)) {
        differences.add(vector.json() + "\n  wanted " + wanted + "\n  said   " + said);
      }
    }

    assertThat(vectors.size()).isGreaterThan(1000);
    assertThat(states.size()).isGreaterThan(30);
    assertThat(differences).isEmpty();
  }

  @Test
  void judgesAsHelmsOlderCheckDoes() throws IOException {
    List<String> differences = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    List<KubeObject> vectors = lines("legacy");
    for (KubeObject vector : vectors) {
      KubeObject object = KubeObject.of(vector.map("object"));
      List<KubeObject> related = vector.maps("related").stream().map(KubeObject::of).toList();
      ObjectStatus status = LegacyReadiness.of(object, related, true);
      boolean failed = !vector.text("error").isEmpty();
      kinds.add(object.kind() + " " + vector.flag("ready"));
      if (status.isCurrent() != vector.flag("ready")
          || failed != (status.state() == ObjectStatus.State.FAILED)) {
        differences.add(vector.json() + "\n  said " + status);
      }
    }

    assertThat(kinds)
        .contains("Deployment true", "Deployment false", "DaemonSet true", "DaemonSet false");
    assertThat(differences).isEmpty();
  }
}
