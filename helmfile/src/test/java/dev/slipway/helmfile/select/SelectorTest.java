package dev.slipway.helmfile.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.HelmfileException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("name", "web", "tier", "front", "app.kubernetes.io/part-of", "shop", "v", "1.2+x");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name=web | true",
        "name=db | false",
        "name!=db | true",
        "name!=web | false",
        "tier=front,name=web | true",
        "tier=front,name!=web | false",
        "tier=front,missing!=x | true",
        "missing=x | false",
        "app.kubernetes.io/part-of=shop | true",
        "v=1.2+x | true",
      })
  void allItsPartsMustFit(String selector, boolean fits) {
    assertThat(Selector.parse(selector).matches(LABELS)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "name", "name=", "=web", "name==web", "name=a b", "a=b,", "name=!x", "a!b=c"})
  void refusesWhatHelmfileRefuses(String selector) {
    assertThatThrownBy(() -> Selector.parse(selector))
        .isInstanceOf(HelmfileException.class)
        .hasMessageContaining("malformed label: ")
        .hasMessageContaining("Expected label in form k=v or k!=v");
  }

  @Test
  void oneOfSeveralIsEnough() {
    List<Selector> selectors = Selector.parseAll(List.of("name=db", "tier=front"));

    assertThat(Selector.anyMatches(selectors, LABELS)).isTrue();
    assertThat(Selector.anyMatches(List.of(), LABELS)).isTrue();
    assertThat(Selector.anyMatches(Selector.parseAll(List.of("name=db")), LABELS)).isFalse();
  }

  @Test
  void seesWhichCanFitTheSameRelease() {
    List<Selector> front = Selector.parseAll(List.of("tier=front"));

    assertThat(Selector.compatible(front, Selector.parseAll(List.of("tier=back")))).isFalse();
    assertThat(Selector.compatible(front, Selector.parseAll(List.of("tier=back", "name=a"))))
        .isTrue();
    assertThat(Selector.compatible(front, Selector.parseAll(List.of("tier!=front")))).isTrue();
    assertThat(Selector.compatible(front, List.of())).isTrue();
  }
}
