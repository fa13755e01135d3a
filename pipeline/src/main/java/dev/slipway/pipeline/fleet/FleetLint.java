package dev.slipway.pipeline.fleet;

import dev.slipway.chart.api.ApiFinding;
import dev.slipway.chart.api.ApiLint;
import dev.slipway.chart.usage.UnreadReport;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.PreparedRelease;
import dev.slipway.helmfile.release.ValuesLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Examines every deployed release: values that no template reads, and objects that the cluster's
/// Kubernetes version would refuse or warn of. What several releases have is told once.
public final class FleetLint {
  /// What was found.
  ///
  /// @param findings in the order of the releases
  /// @param releases how many releases were examined
  /// @param failures what could not be rendered
  public record Report(List<FleetFinding> findings, int releases, List<Failure> failures) {
    public Report {
      findings = List.copyOf(findings);
      failures = List.copyOf(failures);
    }
  }

  private record Job(LoadedTarget target, int index) {}

  private record Found(
      UnreadValuesOfFleet.@Nullable OfRelease values,
      List<FleetFinding> findings,
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
    for (Found found : fleet.crew().each(jobs, "lint", this::examine)) {
      if (found.values != null) {
        unread.add(found.values);
      }
      findings.addAll(found.findings);
      if (found.failure != null) {
        failures.add(found.failure);
      }
    }
    List<FleetFinding> all = new ArrayList<>(unread.findings());
    all.addAll(once(findings));
    return new Report(all, jobs.size(), failures);
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
      String version = release.target().cluster().kubernetesVersion();
      if (version != null) {
        TemplateLines lines = new TemplateLines(prepared, fleet.setup().root(), manifests);
        for (ApiFinding finding : ApiLint.check(manifests, version)) {
          findings.add(finding(finding, release, lines));
        }
      }
      return new Found(values, findings, null);
    } catch (SlipwayException e) {
      return new Found(values, findings, new Failure(release.target(), release.name(), e));
    }
  }

  private static UnreadValuesOfFleet.OfRelease values(
      PreparedRelease prepared, FleetRelease release) {
    List<String> files = prepared.layers().stream().map(ValuesLayer::name).toList();
    return new UnreadValuesOfFleet.OfRelease(release, files, UnreadReport.places(prepared.use()));
  }

  private static FleetFinding finding(
      ApiFinding finding, FleetRelease release, TemplateLines lines) {
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
