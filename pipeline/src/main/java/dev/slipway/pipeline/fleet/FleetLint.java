package dev.slipway.pipeline.fleet;

import dev.slipway.chart.api.ApiFinding;
import dev.slipway.chart.api.ApiLint;
import dev.slipway.chart.engine.Capabilities;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.usage.UnreadReport;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.PreparedRelease;
import dev.slipway.helmfile.release.ValuesLayer;
import dev.slipway.object.GroupVersionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Examines every deployed release: values that no template reads, objects that the cluster's
/// Kubernetes version would refuse or warn of, and custom resources that do not fit their
/// definition. What several releases have is told once.
public final class FleetLint {
  /// What was found.
  ///
  /// @param findings in the order of the releases
  /// @param releases how many releases were examined
  /// @param failures what could not be rendered
  /// @param undefined the types of custom resources, sorted, of which no definition is known: they
  ///   were not held against a schema
  public record Report(
      List<FleetFinding> findings,
      int releases,
      List<Failure> failures,
      List<GroupVersionKind> undefined) {
    public Report {
      findings = List.copyOf(findings);
      failures = List.copyOf(failures);
      undefined = List.copyOf(undefined);
    }
  }

  private record Job(LoadedTarget target, int index) {}

  private record Found(
      UnreadValuesOfFleet.@Nullable OfRelease values,
      List<FleetFinding> findings,
      CustomResources.@Nullable Of custom,
      @Nullable Failure failure) {}

  private final Fleet fleet;

  public FleetLint(Fleet fleet) {
    this.fleet = fleet;
  }

  /// Examines the releases that are meant.
  public Report examine(Narrowing narrowing) {
    List<Failure> failures = new ArrayList<>();
    List<Job> jobs = new ArrayList<>();
    for (LoadedTarget target : fleet.load(fleet.targets(narrowing), true)) {
      if (target.error() != null) {
        failures.add(new Failure(target.target(), null, target.error()));
      }
      for (int i = 0; i < target.releases().size(); i++) {
        FleetRelease release = target.releases().get(i);
        if (release.isDeployed() && narrowing.accepts(release)) {
          jobs.add(new Job(target, i));
        }
      }
    }
    UnreadValuesOfFleet unread = new UnreadValuesOfFleet(fleet.setup().root());
    List<FleetFinding> findings = new ArrayList<>();
    CustomResources custom = new CustomResources(fleet);
    for (Found found : fleet.crew().each(jobs, "lint", this::examine)) {
      if (found.values != null) {
        unread.add(found.values);
      }
      findings.addAll(found.findings);
      if (found.custom != null) {
        custom.add(found.custom);
      }
      if (found.failure != null) {
        failures.add(found.failure);
      }
    }
    findings.addAll(custom.check(labels(jobs)));
    List<FleetFinding> all = new ArrayList<>(unread.findings());
    all.addAll(once(findings));
    return new Report(all, jobs.size(), failures, List.copyOf(custom.undefined()));
  }

  private static Set<String> labels(List<Job> jobs) {
    Set<String> labels = new HashSet<>();
    jobs.forEach(job -> labels.add(job.target.releases().get(job.index).label()));
    return labels;
  }

  private Found examine(Job job) {
    FleetRelease release = job.target.releases().get(job.index);
    List<FleetFinding> findings = new ArrayList<>();
    UnreadValuesOfFleet.OfRelease values = null;
    try {
      LoadedTarget.Source source = job.target.sources().get(job.index);
      PreparedRelease prepared =
          fleet.view().prepare(release.target(), source.state(), source.release());
      values = values(prepared, release);
      String manifests = fleet.renderOnce(job.target, job.index, fleet.view());
      ApiLint.Examined examined = ApiLint.examine(manifests, version(release, prepared));
      TemplateLines lines = new TemplateLines(prepared, fleet.setup().root(), manifests);
      for (ApiFinding finding : examined.findings()) {
        findings.add(finding(finding, release, lines));
      }
      return new Found(
          values,
          findings,
          CustomResources.Of.release(release, prepared, manifests, examined),
          null);
    } catch (SlipwayException e) {
      return new Found(values, findings, null, new Failure(release.target(), release.name(), e));
    }
  }

  /// The cluster's version; where slipway.yaml does not state it, the one that the release is
  /// rendered for.
  private static String version(FleetRelease release, PreparedRelease prepared) {
    String stated = release.target().cluster().kubernetesVersion();
    KubeVersion rendered = prepared.request().kubeVersion();
    KubeVersion version =
        rendered == null ? Capabilities.defaults(prepared.version()).kubeVersion() : rendered;
    return stated == null ? version.version() : stated;
  }

  private static UnreadValuesOfFleet.OfRelease values(
      PreparedRelease prepared, FleetRelease release) {
    List<String> files = prepared.layers().stream().map(ValuesLayer::name).toList();
    return new UnreadValuesOfFleet.OfRelease(release, files, UnreadReport.places(prepared.use()));
  }

  /// A finding with its place in the repository.
  static FleetFinding finding(ApiFinding finding, FleetRelease release, TemplateLines lines) {
    String what =
        (finding.object().isEmpty() ? "" : finding.object() + ": ")
            + (finding.path().isEmpty() ? "" : finding.path() + ": ")
            + finding.message();
    return new FleetFinding(
        finding.severity(),
        finding.file().isEmpty()
            ? release.label() + ":" + finding.line()
            : lines.place(finding.file(), finding.line()),
        what,
        List.of(),
        finding.hint(),
        List.of(release.label()));
  }

  private static List<FleetFinding> once(List<FleetFinding> all) {
    Map<List<Object>, FleetFinding> merged = new LinkedHashMap<>();
    for (FleetFinding finding : all) {
      List<Object> key =
          List.of(finding.severity(), finding.place(), finding.message(), finding.notes());
      FleetFinding known = merged.get(key);
      List<String> releases = new ArrayList<>(known == null ? List.of() : known.releases());
      releases.addAll(finding.releases());
      merged.put(
          key,
          new FleetFinding(
              finding.severity(),
              finding.place(),
              finding.message(),
              finding.notes(),
              finding.hint(),
              releases));
    }
    return new ArrayList<>(merged.values());
  }
}
