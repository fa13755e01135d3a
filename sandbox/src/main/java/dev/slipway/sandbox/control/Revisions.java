package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// ControllerRevisions: the templates that a StatefulSet or DaemonSet has had.
final class Revisions {
  static final String HASH = "controller-revision-hash";

  private Revisions() {}

  /// The revisions of an owner, the oldest first.
  static List<KubeObject> of(KubeObject owner, Control control) {
    List<KubeObject> revisions =
        new ArrayList<>(control.mirror().owned(owner.uid(), Kinds.CONTROLLER_REVISION));
    revisions.sort(Comparator.comparingLong(revision -> revision.number(0, "revision")));
    return revisions;
  }

  /// The revision of the owner's present template, made if there is none; an earlier one becomes
  /// the newest again. Old ones beyond the limit that are not `used` are deleted.
  static KubeObject current(KubeObject owner, List<String> used, Control control) throws Refused {
    Map<String, @Nullable Object> template =
        Tree.with(owner.map("spec", "template"), "$patch", "replace");
    Map<String, @Nullable Object> data = Tree.map("spec", Tree.map("template", template));
    String hash = PodTemplate.hash(owner.map("spec", "template"), 0);
    List<KubeObject> known = of(owner, control);
    long next = known.isEmpty() ? 1 : known.getLast().number(0, "revision") + 1;
    for (KubeObject revision : known) {
      if (revision.map("data").equals(data)) {
        boolean isNewest = revision.number(0, "revision") == next - 1;
        KubeObject current =
            isNewest
                ? revision
                : control.update(Draft.from(revision).set(next, "revision").object());
        prune(owner, known, current, used, control);
        return current;
      }
    }
    Map<String, @Nullable Object> labels =
        Tree.with(owner.map("spec", "template", "metadata", "labels"), HASH, hash);
    return control.create(
        Draft.of(Kinds.CONTROLLER_REVISION, owner.namespace(), owner.name() + "-" + hash)
            .set(labels, "metadata", "labels")
            .set(List.of(PodTemplate.reference(owner)), "metadata", "ownerReferences")
            .set(data, "data")
            .set(next, "revision")
            .object());
  }

  private static void prune(
      KubeObject owner,
      List<KubeObject> known,
      KubeObject current,
      List<String> used,
      Control control)
      throws Refused {
    long surplus = known.size() - 1 - owner.number(10, "spec", "revisionHistoryLimit");
    for (KubeObject revision : known) {
      String name = revision.name();
      if (surplus > 0 && !name.equals(current.name()) && !used.contains(name)) {
        control.delete(revision);
        surplus--;
      }
    }
  }

  /// The template that a revision kept.
  static Map<String, @Nullable Object> template(KubeObject revision) {
    return Tree.without(revision.map("data", "spec", "template"), "$patch");
  }
}
