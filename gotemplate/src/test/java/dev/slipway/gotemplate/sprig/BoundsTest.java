package dev.slipway.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.Template;
import dev.slipway.gotemplate.TemplateException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that would fill the memory end in an error.
class BoundsTest {
  private static final Functions FUNCTIONS =
      Sprig.addTo(Functions.builtins(), SprigOptions.defaults());

  private static String run(String template) {
    return Template.parse("t", template, FUNCTIONS).execute(Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repeat | {{ repeat 2000000000 \"ab\" }}",
        "indent | {{ indent 2000000000 \"a\" }}",
        "indent | {{ nindent 9000000 (repeat 40 \"a\\n\") }}",
        "replace | {{ $x := repeat 20000 \"a\" }}{{ replace \"a\" $x $x }}",
        "replace | {{ $x := repeat 20000 \"a\" }}{{ replace \"\" $x $x }}",
        "regexReplaceAll | {{ $x := repeat 20000 \"a\" }}{{ regexReplaceAll \"a\" $x $x }}",
        "cat | {{ $x := repeat 40000000 \"a\" }}{{ cat $x $x }}",
        "quote | {{ $x := repeat 40000000 \"a\" }}{{ quote $x $x }}",
        "join | {{ $x := repeat 40000000 \"a\" }}{{ join \"-\" (list $x $x) }}",
        "until | {{ until 2000000000 }}",
        "untilStep | {{ untilStep 0 2000000000 1 }}",
        "seq | {{ seq 2000000000 }}",
        "randAlpha | {{ randAlpha 2000000000 }}",
        "randBytes | {{ randBytes 2000000000 }}"
      })
  void failsWhereMemoryWouldRunOut(String function, String template) {
    assertThatThrownBy(() -> run(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageEndingWith(function + ": the result would be too large");
  }

  @Test
  void replacesInLongTextsThatStayWithinTheBounds() {
    String template =
        "{{ $x := repeat 20000 \"ab\" }}{{ replace (repeat 19999 \"ab\") $x $x | len }}";
    assertThat(run(template)).isEqualTo("40002");
  }

  @Test
  void stopsAtValuesThatContainThemselves() {
    String start = "{{ $d := dict }}{{ $_ := set $d \"self\" $d }}";
    assertThatThrownBy(() -> run(start + "{{ deepCopy $d }}"))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(
            () -> run(start + "{{ $e := dict }}{{ $_ := set $e \"self\" $e }}{{ merge $d $e }}"))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> run(start + "{{ mustToJson $d }}"))
        .hasMessageContaining("encountered a cycle via map[string]interface {}");
    assertThat(run(start + "{{ toJson $d }}")).isEmpty();
  }
}
