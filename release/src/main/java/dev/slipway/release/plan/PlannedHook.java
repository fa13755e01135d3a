package dev.slipway.release.plan;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;

/// A hook that runs when a plan is carried out. Immutable.
///
/// @param hook the hook
/// @param event when it runs, such as `pre-install`
/// @param object what is made for it, with the namespace where it will be
record PlannedHook(Hook hook, String event, KubeObject object) {
  private static final String MADE_ANEW = "before-hook-creation";

  /// Whether it runs before the objects of the release are made.
  boolean isBefore() {
    return event.startsWith("pre-");
  }

  /// Whether one that is there already is deleted before. All objects of a kind would go with a
  /// CRD, so that one stays.
  boolean isMadeAnew() {
    boolean isDefault = hook.deletePolicies().isEmpty();
    return (isDefault || hook.deletePolicies().contains(MADE_ANEW))
        && !hook.kind().equals("CustomResourceDefinition");
  }

  ObjectKey key() {
    return object.key();
  }
}
