package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.admission.StorageProtection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Binds claims to volumes: to one that is there and fits, or to one that is made on the spot for
/// the claim's storage class.
final class Claims implements Controller {
  private static final String SOURCE = "persistentvolume-controller";
  static final String PROVISIONER = "sandbox.slipway.dev/volumes";
  private static final String IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (object.type().equals(Kinds.VOLUME)) {
      Map<String, @Nullable Object> claim = object.map("spec", "claimRef");
      if (!claim.isEmpty()) {
        queue.add(object.key());
      }
    } else if (object.type().equals(Kinds.CLAIM)) {
      queue.add(object.key());
      String volume = object.text("spec", "volumeName");
      if (gone && !volume.isEmpty()) {
        queue.add(new ObjectKey(Kinds.VOLUME, "", volume));
      }
    } else if (gone || PodState.isFinished(object)) {
      claimsOf(object)
          .forEach(name -> queue.add(new ObjectKey(Kinds.CLAIM, object.namespace(), name)));
    }
  }

  /// The names of the claims that a pod uses.
  private static List<String> claimsOf(KubeObject pod) {
    List<String> claims = new ArrayList<>();
    for (Map<String, @Nullable Object> volume : pod.maps("spec", "volumes")) {
      String claim = KubeObject.of(volume).text("persistentVolumeClaim", "claimName");
      if (!claim.isEmpty()) {
        claims.add(claim);
      }
    }
    return claims;
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject object = control.mirror().get(key);
    if (object == null) {
      return;
    }
    if (PodState.isDeleting(object)) {
      letGo(object, control);
      return;
    }
    if (key.type().equals(Kinds.VOLUME)) {
      release(object, control);
    } else if (!object.text("status", "phase").equals("Bound")) {
      bind(object, control);
    }
  }

  /// Lets a claim or volume that is to be deleted go once nobody uses it.
  private static void letGo(KubeObject object, Control control) throws Refused {
    boolean isClaim = object.type().equals(Kinds.CLAIM);
    String finalizer = isClaim ? StorageProtection.CLAIM : StorageProtection.VOLUME;
    List<@Nullable Object> finalizers = new ArrayList<>(object.list("metadata", "finalizers"));
    if (finalizers.contains(finalizer)
        && !(isClaim ? isUsed(object, control) : isBound(object, control))) {
      finalizers.remove(finalizer);
      control.update(Draft.from(object).set(finalizers, "metadata", "finalizers").object());
    }
  }

  private static boolean isUsed(KubeObject claim, Control control) {
    for (KubeObject pod : control.mirror().all(Kinds.POD)) {
      if (pod.namespace().equals(claim.namespace())
          && !PodState.isFinished(pod)
          && claimsOf(pod).contains(claim.name())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBound(KubeObject volume, Control control) {
    KubeObject claim =
        control
            .mirror()
            .get(
                Kinds.CLAIM,
                volume.text("spec", "claimRef", "namespace"),
                volume.text("spec", "claimRef", "name"));
    return claim != null && claim.uid().equals(volume.text("spec", "claimRef", "uid"));
  }

  private static void bind(KubeObject claim, Control control) throws Refused {
    KubeObject volume = volumeFor(claim, control);
    if (volume == null) {
      String reason =
          claim.text("spec", "storageClassName").isEmpty() ? "FailedBinding" : "ProvisioningFailed";
      String storage = claim.text("spec", "storageClassName");
      control.normal(
          claim,
          SOURCE,
          reason,
          storage.isEmpty()
              ? "no persistent volumes available for this claim and no storage class is set"
              : "storageclass.storage.k8s.io \"" + storage + "\" not found");
      control.updateStatus(claim, Tree.with(claim.map("status"), "phase", "Pending"));
      control.again(claim.key(), Duration.ofSeconds(15));
      return;
    }
    KubeObject bound =
        control.update(
            Draft.from(claim)
                .set(volume.name(), "spec", "volumeName")
                .set("yes", "metadata", "annotations", "pv.kubernetes.io/bind-completed")
                .object());
    Map<String, @Nullable Object> status =
        Tree.map(
            "phase",
            "Bound",
            "accessModes",
            volume.get("spec", "accessModes"),
            "capacity",
            volume.get("spec", "capacity"));
    control.updateStatus(bound, status);
  }

  /// A volume that is bound to the claim, one that is free and fits, or a new one.
  private static @Nullable KubeObject volumeFor(KubeObject claim, Control control) throws Refused {
    String named = claim.text("spec", "volumeName");
    String storage = claim.text("spec", "storageClassName");
    for (KubeObject volume : control.mirror().all(Kinds.VOLUME)) {
      boolean isMine = claim.uid().equals(volume.text("spec", "claimRef", "uid"));
      boolean isFree =
          volume.map("spec", "claimRef").isEmpty()
              && (named.isEmpty() || named.equals(volume.name()))
              && storage.equals(volume.text("spec", "storageClassName"))
              && volume.list("spec", "accessModes").containsAll(claim.list("spec", "accessModes"));
      if (isMine || isFree) {
        KubeObject taken =
            isMine
                ? volume
                : control.update(
                    Draft.from(volume).set(reference(claim), "spec", "claimRef").object());
        return setPhase(taken, "Bound", control);
      }
    }
    String chosen = storage.isEmpty() ? defaultClass(control) : storage;
    KubeObject storageClass = control.mirror().get(Kinds.STORAGE_CLASS, "", chosen);
    return chosen.isEmpty() || storageClass == null || !named.isEmpty()
        ? null
        : provision(claim, storageClass, control);
  }

  private static String defaultClass(Control control) {
    for (KubeObject storageClass : control.mirror().all(Kinds.STORAGE_CLASS)) {
      if ("true".equals(storageClass.annotations().get(IS_DEFAULT))) {
        return storageClass.name();
      }
    }
    return "";
  }

  private static KubeObject provision(KubeObject claim, KubeObject storageClass, Control control)
      throws Refused {
    String policy = storageClass.text("reclaimPolicy");
    Object modes = claim.get("spec", "volumeMode");
    KubeObject volume =
        control.create(
            Draft.of(Kinds.VOLUME, "", "pvc-" + claim.uid())
                .set(
                    storageClass.text("provisioner"),
                    "metadata",
                    "annotations",
                    "pv.kubernetes.io/provisioned-by")
                .set(claim.get("spec", "accessModes"), "spec", "accessModes")
                .set(
                    Tree.map("storage", claim.get("spec", "resources", "requests", "storage")),
                    "spec",
                    "capacity")
                .set(reference(claim), "spec", "claimRef")
                .set(policy.isEmpty() ? "Delete" : policy, "spec", "persistentVolumeReclaimPolicy")
                .set(storageClass.name(), "spec", "storageClassName")
                .set(modes == null ? "Filesystem" : modes, "spec", "volumeMode")
                .set(Tree.map("path", "/sandbox/" + claim.uid()), "spec", "hostPath")
                .object());
    control.normal(
        claim, SOURCE, "ProvisioningSucceeded", "Successfully provisioned volume " + volume.name());
    return setPhase(volume, "Bound", control);
  }

  private static KubeObject setPhase(KubeObject volume, String phase, Control control)
      throws Refused {
    return control.updateStatus(volume, Tree.with(volume.map("status"), "phase", phase));
  }

  private static Map<String, @Nullable Object> reference(KubeObject claim) {
    return Tree.map(
        "kind",
        "PersistentVolumeClaim",
        "namespace",
        claim.namespace(),
        "name",
        claim.name(),
        "uid",
        claim.uid(),
        "apiVersion",
        "v1");
  }

  /// What becomes of a volume whose claim is gone.
  private static void release(KubeObject volume, Control control) throws Refused {
    String namespace = volume.text("spec", "claimRef", "namespace");
    KubeObject claim =
        control.mirror().get(Kinds.CLAIM, namespace, volume.text("spec", "claimRef", "name"));
    String uid = volume.text("spec", "claimRef", "uid");
    if (uid.isEmpty() || (claim != null && claim.uid().equals(uid))) {
      return;
    }
    if (volume.text("spec", "persistentVolumeReclaimPolicy").equals("Delete")) {
      control.delete(volume);
    } else {
      setPhase(volume, "Released", control);
    }
  }

  /// The storage class that a sandbox starts with.
  static KubeObject storageClass() {
    return Draft.of(Kinds.STORAGE_CLASS, "", "standard")
        .set("true", "metadata", "annotations", IS_DEFAULT)
        .set(PROVISIONER, "provisioner")
        .set("Delete", "reclaimPolicy")
        .set("Immediate", "volumeBindingMode")
        .object();
  }
}
