package dev.slipway.kube.access;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks a cluster what we may do there, before anything is tried. Where several things are asked
/// for one namespace its rules are asked for at once (SelfSubjectRulesReview); where the cluster
/// does not know all of them, and for kinds without namespace, each thing is asked for by itself,
/// in parallel.
public final class AccessReview {
  /// With so many questions on a namespace its rules cost fewer requests.
  private static final int RULES_FROM = 2;

  private static final String GROUP = "authorization.k8s.io/v1";
  private static final WriteOptions PLAIN = WriteOptions.as("");

  private final KubeClient client;

  public AccessReview(KubeClient client) {
    this.client = client;
  }

  /// The rules of a namespace.
  private record Rules(List<KubeObject> rules) {
    boolean allow(AccessQuestion question) {
      return rules.stream().anyMatch(rule -> allows(rule, question));
    }
  }

  /// The answers, in the order of the questions.
  ///
  /// @throws KubeException if the cluster does not answer
  public Map<AccessQuestion, AccessAnswer> ask(Collection<AccessQuestion> questions) {
    Set<AccessQuestion> open = new LinkedHashSet<>(questions);
    Map<AccessQuestion, AccessAnswer> answers = new LinkedHashMap<>();
    for (AccessQuestion question : open) {
      answers.put(question, new AccessAnswer(false, ""));
    }
    List<String> namespaces = crowded(open);
    List<Optional<Rules>> rules = Parallel.map(namespaces, this::rules);
    for (int i = 0; i < namespaces.size(); i++) {
      if (rules.get(i).isPresent()) {
        decide(namespaces.get(i), rules.get(i).get(), open, answers);
      }
    }
    List<AccessQuestion> rest = List.copyOf(open);
    List<AccessAnswer> single = Parallel.map(rest, this::single);
    for (int i = 0; i < rest.size(); i++) {
      answers.put(rest.get(i), single.get(i));
    }
    return answers;
  }

  private static List<String> crowded(Set<AccessQuestion> questions) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (AccessQuestion question : questions) {
      if (!question.namespace().isEmpty()) {
        counts.merge(question.namespace(), 1, Integer::sum);
      }
    }
    List<String> crowded = new ArrayList<>();
    counts.forEach((namespace, count) -> {
      if (count >= RULES_FROM) {
        crowded.add(namespace);
      }
    });
    return crowded;
  }

  private static void decide(
      String namespace,
      Rules rules,
      Set<AccessQuestion> open,
      Map<AccessQuestion, AccessAnswer> answers) {
    List<AccessQuestion> here =
        open.stream().filter(question -> question.namespace().equals(namespace)).toList();
    for (AccessQuestion question : here) {
      answers.put(
          question,
          new AccessAnswer(rules.allow(question), "by the rules of namespace " + namespace));
      open.remove(question);
    }
  }

  /// The rules of a namespace; empty if the cluster does not know all of them.
  private Optional<Rules> rules(String namespace) {
    KubeObject review = review("SelfSubjectRulesReview", Map.of("namespace", namespace));
    KubeObject answer;
    try {
      answer = client.create(review, PLAIN);
    } catch (KubeException e) {
      // Without that API, or when it may not be used, each thing is asked for by itself.
      if (e.is(KubeErrorCode.NOT_FOUND) || e.is(KubeErrorCode.FORBIDDEN)) {
        return Optional.empty();
      }
      throw e;
    }
    if (answer.flag("status", "incomplete")
        || !answer.text("status", "evaluationError").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rules(answer.maps("status", "resourceRules").stream().map(KubeObject::of).toList()));
  }

  private AccessAnswer single(AccessQuestion question) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("verb", question.verb());
    attributes.put("group", question.group());
    attributes.put("resource", question.resource());
    if (!question.subresource().isEmpty()) {
      attributes.put("subresource", question.subresource());
    }
    if (!question.namespace().isEmpty()) {
      attributes.put("namespace", question.namespace());
    }
    if (!question.name().isEmpty()) {
      attributes.put("name", question.name());
    }
    KubeObject answer =
        client.create(
            review("SelfSubjectAccessReview", Map.of("resourceAttributes", attributes)), PLAIN);
    return new AccessAnswer(answer.flag("status", "allowed"), answer.text("status", "reason"));
  }

  private static KubeObject review(String kind, Map<String, ?> spec) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", GROUP);
    tree.put("kind", kind);
    tree.put("metadata", Map.of());
    tree.put("spec", spec);
    return KubeObject.of(tree);
  }

  /// Whether a rule allows something, as RBAC reads rules.
  private static boolean allows(KubeObject rule, AccessQuestion question) {
    String resource =
        question.subresource().isEmpty()
            ? question.resource()
            : question.resource() + "/" + question.subresource();
    List<@Nullable Object> names = rule.list("resourceNames");
    return has(rule.list("verbs"), question.verb())
        && has(rule.list("apiGroups"), question.group())
        && (has(rule.list("resources"), resource)
            || (!question.subresource().isEmpty()
                && rule.list("resources").contains("*/" + question.subresource())))
        && (names.isEmpty() || (!question.name().isEmpty() && names.contains(question.name())));
  }

  private static boolean has(List<@Nullable Object> list, String wanted) {
    return list.contains("*") || list.contains(wanted);
  }
}
