package dev.slipway.release.plan;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.ManifestSorter;
import dev.slipway.chart.manifest.SortedManifests;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.ReleaseSpec;
import dev.slipway.release.RenderSituation;
import dev.slipway.release.store.ApplyMethod;
import dev.slipway.release.store.NewRevision;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A release `shop/web` on a simulated cluster with the namespace `shop`.
final class Scene {
  /// Helm's defaults with `--force`.
  static final ReleaseSettings FORCE =
      new ReleaseSettings(
          false,
          false,
          false,
          Duration.ofMinutes(5),
          false,
          false,
          true,
          false,
          true,
          true,
          false,
          10,
          "",
          Map.of());

  static final ReleaseName WEB = new ReleaseName("shop", "web");

  final DirectClient client;
  final ReleaseStore store;
  final Planner planner;

  Scene() {
    this(DirectClient.ofEmptyCluster());
  }

  Scene(DirectClient client) {
    this.client = client;
    this.store = new ReleaseStore(client, Clock.systemUTC());
    this.planner = new Planner(client, store);
    create("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
    client.resources();
    client.takeRequests();
  }

  /// Makes an object that no release has.
  KubeObject create(String yaml) {
    return client.create(object(yaml), WriteOptions.as("someone"));
  }

  static KubeObject object(String yaml) {
    return KubeObject.parse(Json.write(Yaml.readNumbers(yaml)));
  }

  static ReleaseSpec spec(Function<RenderSituation, String> template, ReleaseSettings settings) {
    return new ReleaseSpec(WEB, new TextSource(template, List.of()), settings);
  }

  /// A chart that has nothing but definitions in `crds/`.
  static ReleaseSpec definitions(String crds, ReleaseSettings settings) {
    ChartFile file = new ChartFile("crds/all.yaml", crds.getBytes(StandardCharsets.UTF_8));
    return new ReleaseSpec(WEB, new TextSource(_ -> "", List.of(file)), settings);
  }

  ReleasePlan plan(String manifest) {
    return plan(manifest, PlanOptions.DEFAULTS);
  }

  ReleasePlan plan(String manifest, PlanOptions options) {
    return planner.plan(spec(_ -> manifest, ReleaseSettings.DEFAULTS), options);
  }

  /// Brings a release onto the cluster.
  ReleasePlan install(String manifest) {
    return install(_ -> manifest);
  }

  ReleasePlan install(Function<RenderSituation, String> template) {
    ReleasePlan plan =
        planner.plan(
            spec(template, ReleaseSettings.DEFAULTS),
            PlanOptions.DEFAULTS.withoutChecks().withSeed(1));
    carryOut(plan);
    return plan;
  }

  /// Does what a plan says, and records it.
  void carryOut(ReleasePlan plan) {
    for (ObjectChange change : plan.changes()) {
      KubeObject desired = change.desired();
      switch (change.action()) {
        case CREATE, CHANGE, LATER -> {
          if (desired != null) {
            client.apply(desired, WriteOptions.as(PlanOptions.HELM).forced());
          }
        }
        case DELETE -> client.delete(change.key(), DeleteOptions.background());
        case REPLACE, KEEP, NONE -> {
          // Nothing is written for these here.
        }
      }
    }
    record(plan);
    client.takeRequests();
  }

  /// Writes a revision down without touching objects.
  void record(ReleasePlan plan) {
    for (StoredRelease old : store.history(plan.name()).revisions()) {
      store.update(old.withStatus(ReleaseStatus.SUPERSEDED));
    }
    store.create(
        StoredRelease.of(
            new NewRevision(
                plan.name(),
                plan.revision(),
                ReleaseStatus.DEPLOYED,
                "done",
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                "",
                TextSource.CHART,
                Map.of(),
                plan.rendered().manifest(),
                plan.rendered().hooks().stream().map(StoredHook::of).toList(),
                Map.of(),
                ApplyMethod.SERVER_SIDE)));
  }

  /// Changes fields of a live object as another field manager.
  void edit(String manager, ObjectKey key, String fields) {
    Map<String, @Nullable Object> tree = client.get(key).orElseThrow().copy();
    merge(tree, object(fields).tree());
    client.replace(KubeObject.of(tree), WriteOptions.as(manager));
    client.takeRequests();
  }

  @SuppressWarnings("unchecked")
  private static void merge(
      Map<String, @Nullable Object> tree, Map<String, @Nullable Object> fields) {
    fields.forEach((key, value) -> {
      if (value == null) {
        tree.remove(key);
      } else if (value instanceof Map<?, ?> map && tree.get(key) instanceof Map<?, ?> inner) {
        merge((Map<String, @Nullable Object>) inner, (Map<String, @Nullable Object>) map);
      } else {
        tree.put(key, value);
      }
    });
  }

  /// A chart that is one text.
  private record TextSource(Function<RenderSituation, String> template, List<ChartFile> crds)
      implements ReleaseSource {
    static final Chart CHART =
        new Chart(
            List.of(),
            "web",
            ChartMetadata.named("web", "1.0.0"),
            null,
            List.of(),
            null,
            null,
            List.of(),
            List.of());

    @Override
    public Chart chart() {
      return CHART;
    }

    @Override
    public Map<String, @Nullable Object> values() {
      return new LinkedHashMap<>();
    }

    @Override
    public RenderedChart render(RenderSituation situation) {
      SortedManifests sorted =
          ManifestSorter.sort(
              Map.of("web/templates/all.yaml", template.apply(situation)), HelmVersion.DEFAULT);
      return new RenderedChart(sorted.manifests(), sorted.hooks(), "", crds, List.of());
    }
  }
}
