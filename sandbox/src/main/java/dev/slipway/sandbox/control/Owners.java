package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How changes of what is owned reach its owner's controller.
final class Owners {
  private Owners() {}

  /// Queues the object itself if it is of the kind, else the owner of that kind that it has.
  static void changed(GroupVersionKind kind, KubeObject object, Controller.Queue queue) {
    if (object.type().equals(kind)) {
      queue.add(object.key());
      return;
    }
    Map<String, @Nullable Object> owner = Mirror.ownerOf(object);
    if (kind.kind().equals(owner.get("kind"))
        && kind.apiVersion().equals(owner.get("apiVersion"))) {
      queue.add(new ObjectKey(kind, object.namespace(), Tree.text(owner.get("name"))));
    }
  }
}
