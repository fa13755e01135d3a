package dev.slipway.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.Chart;
import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Records as the real Helm wrote and read them.
class HelmRecordsTest {
  record Recorded(String step, KubeObject secret, Map<String, @Nullable Object> release) {
    @Override
    public String toString() {
      return secret.name() + " after " + step;
    }
  }

  static Stream<Recorded> recorded() {
    return Stream.of("/vectors/helm4-releases.jsonl", "/vectors/helm3-releases.jsonl")
        .flatMap(HelmRecordsTest::read);
  }

  private static Stream<Recorded> read(String file) {
    try (InputStream in =
        Objects.requireNonNull(HelmRecordsTest.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(HelmRecordsTest::line).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recorded line(String line) {
    Map<String, @Nullable Object> tree = Trees.map(Json.read(line));
    return new Recorded(
        Trees.text(tree, "step"),
        KubeObject.of(Trees.map(tree.get("secret"))),
        Trees.map(tree.get("release")));
  }

  private static StoredRelease stored(Recorded recorded) {
    return SecretRecord.read(recorded.secret()).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void saysWhatHelmReadsFromIt(Recorded recorded) {
    StoredRelease release = stored(recorded);
    Map<String, @Nullable Object> helm = recorded.release();
    Map<String, @Nullable Object> info = Trees.map(helm.get("info"));

    assertThat(release.problem()).isEmpty();
    assertThat(release.name().name()).isEqualTo(helm.get("name"));
    assertThat(release.name().namespace()).isEqualTo(helm.get("namespace"));
    assertThat(release.revision()).isEqualTo(Trees.number(helm, "version"));
    assertThat(release.status().text()).isEqualTo(info.get("status"));
    assertThat(release.description()).isEqualTo(Trees.text(info, "description"));
    assertThat(release.firstDeployed()).contains(moment(info, "first_deployed"));
    assertThat(release.lastDeployed()).contains(moment(info, "last_deployed"));
    assertThat(release.notes()).isEqualTo(Trees.text(info, "notes"));
    assertThat(release.rollbackRevision()).isEqualTo(Trees.number(info, "rollback_revision"));
    assertThat(release.manifest()).isEqualTo(helm.get("manifest"));
    assertThat(release.values()).isEqualTo(Trees.map(helm.get("config")));
    assertThat(release.applyMethod()).isEqualTo(ApplyMethod.of(Trees.text(helm, "apply_method")));
    assertThat(release.hooks()).hasSize(Trees.list(helm.get("hooks")).size());
  }

  private static Instant moment(Map<String, @Nullable Object> info, String key) {
    return Objects.requireNonNull(Trees.instant(info, key));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void isWrittenAgainWithAllThatIsInIt(Recorded recorded) {
    StoredRelease release = stored(recorded);
    KubeObject secret = SecretRecord.modified(release.withTree(release.tree()), 7);
    StoredRelease again = SecretRecord.read(secret).orElseThrow();

    assertThat(again.tree()).isEqualTo(release.tree());
    assertThat(secret.text("type")).isEqualTo(recorded.secret().text("type"));
    assertThat(secret.name()).isEqualTo(recorded.secret().name());
    Map<String, String> labels = new TreeMap<>(recorded.secret().labels());
    labels.keySet().removeAll(List.of("createdAt", "modifiedAt"));
    labels.put("modifiedAt", "7");
    assertThat(secret.labels()).containsExactlyInAnyOrderEntriesOf(labels);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @SuppressWarnings("NullAway")
  void becomesTheSameTreeWhenWeMakeItOfItsParts(Recorded recorded) {
    StoredRelease release = stored(recorded);
    Chart chart = release.chart();
    StoredRelease made =
        StoredRelease.of(
            new NewRevision(
                release.name(),
                release.revision(),
                release.status(),
                release.description(),
                release.firstDeployed().orElseThrow(),
                release.lastDeployed().orElseThrow(),
                release.rollbackRevision(),
                release.notes(),
                chart,
                release.values(),
                release.manifest(),
                release.hooks(),
                release.labels(),
                release.applyMethod()));

    Map<String, @Nullable Object> ours = normal(made.tree());
    Map<String, @Nullable Object> helms = normal(release.tree());
    assertThat(ours).isEqualTo(helms);
  }

  /// Through JSON, without moments: they have several forms. Helm 3 does not know the apply method
  /// and the schema's time, and writes empty texts for no moment.
  private static Map<String, @Nullable Object> normal(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> copy = Trees.map(Json.read(Json.write(tree)));
    copy.remove("apply_method");
    Map<String, @Nullable Object> info = Trees.map(copy.get("info"));
    info.keySet().removeAll(List.of("first_deployed", "last_deployed", "deleted"));
    Map<String, @Nullable Object> chart = Trees.map(copy.get("chart"));
    chart.keySet().removeAll(List.of("schemamodtime", "modtime"));
    for (Object files :
        List.of(Trees.list(chart.get("templates")), Trees.list(chart.get("files")))) {
      for (Map<String, @Nullable Object> file : Trees.maps(files)) {
        file.remove("modtime");
      }
    }
    for (Map<String, @Nullable Object> hook : Trees.maps(copy.get("hooks"))) {
      Map<String, @Nullable Object> run = Trees.map(hook.get("last_run"));
      run.keySet().removeAll(List.of("started_at", "completed_at"));
    }
    return copy;
  }
}
