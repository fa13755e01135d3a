package dev.slipway.chart.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "files/*|files/a.txt|true",
        "files/*|files/sub/a.txt|false",
        "files/**|files/sub/a.txt|true",
        "files/**.py|files/a/b.py|true",
        "files/**.py|files/b.py|true",
        "**|any/thing|true",
        "{a,b}/*.txt|b/x.txt|true",
        "{a,b{c,d}}|bd|true",
        "{a,b}|c|false",
        "f?o|foo|true",
        "f?o|f/o|false",
        "[abc]x|bx|true",
        "[!abc]x|bx|false",
        "[a-c]x|bx|true",
        "[!a-c]x|dx|true",
        "a\\*b|a*b|true",
        "a\\*b|axb|false",
        "[|anything|true"
      })
  void matchesAsHelmDoes(String pattern, String name, boolean matches) {
    assertThat(GlobPattern.parse(pattern).matches(name)).isEqualTo(matches);
  }
}
