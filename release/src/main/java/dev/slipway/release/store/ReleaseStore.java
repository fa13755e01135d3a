package dev.slipway.release.store;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The releases of one cluster, stored as Helm stores them: one Secret for each revision. Helm's
/// other stores (ConfigMaps, SQL) are not read. Safe for use by several threads.
public final class ReleaseStore {
  /// As much as the values of a Secret may have together.
  public static final int SECRET_LIMIT = 1 << 20;

  /// What is kept free in a new record for what is written into it later.
  static final int RESERVE = 4 << 10;

  /// As Helm's own program names itself: it writes the same objects.
  private static final WriteOptions WRITE = WriteOptions.as("helm");

  private final KubeClient client;
  private final Clock clock;
  private final int limit;

  public ReleaseStore(KubeClient client, Clock clock) {
    this(client, clock, SECRET_LIMIT);
  }

  ReleaseStore(KubeClient client, Clock clock, int limit) {
    this.client = client;
    this.clock = clock;
    this.limit = limit;
  }

  /// All revisions of a release, in one request.
  ///
  /// @throws KubeException if the Secrets cannot be listed
  public ReleaseHistory history(ReleaseName name) {
    List<StoredRelease> revisions =
        read(name.namespace(), SecretRecord.OWNER_SELECTOR + ",name=" + name.name());
    revisions.sort(Comparator.comparingInt(StoredRelease::revision));
    return new ReleaseHistory(name, revisions);
  }

  /// The revisions of a release that no later one has taken the place of: the newest, and the one
  /// that the cluster has. What plans need, without the bulk of the history.
  ///
  /// @throws KubeException if the Secrets cannot be listed
  public ReleaseHistory standing(ReleaseName name) {
    String selector =
        SecretRecord.OWNER_SELECTOR
            + ",name="
            + name.name()
            + ",status!="
            + ReleaseStatus.SUPERSEDED.text();
    List<StoredRelease> revisions = read(name.namespace(), selector);
    revisions.sort(Comparator.comparingInt(StoredRelease::revision));
    return new ReleaseHistory(name, revisions);
  }

  /// Whether a revision is stored.
  public boolean exists(ReleaseName name, int revision) {
    return client.get(SecretRecord.key(name, revision)).isPresent();
  }

  /// The newest revision of a release.
  public Optional<StoredRelease> last(ReleaseName name) {
    return history(name).last();
  }

  /// The revision of a release that the cluster has.
  public Optional<StoredRelease> deployed(ReleaseName name) {
    return history(name).deployed();
  }

  /// The histories of all releases, by namespace and name.
  ///
  /// @param namespace the namespace; empty for all of them
  public List<ReleaseHistory> list(String namespace) {
    Map<ReleaseName, List<StoredRelease>> byName = new LinkedHashMap<>();
    for (StoredRelease release : read(namespace, SecretRecord.OWNER_SELECTOR)) {
      byName.computeIfAbsent(release.name(), _ -> new ArrayList<>()).add(release);
    }
    List<ReleaseHistory> histories = new ArrayList<>();
    byName.forEach((name, revisions) -> {
      revisions.sort(Comparator.comparingInt(StoredRelease::revision));
      histories.add(new ReleaseHistory(name, revisions));
    });
    histories.sort(
        Comparator.comparing((ReleaseHistory history) -> history.name().namespace())
            .thenComparing(history -> history.name().name()));
    return histories;
  }

  private List<StoredRelease> read(String namespace, String selector) {
    List<StoredRelease> releases = new ArrayList<>();
    for (KubeObject secret :
        client.list(SecretRecord.TYPE, namespace, ListOptions.labelled(selector)).items()) {
      SecretRecord.read(secret).ifPresent(releases::add);
    }
    return releases;
  }

  /// Stores a new revision.
  ///
  /// @throws ReleaseException of code RIVAL if there is a revision of that number already, of code
  ///   RECORD_TOO_LARGE if it does not fit
  public Written create(StoredRelease release) {
    RecordRoom slimmed = fitted(release, limit - RESERVE);
    StoredRelease fitting = slimmed.release();
    try {
      KubeObject secret = client.create(SecretRecord.created(fitting, seconds()), WRITE);
      return written(fitting, secret, slimmed.remark(subject(release)));
    } catch (KubeException e) {
      // The answer to a first try may have been lost on its way.
      Optional<KubeObject> there = isConflict(e) ? same(fitting) : Optional.empty();
      if (there.isPresent()) {
        return written(fitting, there.get(), slimmed.remark(subject(release)));
      }
      throw isConflict(e) ? rival(release, e) : e;
    }
  }

  /// Stores a revision's new state. A large one may lose more than it did when it was made.
  ///
  /// @throws ReleaseException of code RIVAL if someone else changed the record since it was read
  public Written update(StoredRelease release) {
    RecordRoom slimmed = fitted(release, limit);
    StoredRelease fitting = slimmed.release();
    try {
      KubeObject secret = client.replace(SecretRecord.modified(fitting, seconds()), WRITE);
      return written(fitting, secret, news(slimmed));
    } catch (KubeException e) {
      Optional<KubeObject> there = isConflict(e) ? same(fitting) : Optional.empty();
      if (there.isPresent()) {
        return written(fitting, there.get(), news(slimmed));
      }
      boolean gone = e.diagnostic().code() == KubeErrorCode.NOT_FOUND;
      throw isConflict(e) || gone ? rival(release, e) : e;
    }
  }

  /// Forgets a revision.
  public void delete(StoredRelease release) {
    client.delete(SecretRecord.key(release.name(), release.revision()), DeleteOptions.background());
  }

  /// Forgets the oldest revisions, as Helm does: never the deployed one, nor the newest.
  ///
  /// @param history the revisions that there are
  /// @param keep how many may stay; 0 for all
  /// @param needed revisions that must stay besides
  public void prune(ReleaseHistory history, int keep, Set<Integer> needed) {
    if (keep <= 0) {
      return;
    }
    int surplus = history.revisions().size() - keep;
    int deployed = history.deployed().map(StoredRelease::revision).orElse(0);
    int newest = history.last().map(StoredRelease::revision).orElse(0);
    for (StoredRelease release : history.revisions()) {
      if (surplus <= 0 || release.revision() == newest) {
        return;
      }
      if (release.revision() != deployed && !needed.contains(release.revision())) {
        delete(release);
        surplus--;
      }
    }
  }

  private static RecordRoom fitted(StoredRelease release, int room) {
    RecordRoom fitted = RecordSlimming.fit(release, room);
    if (!fitted.fits()) {
      throw new ReleaseException(fitted.remark(subject(release)).orElseThrow());
    }
    return fitted;
  }

  private static Written written(
      StoredRelease release, KubeObject secret, Optional<Diagnostic> remark) {
    return new Written(
        release.withResourceVersion(secret.resourceVersion()), remark.stream().toList());
  }

  /// That a record takes much room was said when it was made.
  private static Optional<Diagnostic> news(RecordRoom room) {
    return room.removed().isEmpty() ? Optional.empty() : room.remark(subject(room.release()));
  }

  private static String subject(StoredRelease release) {
    return "the record of " + label(release);
  }

  private static String label(StoredRelease release) {
    return "release " + release.name() + ", revision " + release.revision();
  }

  /// The Secret, if it holds this very record.
  private Optional<KubeObject> same(StoredRelease release) {
    return client
        .get(SecretRecord.key(release.name(), release.revision()))
        .filter(secret ->
            SecretRecord.read(secret)
                .filter(stored -> stored.encoded().equals(release.encoded()))
                .isPresent());
  }

  private static ReleaseException rival(StoredRelease release, KubeException cause) {
    return new ReleaseException(
        Diagnostic.error(
                ReleaseErrorCode.RIVAL,
                "the record of " + label(release) + " was changed by someone else meanwhile")
            .withHint("see what they did with `slipway history`, then run this again"),
        cause);
  }

  private static boolean isConflict(KubeException e) {
    return e.diagnostic().code() == KubeErrorCode.CONFLICT;
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }
}
