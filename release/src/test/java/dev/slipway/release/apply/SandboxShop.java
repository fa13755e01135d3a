package dev.slipway.release.apply;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.manifest.KindOrder;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.Credentials;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.kube.config.MachineHost;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ManifestObjects;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.ReleaseSpec;
import dev.slipway.release.RenderSituation;
import dev.slipway.release.lock.Operator;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.ConflictRule;
import dev.slipway.release.plan.PlanOptions;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A release `shop/web` on a sandbox, over HTTP, with the real planner.
final class SandboxShop implements AutoCloseable {
  static final ReleaseName WEB = new ReleaseName("shop", "web");

  final Sandbox sandbox;
  final KubeClient client;
  final List<ReleaseEvent> told = Collections.synchronizedList(new ArrayList<>());
  private int processes = 999_000_000;

  SandboxShop(SandboxOptions options) {
    sandbox = Sandbox.start(options.withPlainHttp());
    client = connect();
  }

  KubeClient connect() {
    KubeContext context =
        KubeContext.anonymous("sandbox", sandbox.url())
            .with(Credentials.fixed(Credential.bearer(sandbox.token()), "a test"));
    MachineHost host = new MachineHost(Map.of(), Path.of("."), false);
    return new KubeClients(host, ClientSettings.of("test")).connect(context);
  }

  ReleaseEngine engine(KubeClient through) {
    Operator operator =
        new Operator("ann", "host", ++processes, "slipway apply", "run" + processes);
    return new ClusterReleaseEngine(through, Clock.systemUTC(), operator);
  }

  ReleasePlan plan(
      KubeClient through,
      ReleaseSettings settings,
      ConflictRule rule,
      List<Hook> hooks,
      String crds,
      String... objects) {
    Planner planner = new Planner(through, new ReleaseStore(through, Clock.systemUTC()));
    return planner.plan(
        new ReleaseSpec(WEB, new Texts(hooks, crds, List.of(objects)), settings),
        PlanOptions.DEFAULTS.withConflicts(rule));
  }

  ReleaseOutcome apply(ReleaseSettings settings, String... objects) {
    return apply(settings, ConflictRule.STOP, objects);
  }

  ReleaseOutcome apply(ReleaseSettings settings, ConflictRule rule, String... objects) {
    ReleasePlan plan = plan(client, settings, rule, List.of(), "", objects);
    ApplyOptions options = ApplyOptions.defaults().withConflicts(ConflictChoice.of(rule));
    return engine(client).apply(plan, options, told::add);
  }

  ReleaseHistory history() {
    return new ReleaseStore(client, Clock.systemUTC()).history(WEB);
  }

  List<String> revisions() {
    return history().revisions().stream()
        .map(revision -> revision.revision() + " " + revision.status().text())
        .toList();
  }

  KubeObject get(String apiVersion, String kind, String name) {
    return client
        .get(new ObjectKey(GroupVersionKind.of(apiVersion, kind), "shop", name))
        .orElseThrow();
  }

  @Override
  public void close() {
    client.close();
    sandbox.close();
  }

  /// A chart whose objects are given as text.
  private record Texts(List<Hook> hooks, String crds, List<String> objects)
      implements ReleaseSource {
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
      return Map.of();
    }

    @Override
    public RenderedChart render(RenderSituation situation) {
      List<Manifest> manifests = new ArrayList<>();
      for (String text : objects) {
        KubeObject object = ManifestObjects.read(text).getFirst();
        manifests.add(new Manifest("web/templates/x.yaml", object.kind(), object.name(), text));
      }
      List<ChartFile> files =
          crds.isEmpty() ? List.of() : List.of(ChartFile.ofText("web/crds/x.yaml", crds));
      return new RenderedChart(
          KindOrder.install(HelmVersion.V4).sorted(manifests, Manifest::kind),
          hooks,
          "",
          files,
          List.of());
    }
  }
}
