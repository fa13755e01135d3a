package dev.slipway.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderObserverTest {
  private static final Functions FUNCTIONS =
      TestFunctions.ALL
          .using(ArgumentUse.NAVIGATES, "get", "index")
          .using(ArgumentUse.HOLDS, "include", "list", "tpl");

  /// Writes down what it hears.
  private static final class Recorder implements RenderObserver {
    final List<String> heard = new ArrayList<>();

    @Override
    public void keyRead(Map<?, ?> map, String key, Place place) {
      heard.add("key " + key + " of " + map.keySet() + " at " + place);
    }

    @Override
    public void rangedOver(Object value, Place place) {
      heard.add("range " + value + " at " + place);
    }

    @Override
    public void wholeRead(Object value, Place place) {
      heard.add("whole " + value + " at " + place);
    }
  }

  private static List<String> observe(String text, Object data) {
    Recorder recorder = new Recorder();
    TemplateSet.builder(FUNCTIONS)
        .add("t", text)
        .build()
        .rendering(RenderOptions.defaults().withObserver(recorder))
        .execute("t", data);
    return recorder.heard;
  }

  private static Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("m", new LinkedHashMap<>(Map.of("a", "1")));
    data.put("l", List.of("x"));
    return data;
  }

  @Test
  void hearsOfFields() {
    assertThat(observe("{{.m.a}}{{.none}}", data()))
        .containsExactly(
            "key m of [m, l] at t:1:5", "key a of [a] at t:1:5", "key none of [m, l] at t:1:11");
  }

  @Test
  void hearsOfNavigation() {
    assertThat(observe("{{$_ := get .m \"a\"}}{{index .m \"b\"}}", data()))
        .containsExactly(
            "key m of [m, l] at t:1:13",
            "key a of [a] at t:1:9",
            "key m of [m, l] at t:1:29",
            "key b of [a] at t:1:23");
  }

  @Test
  void hearsOfLoopsAndWholeValues() {
    assertThat(observe("{{range .m}}{{end}}{{.l}}{{if eq .m nil}}{{end}}{{len .l}}", data()))
        .contains("range {a=1} at t:1:9", "whole [x] at t:1:22", "whole {a=1} at t:1:31")
        .hasSize(8);
  }

  @Test
  void doesNotTakeHoldingForReading() {
    assertThat(observe("{{define \"x\"}}{{.a}}{{end}}{{include \"x\" .m}}", data()))
        .containsExactly("key m of [m, l] at t:1:42", "key a of [a] at t:1:17");
  }
}
