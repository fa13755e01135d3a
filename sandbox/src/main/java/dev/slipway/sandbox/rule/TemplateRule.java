package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What kinds that make pods from a template have in common.
abstract class TemplateRule implements KindRule {
  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    template(spec);
    specDefaults(tree, spec);
  }

  /// Fills in what the kind itself has.
  abstract void specDefaults(
      Map<String, @Nullable Object> tree, Map<String, @Nullable Object> spec);

  /// Fills in a template.
  ///
  /// @param parent the map that holds it
  static void template(Map<String, @Nullable Object> parent) {
    Map<String, @Nullable Object> template = Fields.map(parent, "template");
    Fields.map(template, "metadata");
    PodDefaults.spec(Fields.map(template, "spec"));
  }

  /// What must hold of selector and template.
  ///
  /// @param policies the restart policies that the template may have
  static void check(KubeObject object, List<String> policies, List<FieldError> errors) {
    replicas(object, errors);
    Map<String, @Nullable Object> selector = object.map("spec", "selector");
    if (object.get("spec", "selector") == null) {
      errors.add(FieldError.required("spec.selector", ""));
      unmatched(object, errors);
    } else if (selector.isEmpty()) {
      errors.add(
          FieldError.invalid(
              "spec.selector", selector, "empty selector is invalid for " + noun(object)));
    } else {
      matches(object, selector, errors);
    }
    MetadataRule.labels(
        "spec.template.labels", object.map("spec", "template", "metadata", "labels"), errors);
    PodChecks.check("spec.template.spec", object.map("spec", "template", "spec"), errors);
    String policy = object.text("spec", "template", "spec", "restartPolicy");
    if (!policy.isEmpty() && !policies.contains(policy)) {
      errors.add(FieldError.notSupported("spec.template.spec.restartPolicy", policy, policies));
    }
  }

  private static String noun(KubeObject object) {
    return switch (object.kind()) {
      case "StatefulSet" -> "statefulset";
      case "DaemonSet" -> "daemonset";
      default -> "deployment";
    };
  }

  private static void matches(
      KubeObject object, Map<String, @Nullable Object> selector, List<FieldError> errors) {
    Map<String, String> labels = object.texts("spec", "template", "metadata", "labels");
    try {
      if (!LabelSelector.of(selector).matches(labels)) {
        unmatched(object, errors);
      }
    } catch (ObjectException e) {
      errors.add(FieldError.invalid("spec.selector", selector, "invalid label selector"));
    }
  }

  private static void unmatched(KubeObject object, List<FieldError> errors) {
    errors.add(
        FieldError.invalid(
            "spec.template.metadata.labels",
            object.texts("spec", "template", "metadata", "labels"),
            "`selector` does not match template `labels`"));
  }

  static void replicas(KubeObject object, List<FieldError> errors) {
    for (String field : List.of("replicas", "minReadySeconds", "revisionHistoryLimit")) {
      long value = object.number(0, "spec", field);
      if (value < 0) {
        errors.add(
            FieldError.invalid("spec." + field, value, "must be greater than or equal to 0"));
      }
    }
  }

  static void immutable(
      KubeObject object, KubeObject old, List<FieldError> errors, String... path) {
    Object now = object.get(path);
    if (!Objects.equals(now, old.get(path))) {
      errors.add(FieldError.invalid(String.join(".", path), now, "field is immutable"));
    }
  }

  /// Deployments.
  static final class Deployments extends TemplateRule {
    @Override
    void specDefaults(Map<String, @Nullable Object> tree, Map<String, @Nullable Object> spec) {
      Fields.init(spec, "replicas", 1L);
      Map<String, @Nullable Object> strategy = Fields.map(spec, "strategy");
      Fields.initText(strategy, "type", "RollingUpdate");
      if ("RollingUpdate".equals(strategy.get("type"))) {
        Map<String, @Nullable Object> rolling = Fields.map(strategy, "rollingUpdate");
        Fields.init(rolling, "maxUnavailable", "25%");
        Fields.init(rolling, "maxSurge", "25%");
      }
      Fields.init(spec, "revisionHistoryLimit", 10L);
      Fields.init(spec, "progressDeadlineSeconds", 600L);
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      check(object, List.of("Always"), errors);
      String type = object.text("spec", "strategy", "type");
      if (!List.of("Recreate", "RollingUpdate").contains(type)) {
        errors.add(
            FieldError.notSupported(
                "spec.strategy.type", type, List.of("Recreate", "RollingUpdate")));
      } else if (type.equals("Recreate")
          && object.get("spec", "strategy", "rollingUpdate") != null) {
        errors.add(
            FieldError.forbidden(
                "spec.strategy.rollingUpdate",
                "may not be specified when strategy `type` is 'Recreate'"));
      }
      Object unavailable = object.get("spec", "strategy", "rollingUpdate", "maxUnavailable");
      Object surge = object.get("spec", "strategy", "rollingUpdate", "maxSurge");
      if (isZero(unavailable) && isZero(surge)) {
        errors.add(
            FieldError.invalid(
                "spec.strategy.rollingUpdate.maxUnavailable",
                unavailable,
                "may not be 0 when `maxSurge` is 0"));
      }
      long deadline = object.number(600, "spec", "progressDeadlineSeconds");
      if (deadline <= object.number(0, "spec", "minReadySeconds")) {
        errors.add(
            FieldError.invalid(
                "spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"));
      }
    }

    private static boolean isZero(@Nullable Object value) {
      return value != null && (value.equals(0L) || value.equals("0%"));
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      immutable(object, old, errors, "spec", "selector");
    }
  }

  /// Replica sets and replication controllers.
  static final class ReplicaSets extends TemplateRule {
    private final boolean controllers;

    /// @param controllers whether they are replication controllers
    ReplicaSets(boolean controllers) {
      this.controllers = controllers;
    }

    @Override
    void specDefaults(Map<String, @Nullable Object> tree, Map<String, @Nullable Object> spec) {
      Fields.init(spec, "replicas", 1L);
      Map<String, @Nullable Object> labels = Fields.find(spec, "template", "metadata", "labels");
      if (labels != null && !labels.isEmpty()) {
        if (controllers && Fields.isEmpty(spec.get("selector"))) {
          spec.put("selector", new LinkedHashMap<>(labels));
        }
        if (Fields.isEmpty(Fields.value(tree, "metadata", "labels"))) {
          Fields.map(tree, "metadata").put("labels", new LinkedHashMap<>(labels));
        }
      }
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      if (controllers) {
        replicas(object, errors);
        PodChecks.check("spec.template.spec", object.map("spec", "template", "spec"), errors);
      } else {
        check(object, List.of("Always"), errors);
      }
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      if (!controllers) {
        immutable(object, old, errors, "spec", "selector");
      }
    }
  }

  /// Daemon sets.
  static final class DaemonSets extends TemplateRule {
    private static final String GENERATION = "deprecated.daemonset.template.generation";

    @Override
    void specDefaults(Map<String, @Nullable Object> tree, Map<String, @Nullable Object> spec) {
      Map<String, @Nullable Object> strategy = Fields.map(spec, "updateStrategy");
      Fields.initText(strategy, "type", "RollingUpdate");
      if ("RollingUpdate".equals(strategy.get("type"))) {
        Map<String, @Nullable Object> rolling = Fields.map(strategy, "rollingUpdate");
        Fields.init(rolling, "maxUnavailable", 1L);
        Fields.init(rolling, "maxSurge", 0L);
      }
      Fields.init(spec, "revisionHistoryLimit", 10L);
      // The field that it stands for is written as this annotation, even before it counts.
      Fields.map(tree, "metadata", "annotations").putIfAbsent(GENERATION, "0");
    }

    @Override
    public void prepareCreate(Map<String, @Nullable Object> tree) {
      Fields.map(tree, "metadata", "annotations").put(GENERATION, "1");
    }

    @Override
    public void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {
      String text = old.text("metadata", "annotations", GENERATION);
      long before = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
      boolean same =
          Objects.equals(Fields.value(tree, "spec", "template"), old.get("spec", "template"));
      Fields.map(tree, "metadata", "annotations")
          .put(GENERATION, Long.toString(same ? before : before + 1));
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      check(object, List.of("Always"), errors);
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      immutable(object, old, errors, "spec", "selector");
    }
  }

  /// Stateful sets.
  static final class StatefulSets extends TemplateRule {
    private static final List<String> CHANGEABLE =
        List.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    @Override
    void specDefaults(Map<String, @Nullable Object> tree, Map<String, @Nullable Object> spec) {
      Fields.initText(spec, "podManagementPolicy", "OrderedReady");
      Map<String, @Nullable Object> strategy = Fields.map(spec, "updateStrategy");
      Fields.initText(strategy, "type", "RollingUpdate");
      if ("RollingUpdate".equals(strategy.get("type"))) {
        Fields.init(Fields.map(strategy, "rollingUpdate"), "partition", 0L);
      }
      Map<String, @Nullable Object> retention =
          Fields.map(spec, "persistentVolumeClaimRetentionPolicy");
      Fields.initText(retention, "whenDeleted", "Retain");
      Fields.initText(retention, "whenScaled", "Retain");
      Fields.init(spec, "replicas", 1L);
      Fields.init(spec, "revisionHistoryLimit", 10L);
      for (Map<String, @Nullable Object> claim : Fields.maps(spec, "volumeClaimTemplates")) {
        Fields.initText(claim, "apiVersion", "v1");
        Fields.initText(claim, "kind", "PersistentVolumeClaim");
        Fields.initText(Fields.map(claim, "spec"), "volumeMode", "Filesystem");
        Fields.initText(Fields.map(claim, "status"), "phase", "Pending");
      }
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      Map<String, @Nullable Object> template =
          KubeObject.of(object.map("spec", "template", "spec")).copy();
      List<Object> volumes = new ArrayList<>(Fields.maps(template, "volumes"));
      for (Map<String, @Nullable Object> claim : object.maps("spec", "volumeClaimTemplates")) {
        Map<String, @Nullable Object> volume = new LinkedHashMap<>();
        volume.put("name", Fields.text(claim, "metadata", "name"));
        volumes.removeIf(
            known -> known instanceof Map<?, ?> map && volume.get("name").equals(map.get("name")));
        volumes.add(volume);
      }
      template.put("volumes", volumes);
      Map<String, @Nullable Object> whole = new LinkedHashMap<>(object.tree());
      Map<String, @Nullable Object> spec = new LinkedHashMap<>(object.map("spec"));
      Map<String, @Nullable Object> pod = new LinkedHashMap<>(object.map("spec", "template"));
      pod.put("spec", template);
      spec.put("template", pod);
      whole.put("spec", spec);
      check(KubeObject.of(whole), List.of("Always"), errors);
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      Map<String, @Nullable Object> after = new LinkedHashMap<>(object.map("spec"));
      Map<String, @Nullable Object> before = new LinkedHashMap<>(old.map("spec"));
      CHANGEABLE.forEach(after::remove);
      CHANGEABLE.forEach(before::remove);
      if (!after.equals(before)) {
        errors.add(
            FieldError.forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                    + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                    + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are"
                    + " forbidden"));
      }
    }
  }
}
