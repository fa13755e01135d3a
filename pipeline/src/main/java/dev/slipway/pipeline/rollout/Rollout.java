package dev.slipway.pipeline.rollout;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.ExecutionSettingsFinder;
import dev.slipway.helmfile.release.PreparedRelease;
import dev.slipway.helmfile.release.ReleaseExecutionSettings;
import dev.slipway.helmfile.state.Release;
import dev.slipway.kube.KubeClient;
import dev.slipway.release.ChartSource;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSpec;
import dev.slipway.release.ValueReuse;
import dev.slipway.release.diff.Drift;
import dev.slipway.release.plan.PlanFile;
import dev.slipway.release.plan.PlanOptions;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.plan.ReferenceCheck;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.plan.RunQuotas;
import dev.slipway.release.plan.SavedRelease;
import dev.slipway.release.store.ReleaseStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plans what a run would do about the releases of helmfiles, on all of their clusters at once. A
/// release that cannot be planned hides no other.
///
/// ```java
/// List<Planned> planned = new Rollout(clusters, options, clock).plan(parts);
/// ```
public final class Rollout {
  /// How many releases are planned at once: most of the time is the cluster's.
  private static final int WIDTH = 16;

  private final Clusters clusters;
  private final RolloutOptions options;
  private final Clock clock;
  private final Map<KubeClient, Planner> planners = new ConcurrentHashMap<>();
  private final Map<Part, ExecutionSettingsFinder> finders = new ConcurrentHashMap<>();

  public Rollout(Clusters clusters, RolloutOptions options, Clock clock) {
    this.clusters = clusters;
    this.options = options;
    this.clock = clock;
  }

  private record Job(Part part, Release release) {}

  /// Plans all releases of the parts.
  ///
  /// @return what would be done, in the order of the parts and their releases
  public List<Planned> plan(List<Part> parts) {
    List<Job> jobs = new ArrayList<>();
    for (Part part : parts) {
      part.releases().forEach(release -> jobs.add(new Job(part, release)));
    }
    List<Planned> first = each(jobs, job -> plan(job.part, job.release, options.plan()));
    Expectations coming = Expectations.of(first);
    if (coming.isEmpty()) {
      return reckoned(first);
    }
    planners.clear();
    return reckoned(
        each(
            first,
            one ->
                coming.matterTo(one)
                    ? plan(one.part(), one.release(), coming.added(options.plan(), one))
                    : one));
  }

  /// The same, with quotas reckoned and references looked for over all releases of the run on a
  /// cluster.
  private List<Planned> reckoned(List<Planned> planned) {
    if (!options.plan().checks() || options.plan().againstRelease()) {
      return planned;
    }
    Map<KubeClient, List<Planned.Ready>> byCluster = new LinkedHashMap<>();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready ready) {
        byCluster.computeIfAbsent(ready.member().cluster(), _ -> new ArrayList<>()).add(ready);
      }
    }
    Map<Member, Planned> reckoned = new HashMap<>();
    byCluster.forEach((cluster, ready) -> {
      List<ReleasePlan> plans =
          ReferenceCheck.together(
              cluster,
              RunQuotas.together(cluster, ready.stream().map(Planned.Ready::plan).toList()));
      for (int i = 0; i < plans.size(); i++) {
        Member member = ready.get(i).member();
        reckoned.put(member, new Planned.Ready(member, plans.get(i)));
      }
    });
    List<Planned> all = new ArrayList<>();
    for (Planned one : planned) {
      all.add(
          one instanceof Planned.Ready ready ? reckoned.getOrDefault(ready.member(), one) : one);
    }
    return all;
  }

  private <T> List<Planned> each(List<T> items, Function<T, Planned> work) {
    Planned[] results = new Planned[items.size()];
    OrderedRun<Integer> run = new OrderedRun<>(WIDTH);
    for (int i = 0; i < items.size(); i++) {
      run.add(i, Set.of());
    }
    run.run(
        i -> {
          results[i] = work.apply(items.get(i));
          return true;
        },
        _ -> {},
        () -> false);
    return List.of(results);
  }

  /// A release on its cluster, without a plan.
  ///
  /// @throws SlipwayException if its cluster is not known
  public Member member(Part part, Release release) {
    return member(part, release, null);
  }

  /// How the objects of a release differ from what was written.
  ///
  /// @throws SlipwayException if there is no such release, or its cluster does not answer
  public Drift drift(Member member) {
    return Drift.of(planner(member.cluster()), member.name());
  }

  /// Plans of one moment share what they read.
  private Planner planner(KubeClient cluster) {
    return planners.computeIfAbsent(
        cluster, each -> new Planner(each, new ReleaseStore(each, clock)).atOneMoment());
  }

  private Member member(Part part, Release release, @Nullable PreparedRelease prepared) {
    ReleaseExecutionSettings settings =
        finders
            .computeIfAbsent(part, _ -> new ExecutionSettingsFinder(part.state(), options.flags()))
            .of(release);
    ClusterAddress address = address(part, settings);
    String namespace =
        prepared != null
            ? prepared.request().release().namespace()
            : settings.namespace().isEmpty() ? clusters.namespace(address) : settings.namespace();
    ReleaseName name = new ReleaseName(namespace, release.name());
    return new Member(part, release, name, clusters.open(address), settings);
  }

  /// Plans a release anew after someone else changed it.
  ///
  /// @return empty when nothing is to be done about it any more
  /// @throws SlipwayException if it cannot be planned
  Optional<ReleasePlan> again(Planned.Ready ready) {
    Planned now =
        plan(
            ready.part(),
            ready.release(),
            options.plan(),
            cluster -> new Planner(cluster, new ReleaseStore(cluster, clock)));
    return switch (now) {
      case Planned.Failed(Part _, Release _, SlipwayException error) -> throw error;
      case Planned.Absent _ -> Optional.empty();
      case Planned.Ready(Member _, ReleasePlan plan) ->
          RolloutRun.isNeeded(now, options.purpose()) ? Optional.of(plan) : Optional.empty();
    };
  }

  private Planned plan(Part part, Release release, PlanOptions how) {
    return plan(part, release, how, this::planner);
  }

  private Planned plan(
      Part part, Release release, PlanOptions how, Function<KubeClient, Planner> planning) {
    try {
      boolean wanted = release.installed() && options.purpose() != Purpose.DESTROY;
      PreparedRelease prepared =
          wanted ? part.renderer().prepare(part.state(), release, options.template()) : null;
      Member member = member(part, release, prepared);
      ReleaseSettings settings = settings(member.settings());
      Planner planner = planning.apply(member.cluster());
      Optional<SavedRelease> saved = saved(member);
      if (options.saved() != null && saved.isEmpty()) {
        return new Planned.Absent(member);
      }
      PlanOptions options = saved.map(each -> each.options(how)).orElse(how);
      ReleasePlan plan;
      if (prepared != null) {
        ChartSource source =
            new ChartSource(
                member.name(),
                prepared.request(),
                prepared::render,
                member.settings().reuseValues() ? ValueReuse.ALL : ValueReuse.NONE,
                clock.instant(),
                options.seed());
        plan = planner.plan(new ReleaseSpec(member.name(), source, settings), options);
      } else if (new ReleaseStore(member.cluster(), clock)
          .history(member.name())
          .last()
          .isEmpty()) {
        return new Planned.Absent(member);
      } else {
        plan = planner.uninstall(member.name(), settings, options);
      }
      return new Planned.Ready(member, saved.map(each -> each.restrict(plan)).orElse(plan));
    } catch (SlipwayException e) {
      return new Planned.Failed(part, release, e);
    }
  }

  private Optional<SavedRelease> saved(Member member) {
    PlanFile file = options.saved();
    return file == null ? Optional.empty() : file.find(member.cluster().name(), member.name());
  }

  private static ClusterAddress address(Part part, ReleaseExecutionSettings settings) {
    ClusterAddress place = part.place().address();
    boolean saysNone = settings.kubeconfig().isEmpty() && settings.kubeContext().isEmpty();
    if (part.place().isFixed() || saysNone) {
      return place;
    }
    return new ClusterAddress(
        settings.kubeconfig().isEmpty() ? place.kubeconfig() : settings.kubeconfig(),
        settings.kubeContext());
  }

  private ReleaseSettings settings(ReleaseExecutionSettings of) {
    return new ReleaseSettings(
        of.createNamespace(),
        of.waits(),
        of.waitForJobs(),
        of.timeout(),
        of.atomic() || options.atomic(),
        of.cleanupOnFail(),
        of.force(),
        of.recreatePods(),
        of.hooks(),
        of.crds(),
        of.takeOwnership(),
        of.historyMax(),
        of.description(),
        of.labels());
  }
}
