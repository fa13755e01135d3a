package dev.slipway.pipeline.rollout;

import dev.slipway.helmfile.release.ReleaseExecutionSettings;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.Release;
import dev.slipway.kube.KubeClient;
import dev.slipway.release.ReleaseName;

/// One release of a run. Two are the same only if they are the same object.
public final class Member {
  private final Part part;
  private final Release release;
  private final ReleaseName name;
  private final KubeClient cluster;
  private final ReleaseExecutionSettings settings;

  Member(
      Part part,
      Release release,
      ReleaseName name,
      KubeClient cluster,
      ReleaseExecutionSettings settings) {
    this.part = part;
    this.release = release;
    this.name = name;
    this.cluster = cluster;
    this.settings = settings;
  }

  /// Its helmfile.
  public Part part() {
    return part;
  }

  /// The release as its helmfile has it.
  public Release release() {
    return release;
  }

  /// Its name on the cluster.
  public ReleaseName name() {
    return name;
  }

  /// The cluster that it is for.
  public KubeClient cluster() {
    return cluster;
  }

  /// How it is brought there.
  public ReleaseExecutionSettings settings() {
    return settings;
  }

  /// Its identity within its helmfile.
  String id() {
    return ReleaseSelection.id(release);
  }

  /// How reports name it: `CLUSTER/SERVICE/RELEASE`, or `NAMESPACE/RELEASE` in a helmfile on its
  /// own.
  public String label() {
    Part.Place place = part.place();
    return place.cluster().isEmpty()
        ? name.toString()
        : place.cluster() + "/" + place.service() + "/" + name.name();
  }

  @Override
  public String toString() {
    return label();
  }
}
