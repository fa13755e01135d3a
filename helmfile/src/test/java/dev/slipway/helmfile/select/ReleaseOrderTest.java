package dev.slipway.helmfile.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.helmfile.state.Release;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseOrderTest {
  private static final String HELMFILE =
      """
      releases:
      - {name: app, chart: r/a, namespace: n, needs: [middle]}
      - {name: middle, chart: r/a, namespace: n, needs: [base], labels: {tier: middle}}
      - {name: base, chart: r/a, namespace: n}
      - {name: gone, chart: r/a, namespace: n, installed: false, needs: [base]}
      """;

  private static ReleaseSelection selection(String... selectors) {
    InMemoryHost host = new InMemoryHost().file("helmfile.yaml", HELMFILE);
    DesiredState state =
        new HelmfileLoader(host).load(LoadOptions.defaults().withRules(HelmfileRules.V1)).getLast();
    return ReleaseSelection.of(state, List.of(selectors));
  }

  private static List<List<String>> names(ReleaseOrder order) {
    return order.groups().stream()
        .map(group -> group.stream().map(Release::name).toList())
        .toList();
  }

  @Test
  void whatIsNeededComesFirstAndGoesLast() {
    ReleaseSelection selection = selection();
    List<Release> planned = selection.planned(NeedsFlags.SKIP);
    ReleaseOrder order = selection.order(planned);

    assertThat(planned).extracting(Release::name).contains("gone");
    assertThat(names(order))
        .containsExactly(List.of("base"), List.of("middle", "gone"), List.of("app"));
    assertThat(names(order.reversed()))
        .containsExactly(List.of("app", "gone"), List.of("middle"), List.of("base"));
    assertThat(order.before("n/app")).containsExactly("n/middle");
    assertThat(order.reversed().before("n/base")).containsExactlyInAnyOrder("n/middle", "n/gone");
  }

  @Test
  void aNeedThatIsNotChosenStillOrdersThoseAroundIt() {
    ReleaseSelection selection = selection("tier!=middle");
    ReleaseOrder order = selection.order(selection.planned(NeedsFlags.SKIP));

    assertThat(order.releases()).doesNotContainKey("n/middle");
    assertThat(order.before("n/app")).containsExactly("n/base");
  }

  @Test
  void needsThatAreNotInstalledCanBeRefused() {
    InMemoryHost host =
        new InMemoryHost()
            .file(
                "helmfile.yaml",
                """
                releases:
                - {name: web, chart: r/a, namespace: n, needs: [db]}
                - {name: db, chart: r/a, namespace: n, needs: [off]}
                - {name: off, chart: r/a, namespace: n, installed: false}
                - {name: alone, chart: r/a}
                """);
    DesiredState state =
        new HelmfileLoader(host).load(LoadOptions.defaults().withRules(HelmfileRules.V1)).getLast();
    ReleaseSelection all = ReleaseSelection.of(state, List.of());
    ReleaseSelection alone = ReleaseSelection.of(state, List.of("name=alone"));

    alone.requireInstalledNeeds(alone.ordered(NeedsFlags.SKIP));
    assertThatThrownBy(() -> all.requireInstalledNeeds(all.ordered(NeedsFlags.SKIP)))
        .hasMessage("Release db has a transitive dependency off marked as installed=false");
  }
}
