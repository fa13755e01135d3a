package dev.slipway.helmfile.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.select.NeedsGraph.Node;
import dev.slipway.helmfile.select.NeedsGraph.Unselected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsGraphTest {
  private static final NeedsGraph SHOP =
      graph("web:api,cache", "api:db", "db:", "cache:", "cron:db", "docs:");

  private static NeedsGraph graph(String... lines) {
    List<Node> nodes = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(":", -1);
      List<String> needs = parts[1].isEmpty() ? List.of() : List.of(parts[1].split(","));
      nodes.add(new Node(parts[0], needs, null));
    }
    return new NeedsGraph("helmfile.yaml", nodes);
  }

  @Test
  void groupsKeepTheOrderOfDefinition() {
    assertThat(SHOP.plan())
        .containsExactly(List.of("db", "cache", "docs"), List.of("api", "cron"), List.of("web"));
  }

  @Test
  void skippedNeedsLeaveTheOrder() {
    assertThat(SHOP.plan(Set.of("web", "db"), Unselected.SKIP))
        .containsExactly(List.of("db"), List.of("web"));
  }

  @Test
  void includedNeedsBringTheirOwn() {
    assertThat(SHOP.plan(Set.of("web"), Unselected.INCLUDE))
        .containsExactly(List.of("db", "cache"), List.of("api"), List.of("web"));
  }

  @Test
  void refusesNeedsThatAreNotSelected() {
    assertThatThrownBy(() -> SHOP.plan(Set.of("api", "cron"), Unselected.REFUSE))
        .hasMessage(
            "release \"api\" and \"cron\" depend on \"db\" which does not match the selectors."
                + " Please add a selector like \"--selector name=db\", or indicate whether to skip"
                + " (--skip-needs) or include (--include-needs) these dependencies");
  }

  @Test
  void anUndefinedNeedIsAnErrorWithTheNearestName() {
    assertThatThrownBy(() -> graph("a:shop/databse", "shop/database:", "b:shop/databse"))
        .hasMessage(
            "release(s) \"a\", \"b\" depend(s) on an undefined release \"shop/databse\". Perhaps"
                + " you made a typo in \"needs\" or forgot defining a release named \"databse\""
                + " with appropriate \"namespace\" and \"kubeContext\"?")
        .extracting("diagnostic.location.name", "diagnostic.hint")
        .containsExactly("helmfile.yaml", "did you mean shop/database?");
  }

  @Test
  void aCircleIsNamed() {
    NeedsGraph graph = graph("start:a", "a:b", "b:c", "c:a");

    assertThatThrownBy(graph::plan).hasMessageMatching("cycle detected: a -> c -> b -> a");
  }

  @Test
  void whoNeedsItselfIsACircle() {
    assertThatThrownBy(() -> graph("a:a").plan()).hasMessage("cycle detected: a -> a");
  }

  @Test
  void aNeedStatedTwiceCountsOnce() {
    assertThat(graph("a:b,b", "b:").plan()).containsExactly(List.of("b"), List.of("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | web | web",
        "'' | shop | web | shop/web",
        "prod | shop | web | prod/shop/web",
        "prod | '' | web | prod//web",
      })
  void identitiesTellContextFromNamespace(String context, String space, String name, String id) {
    assertThat(ReleaseIds.of(context, space, name)).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db | '' | '' | db",
        "db | '' | shop | shop/db",
        "other/db | '' | shop | other/db",
        "db | prod | '' | prod//db",
        "other/db | prod | shop | prod/other/db",
        "arn:aws/cluster/other/db | prod | shop | arn:aws/cluster/other/db",
      })
  void needsAreCompletedByTheirRelease(String need, String context, String space, String id) {
    assertThat(ReleaseIds.needed(need, context, space)).isEqualTo(id);
    assertThat(ReleaseIds.needed(id, context, space)).isEqualTo(id);
  }
}
