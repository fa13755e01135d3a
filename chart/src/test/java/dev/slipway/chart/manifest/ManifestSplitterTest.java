package dev.slipway.chart.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.HelmVersion;
import org.junit.jupiter.api.Test;

class ManifestSplitterTest {
  @Test
  void helm4SplitsLinesAndKeepsTrailingBreaks() {
    assertThat(ManifestSplitter.split("\n---\na: 1\n\n---  \n\nb: 2\n---c: 3\n", HelmVersion.V4))
        .containsExactly("a: 1\n\n", "b: 2\n", "c: 3\n");
  }

  @Test
  void helm3TakesWhiteSpaceAroundMarksAway() {
    assertThat(ManifestSplitter.split("\n---\na: 1\n\n---  \n\nb: 2\n---c: 3\n", HelmVersion.V3_19))
        .containsExactly("a: 1", "b: 2", "c: 3");
  }

  @Test
  void helm3LeavesASecondMarkRightAfterTheFirst() {
    assertThat(ManifestSplitter.split("---\n---\na: 1", HelmVersion.V3_19))
        .containsExactly("---\na: 1");
    assertThat(ManifestSplitter.split("---\n---\na: 1", HelmVersion.V4)).containsExactly("a: 1");
  }

  @Test
  void marksWithinALineAreText() {
    for (HelmVersion version : HelmVersion.values()) {
      assertThat(ManifestSplitter.split("a: |\n  ---\n  x --- y", version))
          .containsExactly("a: |\n  ---\n  x --- y");
      assertThat(ManifestSplitter.split(" \n\t\n", version)).isEmpty();
    }
  }
}
