package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the API server adds to the objects of one kind and asks of them: what Kubernetes calls a
/// strategy. Trees come in the version of the request. Immutable.
public final class ObjectRules {
  /// Built-in kinds whose generation counts changes of the spec.
  private static final Set<String> COUNTED =
      Set.of(
          "deployments.apps",
          "statefulsets.apps",
          "daemonsets.apps",
          "replicasets.apps",
          "replicationcontrollers",
          "jobs.batch",
          "cronjobs.batch",
          "pods",
          "podtemplates",
          "ingresses.networking.k8s.io",
          "ingressclasses.networking.k8s.io",
          "networkpolicies.networking.k8s.io",
          "poddisruptionbudgets.policy",
          "horizontalpodautoscalers.autoscaling",
          "priorityclasses.scheduling.k8s.io",
          "endpointslices.discovery.k8s.io",
          "flowschemas.flowcontrol.apiserver.k8s.io",
          "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingadmissionpolicies.admissionregistration.k8s.io",
          "validatingadmissionpolicybindings.admissionregistration.k8s.io",
          "mutatingadmissionpolicies.admissionregistration.k8s.io",
          "mutatingadmissionpolicybindings.admissionregistration.k8s.io");

  /// From this minor version on, the generation of autoscalers counts.
  private static final int FIRST_COUNTED_SCALER = 37;

  /// Built-in kinds that can only be updated with a resource version.
  private static final Set<String> CONDITIONAL =
      Set.of(
          "poddisruptionbudgets.policy",
          "leases.coordination.k8s.io",
          "runtimeclasses.node.k8s.io",
          "csidrivers.storage.k8s.io",
          "csinodes.storage.k8s.io",
          "csistoragecapacities.storage.k8s.io",
          "volumeattachments.storage.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io",
          "apiservices.apiregistration.k8s.io",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingadmissionpolicies.admissionregistration.k8s.io",
          "validatingadmissionpolicybindings.admissionregistration.k8s.io",
          "mutatingadmissionpolicies.admissionregistration.k8s.io",
          "mutatingadmissionpolicybindings.admissionregistration.k8s.io");

  /// Built-in kinds that a PUT may create.
  private static final Set<String> CREATED_BY_PUT =
      Set.of(
          "services",
          "endpoints",
          "events",
          "limitranges",
          "leases.coordination.k8s.io",
          "runtimeclasses.node.k8s.io",
          "roles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io");

  private final ResourceType type;
  private final KindRule kind;

  /// The rules of a kind.
  public ObjectRules(ResourceType type) {
    this.type = type;
    this.kind = RuleBook.of(type);
  }

  /// Whether a PUT without resource version overwrites whatever is there.
  public boolean allowsUnconditionalUpdate() {
    return type.custom() == null && !CONDITIONAL.contains(type.stored().toString());
  }

  /// Whether a PUT makes an object that is not there.
  public boolean allowsCreateOnUpdate() {
    return type.custom() == null && CREATED_BY_PUT.contains(type.stored().toString());
  }

  /// Fills in what the client left out.
  public void defaults(Map<String, @Nullable Object> tree) {
    kind.defaults(tree);
  }

  /// Readies an object that is to be created.
  public void prepareCreate(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    metadata.remove("generation");
    if (counts()) {
      metadata.put("generation", 1L);
    }
    if (type.hasStatus() && !type.is("", "nodes")) {
      Fields.set(tree, "status", type.custom() == null ? FirstStatus.of(type) : null);
    }
    kind.prepareCreate(tree);
  }

  /// Readies an object that is to replace another: the status and what only the server sets stay as
  /// they are, and the generation counts.
  public void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {
    Map<String, @Nullable Object> metadata = keepMetadata(tree, old);
    if (type.hasStatus()) {
      Fields.set(
          tree,
          "status",
          old.get("status") instanceof Map<?, ?> ? KubeObject.of(old.map("status")).copy() : null);
    }
    kind.prepareUpdate(tree, old);
    if (counts() && changesGeneration(tree, old)) {
      metadata.put("generation", old.number(0, "metadata", "generation") + 1);
    }
  }

  /// Readies an object whose status is to be replaced: all else stays as it is but annotations, and
  /// for built-in kinds finalizers.
  public void prepareStatus(Map<String, @Nullable Object> tree, KubeObject old) {
    Map<String, @Nullable Object> metadata = keepMetadata(tree, old);
    Object status = tree.get("status");
    Object managed = metadata.get("managedFields");
    if (type.custom() != null) {
      metadata.clear();
      metadata.putAll(KubeObject.of(old.map("metadata")).copy());
      Fields.set(metadata, "managedFields", managed);
    } else {
      Fields.set(metadata, "labels", old.get("metadata", "labels"));
      Fields.set(metadata, "ownerReferences", old.get("metadata", "ownerReferences"));
    }
    Map<String, @Nullable Object> next = new LinkedHashMap<>(old.tree());
    next.put("apiVersion", tree.get("apiVersion"));
    next.put("metadata", metadata);
    Fields.set(next, "status", status);
    tree.clear();
    tree.putAll(next);
  }

  private Map<String, @Nullable Object> keepMetadata(
      Map<String, @Nullable Object> tree, KubeObject old) {
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    for (String field :
        List.of("generation", "creationTimestamp", "deletionTimestamp", "selfLink")) {
      Fields.set(metadata, field, old.get("metadata", field));
    }
    if (metadata.get("deletionGracePeriodSeconds") == null) {
      Fields.set(
          metadata,
          "deletionGracePeriodSeconds",
          old.get("metadata", "deletionGracePeriodSeconds"));
    }
    Fields.initText(metadata, "uid", old.uid());
    return metadata;
  }

  private boolean counts() {
    if (type.is("autoscaling", "horizontalpodautoscalers") && type.minor() < FIRST_COUNTED_SCALER) {
      return false;
    }
    return type.custom() != null || COUNTED.contains(type.stored().toString());
  }

  private boolean changesGeneration(Map<String, @Nullable Object> tree, KubeObject old) {
    CustomVersion custom = type.custom();
    Map<String, @Nullable Object> before = content(old.tree(), custom);
    Map<String, @Nullable Object> after = content(tree, custom);
    return !before.equals(after);
  }

  /// The part of an object whose changes are counted.
  private Map<String, @Nullable Object> content(
      Map<String, @Nullable Object> tree, @Nullable CustomVersion custom) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(tree);
    content.remove("apiVersion");
    content.remove("kind");
    Object annotations = Fields.value(tree, "metadata", "annotations");
    content.remove("metadata");
    if (custom == null || custom.status()) {
      content.remove("status");
    }
    if (custom == null && type.is("apps", "deployments") && !Fields.isEmpty(annotations)) {
      content.put("annotations", annotations);
    }
    return content;
  }

  /// Finds what is wrong with an object that is to be created.
  public List<FieldError> validate(KubeObject object) {
    List<FieldError> errors = new ArrayList<>();
    MetadataRule.validate(type, object, errors);
    kind.validate(object, errors);
    return errors;
  }

  /// Finds what is wrong with an object that is to replace another.
  public List<FieldError> validateUpdate(KubeObject object, KubeObject old) {
    List<FieldError> errors = new ArrayList<>();
    MetadataRule.validate(type, object, errors);
    MetadataRule.validateUpdate(object, old, errors);
    if (type.custom() == null) {
      // The real server does so, before its strategies and in them: causes are told twice.
      MetadataRule.validateUpdate(object, old, errors);
    }
    List<FieldError> changes = new ArrayList<>();
    kind.validateUpdate(object, old, changes);
    List<FieldError> content = new ArrayList<>();
    if (!Objects.equals(object.get("spec"), old.get("spec"))
        || !object.tree().containsKey("spec")) {
      kind.validate(object, content);
    }
    // Workloads are asked last about what must not change.
    boolean workload = type.group().equals("apps");
    errors.addAll(workload ? content : changes);
    errors.addAll(workload ? changes : content);
    return errors;
  }

  /// Finds what is wrong with the metadata of an object whose status is to be replaced.
  public List<FieldError> validateStatus(KubeObject object, KubeObject old) {
    List<FieldError> errors = new ArrayList<>();
    MetadataRule.validateUpdate(object, old, errors);
    return errors;
  }

  /// What to tell the client although the object is valid.
  public List<String> warnings(KubeObject object) {
    return kind.warnings(object);
  }
}
