package dev.slipway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "*, abc, true",
    "*c, abc, true",
    "a*, ab/c, false",
    "a*/b, abc/b, true",
    "a*/b, a/c/b, false",
    "a*b*c*d*e*/f, axbxcxdxe/f, true",
    "a*b*c*d*e*/f, axbxcxdxexxx/fff, false",
    "a*b?c*x, abxbbxdbxebxczzx, true",
    "ab[c], abc, true",
    "ab[^e-g], abc, true",
    "ab[^b-d], abc, false",
    "a\\*b, a*b, true",
    "[\\]a], ], true",
    "a???b, aééxb, true",
    "*ooo, goo, false",
    "templates/*.yaml, templates/a.yaml, true",
    "templates/*.yaml, templates/sub/a.yaml, false"
  })
  void matchesAsGoDoes(String pattern, String name, boolean matches) {
    assertThat(PathPattern.parse(pattern).orElseThrow().matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]a]", "[-]", "[x-]", "[-x]", "[", "[^", "[^bc", "a[", "\\", "[a\\"})
  void refusesWhatGoRefuses(String pattern) {
    assertThat(PathPattern.parse(pattern)).isEmpty();
  }
}
