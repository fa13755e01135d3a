package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Jobs and cron jobs.
final class JobRule implements KindRule {
  private static final List<String> POLICIES = List.of("OnFailure", "Never");

  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    TemplateRule.template(spec);
    if (spec.get("completions") == null && spec.get("parallelism") == null) {
      spec.put("completions", 1L);
    }
    Fields.init(spec, "parallelism", 1L);
    Fields.init(
        spec,
        "backoffLimit",
        spec.get("backoffLimitPerIndex") == null ? 6L : (long) Integer.MAX_VALUE);
    Fields.initText(spec, "completionMode", "NonIndexed");
    Fields.init(spec, "suspend", false);
    Fields.init(spec, "manualSelector", false);
    Fields.initText(
        spec,
        "podReplacementPolicy",
        spec.get("podFailurePolicy") == null ? "TerminatingOrFailed" : "Failed");
    Map<String, @Nullable Object> labels = Fields.find(spec, "template", "metadata", "labels");
    if (labels != null
        && !labels.isEmpty()
        && Fields.isEmpty(Fields.value(tree, "metadata", "labels"))) {
      Fields.map(tree, "metadata", "labels").putAll(labels);
    }
  }

  @Override
  public void prepareCreate(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    if (Boolean.TRUE.equals(spec.get("manualSelector"))) {
      return;
    }
    String uid = Fields.text(tree, "metadata", "uid");
    String name = Fields.text(tree, "metadata", "name");
    Map<String, @Nullable Object> labels = Fields.map(spec, "template", "metadata", "labels");
    labels.putIfAbsent("controller-uid", uid);
    labels.putIfAbsent("batch.kubernetes.io/controller-uid", uid);
    labels.putIfAbsent("job-name", name);
    labels.putIfAbsent("batch.kubernetes.io/job-name", name);
    Fields.map(spec, "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
    if (Fields.isEmpty(Fields.value(tree, "metadata", "labels"))) {
      // Read again from the storage, it gets the labels of its template by default.
      Fields.map(tree, "metadata", "labels").putAll(labels);
    }
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    numbers(object, "spec", errors);
    PodChecks.check("spec.template.spec", object.map("spec", "template", "spec"), errors);
    policy(object, "spec.template.spec.restartPolicy", errors);
  }

  private static void numbers(KubeObject object, String at, List<FieldError> errors) {
    for (String field :
        List.of(
            "parallelism",
            "completions",
            "activeDeadlineSeconds",
            "backoffLimit",
            "ttlSecondsAfterFinished")) {
      long value = object.number(0, "spec", field);
      if (value < 0) {
        errors.add(
            FieldError.invalid(at + "." + field, value, "must be greater than or equal to 0"));
      }
    }
  }

  private static void policy(KubeObject object, String path, List<FieldError> errors) {
    String policy = object.text(path.split("\\."));
    if (policy.equals("Always")) {
      errors.add(FieldError.required(path, "valid values: \"OnFailure\", \"Never\""));
    } else if (!policy.isEmpty() && !POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported(path, policy, POLICIES));
    }
  }

  @Override
  public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    boolean suspended = old.flag("spec", "suspend");
    if (object.text("spec", "completionMode").equals("NonIndexed")) {
      TemplateRule.immutable(object, old, errors, "spec", "completions");
    }
    TemplateRule.immutable(object, old, errors, "spec", "selector");
    if (!suspended) {
      template(object, old, errors);
    }
    TemplateRule.immutable(object, old, errors, "spec", "completionMode");
    TemplateRule.immutable(object, old, errors, "spec", "podFailurePolicy");
    TemplateRule.immutable(object, old, errors, "spec", "backoffLimitPerIndex");
  }

  private static void template(KubeObject object, KubeObject old, List<FieldError> errors) {
    if (!Objects.equals(object.get("spec", "template"), old.get("spec", "template"))) {
      errors.add(
          FieldError.invalidWritten(
              "spec.template",
              InternalForm.ofTemplate(object.map("spec", "template")),
              "field is immutable"));
    }
  }

  /// Cron jobs.
  static final class CronJobs implements KindRule {
    private static final int LONGEST_NAME = 52;

    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
      Fields.initText(spec, "concurrencyPolicy", "Allow");
      Fields.init(spec, "suspend", false);
      Fields.init(spec, "successfulJobsHistoryLimit", 3L);
      Fields.init(spec, "failedJobsHistoryLimit", 1L);
      Map<String, @Nullable Object> template = Fields.map(spec, "jobTemplate");
      Fields.map(template, "metadata");
      TemplateRule.template(Fields.map(template, "spec"));
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      if (object.name().length() > LONGEST_NAME) {
        errors.add(
            FieldError.invalid(
                "metadata.name", object.name(), "must be no more than 52 characters"));
      }
      String schedule = object.text("spec", "schedule");
      if (schedule.isEmpty()) {
        errors.add(FieldError.required("spec.schedule", ""));
      } else if (!schedule.startsWith("@") && fields(schedule) != 5) {
        errors.add(
            FieldError.invalid(
                "spec.schedule",
                schedule,
                "expected exactly 5 fields, found " + fields(schedule) + ": [" + schedule + "]"));
      }
      String policy = object.text("spec", "concurrencyPolicy");
      if (!List.of("Allow", "Forbid", "Replace").contains(policy)) {
        errors.add(
            FieldError.notSupported(
                "spec.concurrencyPolicy", policy, List.of("Allow", "Forbid", "Replace")));
      }
      PodChecks.check(
          "spec.jobTemplate.spec.template.spec",
          object.map("spec", "jobTemplate", "spec", "template", "spec"),
          errors);
      policy(object, "spec.jobTemplate.spec.template.spec.restartPolicy", errors);
    }

    private static int fields(String schedule) {
      return schedule.strip().split("\\s+").length;
    }
  }
}
