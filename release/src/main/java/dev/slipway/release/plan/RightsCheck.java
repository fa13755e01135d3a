package dev.slipway.release.plan;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Asks whether the user may do what no dry run has tried: write the release's record, run its
/// hooks, make what comes later (SelfSubjectAccessReview). All questions are asked at once, each
/// kind and verb once, also for several plans. Safe for use by several threads.
final class RightsCheck {
  private static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private final KubeClient client;
  private final ConcurrentMap<Question, Boolean> known = new ConcurrentHashMap<>();

  RightsCheck(KubeClient client) {
    this.client = client;
  }

  /// One question.
  private record Question(String verb, ApiResource resource, String namespace) {
    String text() {
      String group = resource.type().group();
      return verb
          + " "
          + resource.plural()
          + (group.isEmpty() ? "" : "." + group)
          + (namespace.isEmpty() ? "" : " in the namespace " + namespace);
    }

    Map<String, @Nullable Object> review() {
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      attributes.put("verb", verb);
      attributes.put("group", resource.type().group());
      attributes.put("resource", resource.plural());
      attributes.put("namespace", namespace);
      Map<String, @Nullable Object> review = new LinkedHashMap<>();
      review.put("apiVersion", "authorization.k8s.io/v1");
      review.put("kind", "SelfSubjectAccessReview");
      review.put("spec", Map.of("resourceAttributes", attributes));
      return review;
    }
  }

  /// What the user may not do.
  ///
  /// @param hooks the hooks, as far as they were tried
  List<Finding> check(ReleasePlan plan, HookTrial.Result hooks) {
    List<Question> questions = List.copyOf(questions(plan, hooks));
    List<Finding> findings = new ArrayList<>();
    List<Boolean> answers =
        Parallel.map(questions, question -> known.computeIfAbsent(question, this::mayDo));
    for (int i = 0; i < answers.size(); i++) {
      if (!answers.get(i)) {
        findings.add(
            Finding.fails(
                Topic.PERMISSION,
                null,
                "you may not " + questions.get(i).text(),
                "ask for a role that allows this"));
      }
    }
    return findings;
  }

  private Set<Question> questions(ReleasePlan plan, HookTrial.Result hooks) {
    Set<Question> questions = new LinkedHashSet<>();
    String home = plan.name().namespace();
    ask(questions, new GroupVersionKind("", "v1", "Secret"), home, "create", "update");
    hooks.taken().forEach(hook -> ask(questions, hook));
    for (PlannedHook hook : hooks.untried()) {
      ask(questions, hook.key().type(), hook.key().namespace(), "create");
      ask(questions, hook);
    }
    for (ObjectChange change : plan.changes()) {
      switch (change.action()) {
        // What is new was tried by making it; what is carried out applies it.
        case CREATE -> {
          if (!isRefused(plan, change)) {
            ask(questions, change.key().type(), change.key().namespace(), "patch");
          }
        }
        case LATER ->
            ask(questions, change.key().type(), change.key().namespace(), "patch", "create");
        case CHANGE, REPLACE, DELETE, KEEP, NONE -> {}
      }
    }
    return questions;
  }

  /// Whether its dry run has told already that the user may not make it.
  private static boolean isRefused(ReleasePlan plan, ObjectChange change) {
    return plan.findings().stream()
        .anyMatch(finding ->
            finding.topic() == Topic.PERMISSION && change.key().equals(finding.object()));
  }

  /// Hooks are applied, and deleted as their policies say.
  private void ask(Set<Question> questions, PlannedHook hook) {
    ask(questions, hook.key().type(), hook.key().namespace(), "patch");
    if (hook.isMadeAnew() || !hook.hook().deletePolicies().isEmpty()) {
      ask(questions, hook.key().type(), hook.key().namespace(), "delete");
    }
  }

  private void ask(
      Set<Question> questions, GroupVersionKind type, String namespace, String... verbs) {
    Optional<ApiResource> resource = client.resources().find(type);
    if (resource.isPresent()) {
      for (String verb : verbs) {
        String place = resource.get().namespaced() ? namespace : "";
        questions.add(new Question(verb, resource.get(), place));
      }
    }
  }

  /// Who may not even ask is not stopped: the change itself will tell.
  private boolean mayDo(Question question) {
    try {
      Object answer = client.request("POST", PATH, question.review());
      return !(answer instanceof Map<?, ?> map)
          || !(map.get("status") instanceof Map<?, ?> status)
          || !Boolean.FALSE.equals(status.get("allowed"));
    } catch (KubeException e) {
      if (LiveObjects.isLocal(e)) {
        return true;
      }
      throw e;
    }
  }
}
