package dev.slipway.chart.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.ValueSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final List<String> NONE = List.of();

  private static InlineChart web() {
    return InlineChart.of(
            "{{ .Values.image.tag }}\n{{ range .Values.hosts }}{{ .name }}{{ end }}\n")
        .with("values.yaml", "image:\n  tag: v1\n  pull: Always\nhosts:\n  - {name: a}\n")
        .withValues("f.yaml", "image: {tag: v2}\n")
        .withValues("g.yaml", "hosts:\n  - name: b\n    port: 1\nimage:\n  pull: null\n");
  }

  private static String line(ExplainedValue value) {
    StringBuilder out = new StringBuilder();
    out.append(value.path()).append(" = ").append(value.value()).append(' ').append(value.use());
    Origin setBy = value.setBy();
    out.append(" by ").append(setBy == null ? "nobody" : setBy.location());
    value
        .overrides()
        .forEach(origin ->
            out.append(" over ").append(origin.location()).append(' ').append(origin.value()));
    value.readBy().forEach(place -> out.append(" read ").append(place));
    return out.toString();
  }

  private static List<String> explain(ChartUse use, String path) {
    return Explanation.of(use, ValuePath.parse(path)).stream().map(ExplanationTest::line).toList();
  }

  @Test
  void tellsWhoSetsAndWhoReadsEachValue() {
    assertThat(explain(web().use(ValueSettings.NONE), ""))
        .containsExactly(
            "image.tag = v1 READ by web/values.yaml:2:3 read web/templates/a.yaml:1:4",
            "image.pull = Always UNREAD by web/values.yaml:3:3",
            "hosts[0].name = a READ by web/values.yaml:5:6 read web/templates/a.yaml:2:29");
  }

  @Test
  void tellsWhatIsOverridden() {
    ValueSettings settings =
        new ValueSettings(
            List.of("f.yaml", "g.yaml"), NONE, List.of("image.tag=v3"), NONE, NONE, NONE);

    assertThat(explain(web().use(settings), ""))
        .containsExactly(
            "image.tag = v3 READ by --set image.tag=v3 over f.yaml:1:9 v2"
                + " over web/values.yaml:2:3 v1 read web/templates/a.yaml:1:4",
            "hosts[0].name = b READ by g.yaml:2:5 over web/values.yaml:5:6 a"
                + " read web/templates/a.yaml:2:29",
            "hosts[0].port = 1.0 UNREAD by g.yaml:3:5",
            "image.pull = null REMOVED by g.yaml:5:3 over web/values.yaml:3:3 Always");
  }

  @Test
  void tellsAboutOneItemOfAListThatAFlagSets() {
    ValueSettings settings =
        new ValueSettings(List.of("g.yaml"), NONE, List.of("hosts[1].name=c"), NONE, NONE, NONE);

    assertThat(explain(web().use(settings), "hosts"))
        .containsExactly(
            "hosts[0].name = b READ by g.yaml:2:5 over web/values.yaml:5:6 a"
                + " read web/templates/a.yaml:2:29",
            "hosts[0].port = 1.0 UNREAD by g.yaml:3:5",
            "hosts[1].name = c READ by --set hosts[1].name=c read web/templates/a.yaml:2:29");
    assertThat(explain(web().use(settings), "hosts[1]")).hasSize(1);
  }

  @Test
  void knowsTheLayersOfSubcharts() {
    InlineChart chart =
        InlineChart.of("")
            .with(
                "Chart.yaml",
                """
                apiVersion: v2
                name: web
                version: 1.0.0
                dependencies:
                  - {name: db, version: 1.0.0, alias: store, condition: store.use}
                """)
            .with("values.yaml", "global: {a: 1}\nstore:\n  size: 2\n")
            .with("charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n")
            .with("charts/db/values.yaml", "size: 1\nglobal: {a: 0, b: 3}\n")
            .with("charts/db/templates/a.yaml", "{{ .Values.size }}{{ .Values.global.b }}");

    assertThat(explain(chart.use(ValueSettings.NONE), "store"))
        .containsExactly(
            "store.size = 2.0 READ by web/values.yaml:3:3"
                + " over web/charts/store/values.yaml:1:1 1.0"
                + " read web/charts/store/templates/a.yaml:1:4",
            "store.global.a = 1.0 UNREAD by web/values.yaml:1:10"
                + " over web/charts/store/values.yaml:2:10 0.0",
            "store.global.b = 3.0 READ by web/charts/store/values.yaml:2:16"
                + " read web/charts/store/templates/a.yaml:1:22");
    ValueSettings off = new ValueSettings(NONE, NONE, List.of("store.use=false"), NONE, NONE, NONE);
    assertThat(explain(chart.use(off), "store"))
        .containsExactly(
            "store.size = 2.0 INACTIVE by web/values.yaml:3:3",
            "store.use = false INACTIVE by --set store.use=false");
  }

  @Test
  void knowsWhichHelmLetsANullHide() {
    InlineChart chart =
        InlineChart.of("{{ toYaml .Values }}")
            .with("values.yaml", "a: {b: 1}\n")
            .withValues("f.yaml", "a: {b: null, c: null}\n");
    ValueSettings file = ValueSettings.ofFiles(List.of("f.yaml"));

    assertThat(explain(chart.use(file, HelmVersion.V4), "a.b").getFirst())
        .startsWith("a.b = null REMOVED by f.yaml:1:5 over web/values.yaml:1:5 1.0");
    assertThat(explain(chart.use(file, HelmVersion.V3_17), "a.c").getFirst())
        .startsWith("a.c = null READ by f.yaml:1:14");
  }

  @Test
  void tellsWhoWouldReadAValueThatIsNotGiven() {
    InlineChart chart = InlineChart.of("{{ .Values.maybe }}");

    assertThat(explain(chart.use(ValueSettings.NONE), "maybe"))
        .containsExactly("maybe = null READ by nobody read web/templates/a.yaml:1:4");
  }

  @Test
  void refusesAPathThatNothingKnows() {
    assertThatThrownBy(() -> explain(web().use(ValueSettings.NONE), "image.tagg"))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> assertThat(e.diagnostic().hint()).isEqualTo("Did you mean image.tag?"))
        .hasMessage("the chart has no value image.tagg, and no template reads it");
  }
}
