package dev.slipway.kube.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.client.FakeTiming;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.kube.client.ScriptedCluster;
import dev.slipway.kube.client.ScriptedCluster.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessReviewTest {
  private static final String SINGLE =
      "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String RULES = "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

  private final ScriptedCluster cluster = new ScriptedCluster();
  private final HttpKubeClient client = cluster.client(new FakeTiming());

  @AfterEach
  void tearDown() {
    client.close();
    cluster.close();
  }

  private static Reply rules(String rules, boolean incomplete) {
    return Reply.ok(
        "{\"status\":{\"incomplete\":" + incomplete + ",\"resourceRules\":[" + rules + "]}}");
  }

  private static AccessQuestion ask(String verb, String resource) {
    return AccessQuestion.of(verb, "", resource, "shop");
  }

  @Test
  void asksForTheRulesOfANamespaceOnce() {
    cluster.on(
        RULES,
        rules(
            """
            {"verbs":["get","list"],"apiGroups":["","apps"],"resources":["*"]},
            {"verbs":["*"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["mine"]},
            {"verbs":["update"],"apiGroups":["*"],"resources":["*/status"]}\
            """,
            false));
    AccessQuestion mine = new AccessQuestion("delete", "", "secrets", "", "shop", "mine");
    AccessQuestion status = new AccessQuestion("update", "", "pods", "status", "shop", "");
    List<AccessQuestion> questions =
        List.of(ask("get", "pods"), ask("create", "pods"), ask("delete", "secrets"), mine, status);

    Map<AccessQuestion, AccessAnswer> answers = new AccessReview(client).ask(questions);

    assertThat(answers.keySet()).containsExactlyElementsOf(questions);
    assertThat(answers.values())
        .extracting(AccessAnswer::allowed)
        .containsExactly(true, false, false, true, true);
    assertThat(cluster.seen()).hasSize(1);
  }

  @Test
  void asksForEachThingWhereTheRulesAreNotAll() {
    cluster
        .on(RULES, rules("", true))
        .on(
            SINGLE,
            Reply.error(503, "ServiceUnavailable", "not now", ""),
            Reply.ok("{\"status\":{\"allowed\":true,\"reason\":\"RBAC\"}}"));

    Map<AccessQuestion, AccessAnswer> answers =
        new AccessReview(client).ask(List.of(ask("get", "pods"), ask("list", "pods")));

    assertThat(answers.values())
        .containsExactly(new AccessAnswer(true, "RBAC"), new AccessAnswer(true, "RBAC"));
  }

  @Test
  void asksOneThingDirectly() {
    cluster.on(SINGLE, Reply.ok("{\"status\":{\"allowed\":false}}"));
    AccessQuestion question =
        new AccessQuestion("create", "apps", "deployments", "scale", "", "web");

    assertThat(new AccessReview(client).ask(List.of(question)).get(question))
        .isEqualTo(new AccessAnswer(false, ""));
    assertThat(cluster.seen().getLast().body())
        .contains(
            "\"resourceAttributes\":{\"group\":\"apps\",\"name\":\"web\",\"resource\":"
                + "\"deployments\",\"subresource\":\"scale\",\"verb\":\"create\"}");
    assertThat(question.describe()).isEqualTo("create deployments.apps/scale \"web\"");
  }
}
