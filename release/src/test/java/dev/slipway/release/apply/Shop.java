package dev.slipway.release.apply;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.manifest.KindOrder;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.kube.KubeClient;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.InMemoryCluster;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.RenderSituation;
import dev.slipway.release.lock.LockPace;
import dev.slipway.release.lock.Operator;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.OwnershipMarks;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.plan.RenderedRelease;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A release `shop/web` on a cluster in memory, and plans for it.
final class Shop {
  static final ReleaseName WEB = new ReleaseName("shop", "web");
  static final Instant NOW = Instant.parse("2026-11-27T21:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final ReleaseSettings SETTINGS = ReleaseSettings.DEFAULTS;

  final InMemoryCluster cluster = new InMemoryCluster();
  final List<ReleaseEvent> told = new ArrayList<>();
  ReleaseProgress progress = told::add;
  private int processes = 999_000_000;

  /// An engine of a process of its own, which is known to be gone when it ends.
  ReleaseEngine engine(KubeClient client) {
    Operator operator =
        new Operator("ann", "host", ++processes, "slipway apply", "run" + processes);
    LockPace pace =
        new LockPace(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofMillis(5));
    return new ClusterReleaseEngine(client, CLOCK, operator, new InstantWait(client), pace);
  }

  ReleaseEngine engine() {
    return engine(cluster);
  }

  ReleaseHistory history() {
    return new ReleaseStore(cluster, CLOCK).history(WEB);
  }

  /// `NAME STATUS` of all revisions.
  List<String> revisions() {
    return history().revisions().stream()
        .map(revision -> revision.revision() + " " + revision.status().text())
        .toList();
  }

  static ReleaseSettings with(
      boolean atomic, boolean cleanupOnFail, boolean force, boolean recreatePods) {
    return new ReleaseSettings(
        false,
        false,
        false,
        Duration.ofSeconds(30),
        atomic,
        cleanupOnFail,
        force,
        recreatePods,
        true,
        true,
        false,
        10,
        "",
        Map.of());
  }

  static String configMap(String name, String value) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "
        + name
        + "}\ndata: {v: \""
        + value
        + "\"}\n";
  }

  static String deployment(String name, String image, String fails) {
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "
        + name
        + ", annotations: {fails: \""
        + fails
        + "\"}}\nspec: {template: {spec: {containers: [{name: a, image: "
        + image
        + "}]}}}\n";
  }

  static Hook hook(String name, String event, int weight, String fails, String... policies) {
    return new Hook(
        name,
        "Job",
        "web/templates/" + name + ".yaml",
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: "
            + name
            + ", annotations: {fails: \""
            + fails
            + "\"}}\n",
        List.of(event),
        weight,
        List.of(policies),
        List.of());
  }

  ReleasePlan plan(String... objects) {
    return plan(SETTINGS, List.of(), objects);
  }

  /// What a planner would say that looked at the cluster now.
  ReleasePlan plan(ReleaseSettings settings, List<Hook> hooks, String... objects) {
    StringBuilder manifest = new StringBuilder();
    for (String object : objects) {
      manifest.append("---\n# Source: web/templates/x.yaml\n").append(object);
    }
    ReleaseHistory history = history();
    StoredRelease deployed = history.deployed().orElse(null);
    Placement placement = new Placement(cluster.resources(), WEB.namespace());
    List<ObjectChange> changes = new ArrayList<>();
    Set<ObjectKey> wanted = new HashSet<>();
    Map<ObjectKey, KubeObject> before = new LinkedHashMap<>();
    if (deployed != null) {
      placement.read(deployed.manifest()).forEach(object -> before.put(object.key(), object));
    }
    for (KubeObject object :
        KindOrder.install(HelmVersion.V4)
            .sorted(placement.read(manifest.toString()), KubeObject::kind)) {
      wanted.add(object.key());
      changes.add(change(object, before.get(object.key())));
    }
    before.forEach((key, object) -> {
      if (!wanted.contains(key)) {
        changes.add(ObjectChange.of(key, Action.DELETE).withStates(null, null, object));
      }
    });
    int last = history.last().map(StoredRelease::revision).orElse(0);
    return new ReleasePlan(
        "memory",
        WEB,
        history.lastGood().isEmpty() ? PlanKind.INSTALL : PlanKind.UPGRADE,
        last + 1,
        last,
        history.last().map(StoredRelease::status).orElse(ReleaseStatus.UNKNOWN),
        deployed == null ? 0 : deployed.revision(),
        0,
        new Source(),
        settings,
        null,
        new RenderedRelease(manifest.toString(), hooks, "notes", List.of()),
        new RenderedRelease("", List.of(), "", List.of()),
        List.of(),
        changes,
        List.of(),
        List.of());
  }

  private ObjectChange change(KubeObject object, @Nullable KubeObject previous) {
    KubeObject desired = OwnershipMarks.mark(object, WEB);
    KubeObject live = cluster.get(object.key()).orElse(null);
    Action action =
        live == null
            ? Action.CREATE
            : covers(live.tree(), desired.tree()) ? Action.NONE : Action.CHANGE;
    return ObjectChange.of(object.key(), action).withStates(desired, live, previous);
  }

  private static boolean covers(@Nullable Object live, @Nullable Object wanted) {
    if (live instanceof Map<?, ?> a && wanted instanceof Map<?, ?> b) {
      return b.entrySet().stream()
          .allMatch(entry -> covers(a.get(entry.getKey()), entry.getValue()));
    }
    return Objects.equals(live, wanted);
  }

  private static final class Source implements ReleaseSource {
    @Override
    public Chart chart() {
      return new Chart(
          List.of(),
          "web",
          ChartMetadata.named("web", "1.0.0"),
          null,
          List.of(),
          null,
          null,
          List.of(),
          List.of());
    }

    @Override
    public Map<String, @Nullable Object> values() {
      return Map.of("a", 1.0);
    }

    @Override
    public RenderedChart render(RenderSituation situation) {
      throw new UnsupportedOperationException();
    }
  }
}
