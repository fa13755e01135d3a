package dev.slipway.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.core.Diagnostic;
import dev.slipway.object.KubeObject;
import dev.slipway.release.InMemoryCluster;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseStoreTest {
  private static final ReleaseName WEB = new ReleaseName("shop", "web");
  private static final Instant NOW = Instant.parse("2026-11-27T21:00:00Z");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final ReleaseStore store = new ReleaseStore(cluster, Clock.fixed(NOW, ZoneOffset.UTC));

  private static StoredRelease release(int revision, ReleaseStatus status, Chart chart) {
    return StoredRelease.of(
        new NewRevision(
            WEB,
            revision,
            status,
            "a description",
            NOW,
            NOW,
            0,
            "notes",
            chart,
            Map.of("a", 1.0),
            "---\n# Source: web/templates/a.yaml\na: 1\n",
            List.of(),
            Map.of("team", "shop"),
            ApplyMethod.SERVER_SIDE));
  }

  private static Chart chart(List<ChartFile> templates, List<ChartFile> files) {
    return new Chart(
        List.of(),
        "web",
        ChartMetadata.named("web", "1.0.0"),
        null,
        templates,
        null,
        null,
        files,
        List.of());
  }

  private static Chart small() {
    return chart(List.of(ChartFile.ofText("templates/a.yaml", "a: 1\n")), List.of());
  }

  /// Text that packing makes no smaller.
  private static byte[] noise(int size, long seed) {
    byte[] noise = new byte[size];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private void create(int revision, ReleaseStatus status) {
    assertThat(store.create(release(revision, status, small())).warnings()).isEmpty();
  }

  @Test
  void whatIsStoredIsFoundAgain() {
    create(1, ReleaseStatus.SUPERSEDED);
    create(2, ReleaseStatus.DEPLOYED);
    create(3, ReleaseStatus.FAILED);

    ReleaseHistory history = store.history(WEB);

    assertThat(history.revisions()).extracting(StoredRelease::revision).containsExactly(1, 2, 3);
    assertThat(history.deployed().orElseThrow().revision()).isEqualTo(2);
    assertThat(history.last().orElseThrow().revision()).isEqualTo(3);
    assertThat(history.lastGood().orElseThrow().revision()).isEqualTo(2);
    StoredRelease deployed = history.deployed().orElseThrow();
    assertThat(deployed.labels()).containsExactly(Map.entry("team", "shop"));
    assertThat(deployed.chartMetadata().version()).isEqualTo("1.0.0");
    assertThat(store.list("")).extracting(ReleaseHistory::name).containsExactly(WEB);
  }

  @Test
  void tenRevisionsComeInTheOrderOfTheirNumbers() {
    for (int i = 1; i <= 10; i++) {
      create(i, ReleaseStatus.SUPERSEDED);
    }
    assertThat(store.history(WEB).last().orElseThrow().revision()).isEqualTo(10);
  }

  @Test
  void aChangedRecordIsOnlyWrittenOverTheOneThatWasRead() {
    create(1, ReleaseStatus.DEPLOYED);
    StoredRelease read = store.last(WEB).orElseThrow();
    assertThat(store.update(read.withStatus(ReleaseStatus.FAILED)).warnings()).isEmpty();

    assertThatThrownBy(() -> store.update(read.withStatus(ReleaseStatus.SUPERSEDED)))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.RIVAL));
    assertThat(store.last(WEB).orElseThrow().status()).isEqualTo(ReleaseStatus.FAILED);
  }

  @Test
  void theSameWriteAgainIsNoRivals() {
    StoredRelease release = release(1, ReleaseStatus.PENDING_INSTALL, small());
    store.create(release);
    Written again = store.create(release);
    assertThat(again.release().resourceVersion()).isNotEmpty();

    assertThatThrownBy(() -> store.create(release.withStatus(ReleaseStatus.FAILED, "other")))
        .isInstanceOf(ReleaseException.class);
  }

  @Test
  void theOldestGoFirstAndTheDeployedOneStays() {
    create(1, ReleaseStatus.DEPLOYED);
    for (int i = 2; i <= 5; i++) {
      create(i, ReleaseStatus.FAILED);
    }
    store.prune(store.history(WEB), 2, Set.of());
    assertThat(store.history(WEB).revisions())
        .extracting(StoredRelease::revision)
        .containsExactly(1, 5);
  }

  @Test
  void fieldsThatNobodyKnowsStay() {
    create(1, ReleaseStatus.DEPLOYED);
    StoredRelease read = store.last(WEB).orElseThrow();
    StoredRelease odd = read.withTree(Trees.with(read.tree(), "future", List.of("x", 1.5)));
    store.update(odd);
    store.update(store.last(WEB).orElseThrow().withStatus(ReleaseStatus.SUPERSEDED));
    assertThat(store.last(WEB).orElseThrow().tree()).containsEntry("future", List.of("x", 1.5));
  }

  @Test
  void aRecordThatCannotBeReadNamesItsSecretAndHidesNoOther() {
    create(1, ReleaseStatus.DEPLOYED);
    String broken =
        Base64.getEncoder().encodeToString("H4sIAAAAbroken".getBytes(StandardCharsets.US_ASCII));
    cluster.put(
        """
        {"apiVersion":"v1","kind":"Secret","type":"helm.sh/release.v1",
         "metadata":{"name":"sh.helm.release.v1.web.v2","namespace":"shop",
         "labels":{"owner":"helm","name":"web","status":"failed","version":"2"}},
         "data":{"release":"%s"}}
        """
            .formatted(broken));

    ReleaseHistory history = store.history(WEB);

    assertThat(history.nextRevision()).isEqualTo(3);
    assertThat(history.deployed().orElseThrow().manifest()).contains("a: 1");
    assertThat(history.readable().last().orElseThrow().revision()).isEqualTo(1);
    assertThat(history.problems())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .startsWith("the release record in Secret shop/sh.helm.release.v1.web.v2 cannot be read: ");
  }

  @Test
  void aLargeRecordLosesWhatHelmDoesNotNeed() {
    Chart chart =
        chart(
            List.of(ChartFile.ofText("templates/a.yaml", "a: 1\n")),
            List.of(
                new ChartFile("README.md", noise(500_000, 1)),
                new ChartFile("files/a.bin", noise(200_000, 2)),
                new ChartFile("files/b.bin", noise(200_000, 2))));

    Written written = store.create(release(1, ReleaseStatus.DEPLOYED, chart));

    assertThat(written.warnings())
        .singleElement()
        .extracting(Diagnostic::message)
        .isEqualTo(
            "the record of release shop/web, revision 1 would take 115 % of the room that a Secret"
                + " has: left out of the stored chart: documents");
    Chart stored = store.last(WEB).orElseThrow().chart();
    assertThat(stored.files())
        .extracting(ChartFile::name)
        .containsExactly("files/a.bin", "files/b.bin");
    assertThat(stored.templates()).hasSize(1);
    assertThat(store.last(WEB).orElseThrow().manifest()).contains("# Source: web/templates/a.yaml");
  }

  @Test
  void fromFourFifthsOnItWarns() {
    Chart chart = chart(List.of(), List.of(new ChartFile("files/a.bin", noise(650_000, 3))));
    assertThat(store.create(release(1, ReleaseStatus.DEPLOYED, chart)).warnings())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .endsWith("% of the room that a Secret has");
    StoredRelease stored = store.last(WEB).orElseThrow();
    assertThat(store.update(stored.withStatus(ReleaseStatus.SUPERSEDED)).warnings()).isEmpty();
  }

  private static StoredRelease withManifest(int size) {
    StoredRelease release = release(1, ReleaseStatus.DEPLOYED, small());
    String manifest = "a: " + Base64.getEncoder().encodeToString(noise(size, 4)) + "\n";
    return release.withTree(Trees.with(release.tree(), "manifest", manifest));
  }

  @Test
  void whatCannotBeMadeToFitIsRefusedBeforeTheClusterSeesIt() {
    assertThatThrownBy(() -> store.create(withManifest(1_500_000)))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            e -> {
              assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.RECORD_TOO_LARGE);
              assertThat(e.diagnostic().message())
                  .contains("does not fit into a Secret, even without the chart's files")
                  .containsPattern(
                      "packed, of which 1\\d\\d\\d KiB are the manifest; 1020 KiB are");
            });
    assertThat(cluster.requests()).noneMatch(request -> request.startsWith("create"));
  }

  @Test
  void whatTakesTheRoomIsNamed() {
    Chart chart =
        small().withValues(Map.of("blob", Base64.getEncoder().encodeToString(noise(1_200_000, 5))));
    RecordRoom room = RecordRoom.of(release(1, ReleaseStatus.DEPLOYED, chart));
    assertThat(room.fits()).isFalse();
    Diagnostic remark = room.remark("the record").orElseThrow();
    assertThat(remark.message()).contains("are the chart's values.yaml");
    assertThat(remark.hint()).isEqualTo("move large texts out of values.yaml");
  }

  @Test
  void aRecordThatJustFitsCanStillSayWhyItFailed() {
    StoredRelease stored = store.create(withManifest(774_000)).release();
    assertThat(stored.encoded().length()).isGreaterThan(1_030_000);
    List<String> evidence = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      evidence.add(Base64.getEncoder().encodeToString(noise(140, 10 + i)));
    }
    StoredRelease failed =
        stored.withStatus(ReleaseStatus.FAILED, "it failed".repeat(40)).withEvidence(evidence);

    Written written = store.update(failed);

    assertThat(written.release().status()).isEqualTo(ReleaseStatus.FAILED);
    assertThat(written.release().description()).startsWith("it failed");
    assertThat(written.warnings())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .endsWith("what was found out about its failure");
  }

  @Test
  void onlyWhatWasThereIsSaidToBeLeftOut() {
    Chart chart =
        chart(
            List.of(new ChartFile("templates/_a.tpl", noise(900_000, 6))),
            List.of(ChartFile.ofText("files/a.txt", "a")));
    assertThat(store.create(release(1, ReleaseStatus.DEPLOYED, chart)).warnings())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .endsWith("left out of the stored chart: files, templates");
  }

  @Test
  void theSecretIsHelms() {
    create(4, ReleaseStatus.DEPLOYED);
    KubeObject secret = cluster.get(SecretRecord.key(WEB, 4)).orElseThrow();
    assertThat(secret.name()).isEqualTo("sh.helm.release.v1.web.v4");
    assertThat(secret.text("type")).isEqualTo("helm.sh/release.v1");
    assertThat(secret.labels())
        .containsOnly(
            Map.entry("createdAt", "1795813200"),
            Map.entry("name", "web"),
            Map.entry("owner", "helm"),
            Map.entry("status", "deployed"),
            Map.entry("team", "shop"),
            Map.entry("version", "4"));
  }
}
