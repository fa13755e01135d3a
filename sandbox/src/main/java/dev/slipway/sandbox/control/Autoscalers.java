package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives HorizontalPodAutoscalers the status of one that sees no reason to act: there is no load in
/// a sandbox. Only their bounds are enforced.
final class Autoscalers implements Controller {
  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (object.type().equals(Kinds.AUTOSCALER)) {
      queue.add(object.key());
    } else {
      queue.add(new ObjectKey(object.type(), object.namespace(), object.name()));
    }
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    for (KubeObject scaler : control.mirror().in(Kinds.AUTOSCALER, key.namespace())) {
      ObjectKey target = target(scaler);
      if (key.equals(scaler.key()) || key.equals(target)) {
        look(scaler, control.mirror().get(target), control);
      }
    }
  }

  private static ObjectKey target(KubeObject scaler) {
    return new ObjectKey(
        GroupVersionKind.of(
            scaler.text("spec", "scaleTargetRef", "apiVersion"),
            scaler.text("spec", "scaleTargetRef", "kind")),
        scaler.namespace(),
        scaler.text("spec", "scaleTargetRef", "name"));
  }

  private static void look(KubeObject scaler, @Nullable KubeObject target, Control control)
      throws Refused {
    long least = scaler.number(1, "spec", "minReplicas");
    long most = scaler.number(least, "spec", "maxReplicas");
    Map<String, @Nullable Object> status = new LinkedHashMap<>(scaler.map("status"));
    if (target == null) {
      status.put("currentReplicas", 0L);
      status.put("desiredReplicas", 0L);
      status.put(
          "conditions",
          List.of(
              Conditions.of(
                  scaler,
                  "AbleToScale",
                  false,
                  "FailedGetScale",
                  "the HPA controller was unable to get the target's current scale: not found",
                  control.clock())));
      control.updateStatus(scaler, status);
      return;
    }
    long wanted = target.number(1, "spec", "replicas");
    long desired = wanted == 0 ? 0 : Math.max(least, Math.min(most, wanted));
    if (desired != wanted) {
      control.update(Draft.from(target).set(desired, "spec", "replicas").object());
      status.put("lastScaleTime", control.clock().timestamp());
      control.normal(
          scaler,
          "horizontal-pod-autoscaler",
          "SuccessfulRescale",
          "New size: "
              + desired
              + "; reason: Current number of replicas "
              + (wanted < least ? "below Spec.MinReplicas" : "above Spec.MaxReplicas"));
    }
    status.put("observedGeneration", scaler.number(1, "metadata", "generation"));
    status.put("currentReplicas", target.number(0, "status", "replicas"));
    status.put("desiredReplicas", desired);
    status.put(
        "conditions",
        List.of(
            Conditions.of(
                scaler,
                "AbleToScale",
                true,
                "ReadyForNewScale",
                "recommended size matches current size",
                control.clock()),
            Conditions.of(
                scaler,
                "ScalingActive",
                true,
                "ValidMetricFound",
                "the sandbox has no load",
                control.clock())));
    control.updateStatus(scaler, status);
  }
}
