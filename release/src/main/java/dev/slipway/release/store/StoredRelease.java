package dev.slipway.release.store;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.core.Diagnostic;
import dev.slipway.release.DeployedChart;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One revision of a release as it is stored: Helm's record, with all of its fields, also those
/// that this program does not know. Immutable and safe for use by several threads.
///
/// Name, revision, status and labels are known at once; all else is unpacked when it is first asked
/// for. If that fails, the accessor throws [ReleaseException] of code CORRUPT_RECORD; see
/// [#problem].
public final class StoredRelease implements DeployedChart {
  private static final int EVIDENCE_LIMIT = 8_000;

  /// Where Slipway keeps what Helm has no field for.
  static final String MAKER = "slipway";

  static final String EVIDENCE = "evidence";

  private final ReleaseName name;
  private final int revision;
  private final ReleaseStatus status;
  private final Map<String, String> labels;
  private final String resourceVersion;
  private final Content content;

  private StoredRelease(
      ReleaseName name,
      int revision,
      ReleaseStatus status,
      Map<String, String> labels,
      String resourceVersion,
      Content content) {
    this.name = name;
    this.revision = revision;
    this.status = status;
    this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    this.resourceVersion = resourceVersion;
    this.content = content;
  }

  /// A revision that is not stored yet.
  public static StoredRelease of(NewRevision revision) {
    return new StoredRelease(
        revision.name(),
        revision.revision(),
        revision.status(),
        revision.labels(),
        "",
        new Content(tree(revision)));
  }

  /// A revision as a Secret holds it.
  static StoredRelease stored(
      ReleaseName name,
      int revision,
      ReleaseStatus status,
      Map<String, String> labels,
      String resourceVersion,
      String encoded,
      String secret) {
    return new StoredRelease(
        name, revision, status, labels, resourceVersion, new Content(encoded, secret));
  }

  private static Map<String, @Nullable Object> tree(NewRevision revision) {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("first_deployed", revision.firstDeployed().toString());
    info.put("last_deployed", revision.lastDeployed().toString());
    info.put("description", revision.description());
    info.put("status", revision.status().text());
    if (revision.rollbackRevision() != 0) {
      info.put("rollback_revision", revision.rollbackRevision());
    }
    if (!revision.notes().isEmpty()) {
      info.put("notes", revision.notes());
    }
    List<Object> hooks = new ArrayList<>();
    revision.hooks().forEach(hook -> hooks.add(HookRecord.write(hook)));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", revision.name().name());
    tree.put("info", info);
    tree.put("chart", ChartRecord.write(revision.chart()));
    if (!revision.values().isEmpty()) {
      tree.put("config", revision.values());
    }
    tree.put("manifest", revision.manifest());
    if (!hooks.isEmpty()) {
      tree.put("hooks", hooks);
    }
    tree.put("version", revision.revision());
    tree.put("namespace", revision.name().namespace());
    tree.put("apply_method", revision.method().text());
    return tree;
  }

  /// The release that it is a revision of.
  public ReleaseName name() {
    return name;
  }

  /// Its number, from 1.
  public int revision() {
    return revision;
  }

  /// Its state.
  public ReleaseStatus status() {
    return status;
  }

  /// The user's labels of the record.
  public Map<String, String> labels() {
    return labels;
  }

  /// The cluster's version of the record; empty for one that is not stored yet.
  public String resourceVersion() {
    return resourceVersion;
  }

  /// Why this record cannot be used; empty for one that can.
  public Optional<Diagnostic> problem() {
    try {
      content.tree();
      return Optional.empty();
    } catch (ReleaseException e) {
      return Optional.of(e.diagnostic());
    }
  }

  /// One line on it.
  public String description() {
    return Trees.text(info(), "description");
  }

  /// When the release came onto the cluster.
  public Optional<Instant> firstDeployed() {
    return Optional.ofNullable(Trees.instant(info(), "first_deployed"));
  }

  /// When this revision was made.
  public Optional<Instant> lastDeployed() {
    return Optional.ofNullable(Trees.instant(info(), "last_deployed"));
  }

  /// When it was removed.
  public Optional<Instant> deleted() {
    return Optional.ofNullable(Trees.instant(info(), "deleted"));
  }

  /// The rendered NOTES.txt, or empty.
  public String notes() {
    return Trees.text(info(), "notes");
  }

  /// The revision that it brought back; 0 for none.
  public int rollbackRevision() {
    return Trees.number(info(), "rollback_revision");
  }

  /// The rendered objects.
  public String manifest() {
    return Trees.text(content.tree(), "manifest");
  }

  /// The rendered hooks.
  public List<StoredHook> hooks() {
    return Trees.maps(content.tree().get("hooks")).stream().map(HookRecord::read).toList();
  }

  /// The user's values; numbers are Double, as in all values.
  @Override
  public Map<String, @Nullable Object> values() {
    return Trees.map(content.tree().get("config"));
  }

  /// The chart, without its subcharts: Helm does not store those.
  @Override
  public Chart chart() {
    return ChartRecord.read(chartTree());
  }

  /// The chart's Chart.yaml.
  public ChartMetadata chartMetadata() {
    return ChartRecord.metadata(Trees.map(chartTree().get("metadata")));
  }

  /// How its objects were written.
  public ApplyMethod applyMethod() {
    return ApplyMethod.of(Trees.text(content.tree(), "apply_method"));
  }

  /// Who made this revision, where it was Slipway; empty otherwise. Helm drops that when it writes
  /// the record again.
  public String operator() {
    return Trees.text(Trees.map(content.tree().get(MAKER)), "operator");
  }

  /// Whether it was Slipway who made this revision, holding the release's lock.
  public boolean isMadeUnderLock() {
    return Boolean.TRUE.equals(Trees.map(content.tree().get(MAKER)).get("locked"));
  }

  /// The whole record as a tree; not to be changed.
  public Map<String, @Nullable Object> tree() {
    return content.tree();
  }

  /// A copy in another state.
  public StoredRelease withStatus(ReleaseStatus newStatus, String description) {
    Map<String, @Nullable Object> info = Trees.with(info(), "status", newStatus.text());
    info.put("description", description);
    return withInfo(newStatus, info);
  }

  /// A copy in another state, with its description as it was.
  public StoredRelease withStatus(ReleaseStatus newStatus) {
    return withInfo(newStatus, Trees.with(info(), "status", newStatus.text()));
  }

  /// A copy that was removed at that moment.
  public StoredRelease withDeleted(Instant moment) {
    return withInfo(status, Trees.with(info(), "deleted", moment.toString()));
  }

  /// A copy with these hooks' runs and delete policies; what else is known of them stays.
  public StoredRelease withHooks(List<StoredHook> hooks) {
    List<Map<String, @Nullable Object>> old = Trees.maps(content.tree().get("hooks"));
    List<Object> trees = new ArrayList<>();
    for (int i = 0; i < hooks.size(); i++) {
      Map<String, @Nullable Object> fresh = HookRecord.write(hooks.get(i));
      Map<String, @Nullable Object> tree = new LinkedHashMap<>(fresh);
      if (i < old.size() && Trees.text(old.get(i), "name").equals(fresh.get("name"))) {
        tree = new LinkedHashMap<>(old.get(i));
        tree.putAll(fresh);
      }
      trees.add(tree);
    }
    return withTree(Trees.with(content.tree(), "hooks", trees.isEmpty() ? null : trees));
  }

  /// A copy that says who works on it.
  ///
  /// @param locked whether they hold the release's lock
  public StoredRelease madeBy(String operator, boolean locked) {
    Map<String, @Nullable Object> maker = new LinkedHashMap<>(Trees.map(content.tree().get(MAKER)));
    maker.put("operator", operator);
    maker.put("locked", locked);
    return withTree(Trees.with(content.tree(), MAKER, maker));
  }

  /// A copy that says what was found out about its failure: so many lines as are no burden for the
  /// record.
  public StoredRelease withEvidence(List<String> lines) {
    List<@Nullable Object> kept = new ArrayList<>();
    int room = EVIDENCE_LIMIT;
    for (String line : lines) {
      room -= line.length();
      if (room < 0) {
        kept.add("…");
        break;
      }
      kept.add(line);
    }
    Map<String, @Nullable Object> maker = new LinkedHashMap<>(Trees.map(content.tree().get(MAKER)));
    maker.put(EVIDENCE, kept);
    return withTree(Trees.with(content.tree(), MAKER, maker));
  }

  /// What was found out about its failure: conditions, events, last lines of logs. None where Helm
  /// wrote the record since.
  public List<String> evidence() {
    List<String> lines = new ArrayList<>();
    if (Trees.map(content.tree().get(MAKER)).get(EVIDENCE) instanceof List<?> kept) {
      kept.forEach(line -> lines.add(String.valueOf(line)));
    }
    return lines;
  }

  /// A new revision with the content of this one.
  ///
  /// @param number the new revision's number
  /// @param description one line on it
  /// @param first when the release came onto the cluster
  /// @param now when it is made
  /// @param method how its objects are written
  public StoredRelease again(
      int number, String description, Instant first, Instant now, ApplyMethod method) {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("first_deployed", first.toString());
    info.put("last_deployed", now.toString());
    info.put("description", description);
    info.put("status", ReleaseStatus.PENDING_ROLLBACK.text());
    info.put("rollback_revision", revision);
    if (!notes().isEmpty()) {
      info.put("notes", notes());
    }
    Map<String, @Nullable Object> tree = Trees.with(content.tree(), "info", info);
    tree.put("version", number);
    tree.put("apply_method", method.text());
    tree.remove(MAKER);
    return new StoredRelease(
        name, number, ReleaseStatus.PENDING_ROLLBACK, labels, "", new Content(tree));
  }

  /// A copy of which the cluster has that version.
  StoredRelease withResourceVersion(String version) {
    return new StoredRelease(name, revision, status, labels, version, content);
  }

  /// A copy with another tree.
  StoredRelease withTree(Map<String, @Nullable Object> tree) {
    return new StoredRelease(name, revision, status, labels, resourceVersion, new Content(tree));
  }

  /// The record as it goes into a Secret.
  String encoded() {
    return content.encoded();
  }

  private StoredRelease withInfo(ReleaseStatus newStatus, Map<String, @Nullable Object> info) {
    Map<String, @Nullable Object> tree = Trees.with(content.tree(), "info", info);
    return new StoredRelease(name, revision, newStatus, labels, resourceVersion, new Content(tree));
  }

  private Map<String, @Nullable Object> info() {
    return Trees.map(content.tree().get("info"));
  }

  private Map<String, @Nullable Object> chartTree() {
    return Trees.map(content.tree().get("chart"));
  }

  @Override
  public String toString() {
    return name + " v" + revision + " " + status.text();
  }

  /// The record packed, unpacked, or both; each made when it is first needed.
  private static final class Content {
    private volatile @Nullable Map<String, @Nullable Object> tree;
    private volatile @Nullable String encoded;
    private final String secret;

    Content(Map<String, @Nullable Object> tree) {
      this.tree = tree;
      this.secret = "";
    }

    Content(String encoded, String secret) {
      this.encoded = encoded;
      this.secret = secret;
    }

    Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> known = tree;
      if (known == null) {
        known = decode(encoded());
        tree = known;
      }
      return known;
    }

    String encoded() {
      String known = encoded;
      if (known == null) {
        known = RecordCodec.encode(tree());
        encoded = known;
      }
      return known;
    }

    private Map<String, @Nullable Object> decode(String text) {
      try {
        return RecordCodec.decode(text);
      } catch (IllegalArgumentException e) {
        throw new ReleaseException(
            Diagnostic.error(
                    ReleaseErrorCode.CORRUPT_RECORD,
                    "the release record in Secret " + secret + " cannot be read: " + e.getMessage())
                .withHint(
                    "other revisions are not affected; delete that Secret to forget this one"),
            e);
      }
    }
  }
}
