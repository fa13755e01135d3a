package dev.slipway.release.store;

import dev.slipway.core.Diagnostic;
import dev.slipway.release.ReleaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stored revisions of one release at one moment.
///
/// @param name the release
/// @param revisions oldest first
public record ReleaseHistory(ReleaseName name, List<StoredRelease> revisions) {
  public ReleaseHistory {
    revisions = List.copyOf(revisions);
  }

  /// The newest revision, whatever became of it.
  public Optional<StoredRelease> last() {
    return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
  }

  /// The revision that the cluster has: the newest of those that say so. Helm leaves several behind
  /// when it is run twice at once.
  public Optional<StoredRelease> deployed() {
    return newest(ReleaseStatus.DEPLOYED, ReleaseStatus.DEPLOYED);
  }

  /// The newest revision that once was brought onto the cluster completely: what a failed upgrade
  /// goes back to. As Helm has it, failed revisions do not become superseded.
  public Optional<StoredRelease> lastGood() {
    return newest(ReleaseStatus.DEPLOYED, ReleaseStatus.SUPERSEDED);
  }

  /// What the objects on the cluster are compared with: the deployed revision, or else the newest.
  public Optional<StoredRelease> current() {
    return deployed().or(this::last);
  }

  /// The revision of that number.
  public Optional<StoredRelease> find(int revision) {
    for (StoredRelease release : revisions) {
      if (release.revision() == revision) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }

  /// The number that the next revision gets.
  public int nextRevision() {
    return revisions.isEmpty() ? 1 : revisions.getLast().revision() + 1;
  }

  /// What is wrong with records that cannot be read.
  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    for (StoredRelease release : revisions) {
      release.problem().ifPresent(problems::add);
    }
    return problems;
  }

  /// The same without records that cannot be read, as Helm passes over them.
  public ReleaseHistory readable() {
    List<StoredRelease> good = new ArrayList<>();
    for (StoredRelease release : revisions) {
      if (release.problem().isEmpty()) {
        good.add(release);
      }
    }
    return new ReleaseHistory(name, good);
  }

  private Optional<StoredRelease> newest(ReleaseStatus status, ReleaseStatus orStatus) {
    for (StoredRelease release : revisions.reversed()) {
      if (release.status() == status || release.status() == orStatus) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }
}
