package dev.slipway.release.plan;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.core.Diagnostic;
import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeClient;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.ReleaseSpec;
import dev.slipway.release.RenderSituation;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Says what bringing releases to a new state would do to one cluster. It changes nothing: it
/// reads, and asks by server-side dry run. Safe for use by several threads at once.
///
/// Objects that are plainly as they are to be cost no request of their own where several of a kind
/// are read by one list; an object that is new or changes costs one dry run more.
public final class Planner {
  private final KubeClient client;
  private final ReleaseStore store;
  private final RightsCheck rights;
  private final @Nullable KindLists shared;

  /// @param client the cluster
  /// @param store the releases of that cluster
  public Planner(KubeClient client, ReleaseStore store) {
    this(client, store, null);
  }

  private Planner(KubeClient client, ReleaseStore store, @Nullable KindLists shared) {
    this.client = client;
    this.store = store;
    this.rights = new RightsCheck(client);
    this.shared = shared;
  }

  /// A planner for many releases at one moment: it reads each kind of objects once for all of them.
  /// What changes after that it does not see, so it is not to be used again after something was
  /// applied.
  public Planner atOneMoment() {
    return new Planner(client, store, new KindLists(client));
  }

  /// What is recorded of a release.
  private record Recorded(ReleaseHistory history, @Nullable StoredRelease current) {
    @Nullable ReleaseStatus lastStatus() {
      return history.last().map(StoredRelease::status).orElse(null);
    }

    int lastRevision() {
      return history.last().map(StoredRelease::revision).orElse(0);
    }

    int currentRevision() {
      return current == null ? 0 : current.revision();
    }

    String manifest() {
      return current == null ? "" : current.manifest();
    }

    List<Hook> hooks() {
      return current == null ? List.of() : current.hooks().stream().map(StoredHook::hook).toList();
    }

    @Nullable RenderedRelease rendered() {
      return current == null
          ? null
          : new RenderedRelease(current.manifest(), hooks(), current.notes(), List.of());
    }

    /// Whether Helm would upgrade it rather than install it.
    boolean isInstalled() {
      return history.last().isPresent() && lastStatus() != ReleaseStatus.UNINSTALLED;
    }
  }

  /// What is recorded of a release as far as plans need it: its newest revision and the deployed
  /// one.
  public ReleaseHistory history(ReleaseName name) {
    ReleaseHistory history = store.standing(name);
    // Without any the history may still have some, when someone deleted the newest.
    return history.last().isPresent() ? history : store.history(name);
  }

  private Recorded recorded(ReleaseName name) {
    return recorded(history(name));
  }

  private static Recorded recorded(ReleaseHistory history) {
    Optional<StoredRelease> current = history.current();
    if (current.isPresent() && current.get().problem().isPresent()) {
      // Helm passes over records that it cannot read.
      current = history.readable().current();
    }
    boolean isGone = current.isPresent() && current.get().status() == ReleaseStatus.UNINSTALLED;
    return new Recorded(history, isGone ? null : current.orElse(null));
  }

  /// What an install or upgrade would do, whichever it takes.
  ///
  /// @throws dev.slipway.core.SlipwayException if the chart cannot be rendered, or the cluster
  ///   cannot be asked
  public ReleasePlan plan(ReleaseSpec spec, PlanOptions options) {
    return plan(spec, history(spec.name()), options);
  }

  /// The same for who has asked for the [#history] already.
  public ReleasePlan plan(ReleaseSpec spec, ReleaseHistory history, PlanOptions options) {
    Recorded recorded = recorded(history);
    PlanKind kind = recorded.isInstalled() ? PlanKind.UPGRADE : PlanKind.INSTALL;
    RenderSituation situation =
        new RenderSituation(
            recorded.history().nextRevision(),
            kind == PlanKind.UPGRADE,
            client.version(),
            apiVersions(options),
            new LiveLookup(client),
            options.seed());
    ReleaseSource source =
        recorded.current() == null ? spec.source() : spec.source().after(recorded.current());
    RenderedChart chart = source.render(situation);
    ObjectScope scope = scope(options);
    CrdPlanning crds = new CrdPlanning(client, spec.settings(), options);
    List<KubeObject> definitions = CrdPlanning.read(chart.crds());
    definitions.forEach(scope::expect);
    ManifestReader reader = new ManifestReader(scope, spec.name().namespace());
    List<ReleaseObject> desired = reader.read(chart.manifests());
    Trial trial = new Trial(client, spec.name(), kind, spec.settings(), options);
    ObjectPlanning planning =
        new ObjectPlanning(
            client,
            spec.name(),
            options,
            scope,
            trial,
            desired,
            reader.recorded(recorded.manifest()),
            shared);
    ObjectPlanning.Draft draft = planning.draft(UnstableFields.none());
    HookComparison hooks = HookComparison.between(recorded.hooks(), chart.hooks());
    if (!options.regenerate()
        && (draft.touchesObjects() || (recorded.current() != null && hooks.differ()))) {
      RenderedChart again = source.render(reseeded(situation));
      hooks = hooks.without(chart.hooks(), again.hooks());
      UnstableFields unstable = UnstableFields.between(desired, reader.read(again.manifests()));
      if (!unstable.isEmpty()) {
        draft = planning.draft(unstable);
      }
    }
    NamespaceForecast namespaces =
        new NamespaceForecast(spec.name(), spec.settings(), options.comingNamespaces(), desired);
    if (kind == PlanKind.INSTALL && !options.againstRelease()) {
      namespaces.look(client, spec.name().namespace());
    }
    List<Finding> findings = new ArrayList<>(warnings(chart));
    reader
        .remarks()
        .forEach((remark, key) ->
            findings.add(Finding.warning(Topic.RENDERING, key, remark, "leave one of them out")));
    List<ObjectChange> definitionChanges = crds.changes(definitions, findings);
    ObjectPlanning.Tested tested = tested(planning, draft, namespaces, options);
    findings.addAll(tested.findings());
    findings.addAll(unsettled(recorded.history()));
    RenderedRelease rendered =
        new RenderedRelease(
            ManifestReader.text(chart.manifests(), desired, draft.settled()),
            chart.hooks(),
            chart.notes(),
            chart.crds());
    ReleasePlan plan =
        new ReleasePlan(
            client.name(),
            spec.name(),
            kind,
            situation.revision(),
            recorded.lastRevision(),
            recorded.lastStatus(),
            recorded.currentRevision(),
            0,
            source,
            spec.settings(),
            situation,
            rendered,
            recorded.rendered(),
            definitionChanges,
            restarted(tested.changes(), spec.settings()),
            hooks.changes(),
            findings);
    return checked(plan, trial, scope, options);
  }

  /// A run that is killed between its two last writes leaves the revision before marked as
  /// deployed.
  private static List<Finding> unsettled(ReleaseHistory history) {
    int deployed = history.deployed().map(StoredRelease::revision).orElse(0);
    List<Finding> findings = new ArrayList<>();
    for (StoredRelease revision : history.readable().revisions()) {
      if (revision.status() == ReleaseStatus.DEPLOYED && revision.revision() != deployed) {
        findings.add(
            Finding.note(
                Topic.HISTORY,
                null,
                "revision "
                    + revision.revision()
                    + " still counts as deployed beside revision "
                    + deployed
                    + ", since a run was ended there; the next apply marks it as superseded"));
      }
    }
    return findings;
  }

  private List<String> apiVersions(PlanOptions options) {
    TreeSet<String> versions = new TreeSet<>(client.resources().apiVersions());
    for (ApiResource resource : options.coming()) {
      versions.add(resource.type().apiVersion());
      versions.add(resource.type().apiVersion() + "/" + resource.type().kind());
    }
    return List.copyOf(versions);
  }

  private static RenderSituation reseeded(RenderSituation situation) {
    return new RenderSituation(
        situation.revision(),
        situation.upgrade(),
        situation.kubeVersion(),
        situation.apiVersions(),
        situation.lookup(),
        situation.seed() + 1);
  }

  private static List<Finding> warnings(RenderedChart chart) {
    List<Finding> findings = new ArrayList<>();
    for (Diagnostic warning : chart.warnings()) {
      findings.add(Finding.warning(Topic.RENDERING, null, withoutLabel(warning.message()), ""));
    }
    return findings;
  }

  /// Helm writes the label into some of its messages.
  private static String withoutLabel(String message) {
    String label = "warning: ";
    return message.startsWith(label) ? message.substring(label.length()) : message;
  }

  private static ObjectPlanning.Tested tested(
      ObjectPlanning planning,
      ObjectPlanning.Draft draft,
      NamespaceForecast namespaces,
      PlanOptions options) {
    return options.againstRelease()
        ? new ObjectPlanning.Tested(draft.changes(), draft.findings())
        : planning.test(draft, namespaces);
  }

  /// With `--recreate-pods` all workloads restart.
  private static List<ObjectChange> restarted(
      List<ObjectChange> changes, ReleaseSettings settings) {
    if (!settings.recreatePods()) {
      return changes;
    }
    List<ObjectChange> out = new ArrayList<>();
    for (ObjectChange change : changes) {
      KubeObject live = change.live();
      out.add(
          live != null && change.desired() != null && Prediction.hasPods(live)
              ? change.withPredicted(change.predicted(), true)
              : change);
    }
    return out;
  }

  private ReleasePlan checked(
      ReleasePlan plan, Trial trial, ObjectScope scope, PlanOptions options) {
    if (options.againstRelease() || !options.checks() || !isCarriedOut(plan)) {
      return plan;
    }
    List<Finding> findings = new ArrayList<>(plan.findings());
    PlanChecks checks = new PlanChecks(client, plan, scope, options);
    findings.addAll(checks.findings(trial, rights));
    ReleasePlan known = plan.with(plan.crds(), plan.changes(), findings);
    // For many releases that is looked at together.
    return shared == null ? ReferenceCheck.together(client, List.of(known)).getFirst() : known;
  }

  /// Whether a run would do anything about it, so that it is worth a closer look.
  private static boolean isCarriedOut(ReleasePlan plan) {
    return plan.changesObjects() || !plan.hooks().isEmpty();
  }

  /// What bringing back an earlier revision would do, from what is recorded of it alone.
  ///
  /// @param revision its number; 0 for the last one before the newest that was on the cluster
  ///   completely
  /// @throws ReleaseException of code NOT_FOUND if there is no such release or revision
  public ReleasePlan rollback(
      ReleaseName name, int revision, ReleaseSettings settings, PlanOptions options) {
    Recorded recorded = recorded(store.history(name));
    StoredRelease target = target(recorded.history(), revision);
    ReleasePlan plan =
        stored(recorded, target, PlanKind.ROLLBACK, target.manifest(), settings, options);
    return checked(
        plan,
        new Trial(client, name, PlanKind.ROLLBACK, settings, options),
        scope(options),
        options);
  }

  /// What bringing the cluster back to the deployed revision would do: its drift.
  ///
  /// @throws ReleaseException of code NOT_FOUND if there is no such release
  public ReleasePlan drift(ReleaseName name, ReleaseSettings settings, PlanOptions options) {
    Recorded recorded = recorded(name);
    StoredRelease current = recorded.current();
    if (current == null) {
      throw missing(name);
    }
    return stored(recorded, current, PlanKind.ROLLBACK, current.manifest(), settings, options);
  }

  /// What removing a release would do.
  ///
  /// @throws ReleaseException of code NOT_FOUND if there is no such release
  public ReleasePlan uninstall(ReleaseName name, ReleaseSettings settings, PlanOptions options) {
    Recorded recorded = recorded(name);
    Optional<StoredRelease> last = recorded.history().last();
    if (last.isEmpty()) {
      throw missing(name);
    }
    StoredRelease target = recorded.current() == null ? last.get() : recorded.current();
    ReleasePlan plan = stored(recorded, target, PlanKind.UNINSTALL, "", settings, options);
    return checked(
        plan,
        new Trial(client, name, PlanKind.UNINSTALL, settings, options),
        scope(options),
        options);
  }

  private ObjectScope scope(PlanOptions options) {
    return new ObjectScope(client.resources(), options.coming());
  }

  private ReleasePlan stored(
      Recorded recorded,
      StoredRelease target,
      PlanKind kind,
      String manifest,
      ReleaseSettings settings,
      PlanOptions options) {
    ReleaseName name = target.name();
    ObjectScope scope = scope(options);
    ManifestReader reader = new ManifestReader(scope, name.namespace());
    List<ReleaseObject> desired = reader.recorded(manifest);
    ObjectPlanning planning =
        new ObjectPlanning(
            client,
            name,
            options,
            scope,
            new Trial(client, name, kind, settings, options),
            desired,
            reader.recorded(recorded.manifest()),
            shared);
    ObjectPlanning.Draft draft = planning.draft(UnstableFields.none());
    NamespaceForecast namespaces =
        new NamespaceForecast(name, settings, options.comingNamespaces(), desired);
    ObjectPlanning.Tested tested = tested(planning, draft, namespaces, options);
    List<Hook> hooks = target.hooks().stream().map(StoredHook::hook).toList();
    boolean isRollback = kind == PlanKind.ROLLBACK;
    return new ReleasePlan(
        client.name(),
        name,
        kind,
        isRollback ? recorded.history().nextRevision() : target.revision(),
        recorded.lastRevision(),
        recorded.lastStatus(),
        recorded.currentRevision(),
        isRollback ? target.revision() : 0,
        null,
        settings,
        null,
        new RenderedRelease(target.manifest(), hooks, target.notes(), List.of()),
        recorded.rendered(),
        List.of(),
        restarted(tested.changes(), settings),
        isRollback ? HookComparison.between(recorded.hooks(), hooks).changes() : List.of(),
        tested.findings());
  }

  private static StoredRelease target(ReleaseHistory history, int revision) {
    if (revision > 0) {
      return history
          .find(revision)
          .orElseThrow(() ->
              new ReleaseException(
                  ReleaseErrorCode.NOT_FOUND, "release has no " + revision + " version"));
    }
    int last = history.last().map(StoredRelease::revision).orElse(0);
    for (StoredRelease release : history.revisions().reversed()) {
      boolean wasThere =
          release.status() == ReleaseStatus.SUPERSEDED
              || release.status() == ReleaseStatus.DEPLOYED;
      if (release.revision() < last && wasThere) {
        return release;
      }
    }
    throw last == 0
        ? missing(history.name())
        : new ReleaseException(
            ReleaseErrorCode.NOT_FOUND,
            "release " + history.name() + " has no earlier revision to go back to");
  }

  private static ReleaseException missing(ReleaseName name) {
    return new ReleaseException(ReleaseErrorCode.NOT_FOUND, "release: not found: " + name.name());
  }
}
