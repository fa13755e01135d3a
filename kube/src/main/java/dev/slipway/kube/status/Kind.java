package dev.slipway.kube.status;

import dev.slipway.object.KubeObject;

/// Tells kinds apart, whatever their version.
final class Kind {
  private Kind() {}

  static boolean is(KubeObject object, String group, String kind) {
    return object.kind().equals(kind) && object.type().group().equals(group);
  }
}
