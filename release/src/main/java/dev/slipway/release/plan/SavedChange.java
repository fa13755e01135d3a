package dev.slipway.release.plan;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a saved plan says of one object.
///
/// @param key which one
/// @param action what was to happen
/// @param restarts whether its pods were to be replaced
/// @param uid its identity then; empty when it was not there
/// @param resourceVersion its version then
/// @param live the digest of its content then
/// @param desired the digest of what it is to be
/// @param fields the fields that change
record SavedChange(
    ObjectKey key,
    Action action,
    boolean restarts,
    String uid,
    String resourceVersion,
    String live,
    String desired,
    List<String> fields) {
  SavedChange {
    fields = List.copyOf(fields);
  }

  static SavedChange of(ObjectChange change, PlanDigest digest) {
    KubeObject live = change.live();
    return new SavedChange(
        change.key(),
        change.action(),
        change.restarts(),
        live == null ? "" : live.uid(),
        live == null ? "" : live.resourceVersion(),
        digest.ofLive(live),
        digest.of(change.desired()),
        Prediction.changes(change).stream().map(field -> field.path().toString()).toList());
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", key.type().apiVersion());
    tree.put("kind", key.type().kind());
    tree.put("namespace", key.namespace());
    tree.put("name", key.name());
    tree.put("action", action.name());
    tree.put("restarts", restarts);
    tree.put("uid", uid);
    tree.put("resourceVersion", resourceVersion);
    tree.put("live", live);
    tree.put("desired", desired);
    tree.put("fields", fields);
    return tree;
  }

  /// @throws IllegalArgumentException if the action is none
  static SavedChange read(KubeObject tree) {
    return new SavedChange(
        new ObjectKey(
            GroupVersionKind.of(tree.text("apiVersion"), tree.text("kind")),
            tree.text("namespace"),
            tree.text("name")),
        Action.valueOf(tree.text("action")),
        tree.flag("restarts"),
        tree.text("uid"),
        tree.text("resourceVersion"),
        tree.text("live"),
        tree.text("desired"),
        tree.list("fields").stream().map(String::valueOf).toList());
  }

  /// Why a change that is planned now is not the saved one; null when it is.
  @Nullable String objection(ObjectChange now, PlanDigest digest) {
    if (!desired.equals(digest.of(now.desired()))) {
      return "what it is to be is not what the plan says: chart or values changed";
    }
    KubeObject live = now.live();
    if (live == null) {
      return uid.isEmpty() ? null : "it was deleted since the plan was made";
    }
    if (uid.isEmpty()) {
      return "it was made since the plan was made" + by(live);
    }
    if (!uid.equals(live.uid())) {
      return "it was deleted and made anew since the plan was made" + by(live);
    }
    boolean isSame =
        resourceVersion.equals(live.resourceVersion()) || this.live.equals(digest.ofLive(live));
    return isSame
        ? null
        : "it was changed since the plan was made"
            + by(live)
            + ": resource version "
            + resourceVersion
            + " is now "
            + live.resourceVersion();
  }

  /// The last field manager that wrote more than status.
  private static String by(KubeObject live) {
    String manager = "";
    String last = "";
    for (Map<String, @Nullable Object> entry : live.maps("metadata", "managedFields")) {
      KubeObject tree = KubeObject.of(entry);
      if (tree.text("subresource").isEmpty() && tree.text("time").compareTo(last) >= 0) {
        last = tree.text("time");
        manager = tree.text("manager");
      }
    }
    return manager.isEmpty() ? "" : " by " + manager + (last.isEmpty() ? "" : " at " + last);
  }
}
