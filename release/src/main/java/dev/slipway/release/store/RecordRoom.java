package dev.slipway.release.store;

import dev.slipway.core.Diagnostic;
import dev.slipway.release.ReleaseErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a record fits into a Secret. Immutable.
///
/// @param release the record as it can be stored: itself, or made smaller; the smallest there is
///   where that does not fit either
/// @param size how much room the record takes as it is, in bytes
/// @param limit how much there is, in bytes
/// @param removed what was left out to make it smaller
public record RecordRoom(StoredRelease release, int size, int limit, List<String> removed) {
  private static final int WARN_PERCENT = 80;
  private static final double KIB = 1024.0;

  /// What of a record cannot be left out, and what to do where it is too large.
  private static final List<Needed> NEEDED =
      List.of(
          new Needed(
              "manifest",
              "the manifest",
              "split the chart into several, or move large files out of its ConfigMaps and"
                  + " Secrets"),
          new Needed("hooks", "the hooks", "move large files out of the chart's hooks"),
          new Needed("values", "the chart's values.yaml", "move large texts out of values.yaml"),
          new Needed(
              "config",
              "what is given by values files and --set",
              "move large texts out of the values"));

  private record Needed(String key, String what, String hint) {}

  public RecordRoom {
    removed = List.copyOf(removed);
  }

  /// How a record that is not stored yet fits. A little room is kept for what is written into it
  /// later: how its hooks ran, why it failed.
  public static RecordRoom of(StoredRelease release) {
    return RecordSlimming.fit(release, ReleaseStore.SECRET_LIMIT - ReleaseStore.RESERVE);
  }

  /// Whether it can be stored, if need be with less in it.
  public boolean fits() {
    return release.encoded().length() <= limit;
  }

  /// What to know of its size before it is written; empty when there is room enough.
  ///
  /// @param subject the record, in words
  public Optional<Diagnostic> remark(String subject) {
    if (!fits()) {
      return Optional.of(tooLarge(subject));
    }
    if (!removed.isEmpty()) {
      return Optional.of(
          warning(
                  subject
                      + " would take "
                      + percent()
                      + " % of the room that a Secret has: left out of the stored chart: "
                      + String.join(", ", removed))
              .withHint(
                  "rollback, history and get need none of that; .helmignore keeps files out of the"
                      + " chart"));
    }
    if (percent() < WARN_PERCENT) {
      return Optional.empty();
    }
    return Optional.of(
        warning(subject + " takes " + percent() + " % of the room that a Secret has")
            .withHint(
                "when it does not fit any more, files of the chart are left out of it; .helmignore"
                    + " keeps large files out of the chart"));
  }

  private Diagnostic tooLarge(String subject) {
    Needed largest = NEEDED.getFirst();
    int most = -1;
    for (Needed needed : NEEDED) {
      int part = packed(needed.key);
      if (part > most) {
        most = part;
        largest = needed;
      }
    }
    return Diagnostic.error(
            ReleaseErrorCode.RECORD_TOO_LARGE,
            subject
                + " does not fit into a Secret, even without the chart's files and templates: "
                + kib(release.encoded().length())
                + " packed, of which "
                + kib(most)
                + " are "
                + largest.what
                + "; "
                + kib(limit)
                + " are allowed")
        .withHint(largest.hint);
  }

  /// How much of the record one of its parts takes, about.
  private int packed(String key) {
    Map<String, @Nullable Object> tree = release.tree();
    Object part = tree.get(key);
    if (key.equals("values")) {
      part = Trees.map(tree.get("chart")).get(key);
    }
    List<@Nullable Object> parts = new ArrayList<>();
    parts.add(part);
    return RecordCodec.encode(Map.of(key, parts)).length();
  }

  private static String kib(int bytes) {
    return Math.round(bytes / KIB) + " KiB";
  }

  private long percent() {
    return (long) size * 100 / ReleaseStore.SECRET_LIMIT;
  }

  private static Diagnostic warning(String message) {
    return Diagnostic.warning(ReleaseErrorCode.RECORD_TOO_LARGE, message);
  }
}
