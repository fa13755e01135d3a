package dev.slipway.release.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  private static String diff(String before, String after, int context) {
    return UnifiedDiff.of(before, after, context).lines().stream()
        .map(UnifiedDiff.Line::text)
        .collect(Collectors.joining("\n"));
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void equalTextsHaveNone() {
    UnifiedDiff diff = UnifiedDiff.of("a\n", "a\n", 3);

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.lines()).isEmpty();
  }

  @Test
  void showsLinesAroundAChange() {
    assertThat(diff(numbers(1, 9), numbers(1, 4) + "five\n" + numbers(6, 9), 2))
        .isEqualTo(
            """
            @@ -3,5 +3,5 @@
             3
             4
            -5
            +five
             6
             7\
            """);
  }

  @Test
  void changesFarFromEachOtherAreHunksOfTheirOwn() {
    String after = "0\n" + numbers(1, 19) + "end\n";

    assertThat(diff(numbers(1, 20), after, 1))
        .isEqualTo(
            """
            @@ -1 +1,2 @@
            +0
             1
            @@ -19,2 +20,2 @@
             19
            -20
            +end\
            """);
  }

  @Test
  void textsThatComeOrGoAsAWhole() {
    assertThat(diff("", "a\nb\n", 3)).isEqualTo("@@ -0,0 +1,2 @@\n+a\n+b");
    assertThat(diff("a\n", "", 3)).isEqualTo("@@ -1 +0,0 @@\n-a");
  }

  @Test
  void aMissingLineEndIsSaid() {
    assertThat(diff("a\nb", "a\nb\n", 0))
        .isEqualTo("@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+b");
  }
}
