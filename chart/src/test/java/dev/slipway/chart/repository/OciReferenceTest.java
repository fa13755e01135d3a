package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OciReferenceTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "oci://reg.io/charts/web:1.2.3, reg.io, charts/web, 1.2.3",
    "reg.io:5000/web, reg.io:5000, web, ''",
    "localhost:5000/a/b-c/d_e/f__g/h--i:v1, localhost:5000, a/b-c/d_e/f__g/h--i, v1",
    "reg.io/web:1.0.0+build.7, reg.io, web, 1.0.0_build.7",
  })
  void referencesHaveParts(String text, String registry, String repository, String tag) {
    OciReference reference = OciReference.parse(text);
    assertThat(reference.registry()).isEqualTo(registry);
    assertThat(reference.repository()).isEqualTo(repository);
    assertThat(reference.tag()).isEqualTo(tag);
  }

  @Test
  void digestsComeAfterAnAtSign() {
    OciReference reference = OciReference.parse("oci://reg.io/web:1.0.0@" + DIGEST);
    assertThat(reference.digest()).isEqualTo(DIGEST);
    assertThat(reference.tag()).isEqualTo("1.0.0");
    assertThat(reference.manifest()).isEqualTo(DIGEST);
    assertThat(OciReference.parse("reg.io/web@" + DIGEST)).hasToString("reg.io/web@" + DIGEST);
  }

  @Test
  void theArchiveIsNamedAfterChartAndVersion() {
    assertThat(OciReference.parse("reg.io/charts/web:1.0.0+b").fileName())
        .isEqualTo("web-1.0.0+b.tgz");
  }

  @Test
  void dockerHubAnswersUnderAnotherName() {
    assertThat(OciReference.parse("docker.io/lib/web").host()).isEqualTo("registry-1.docker.io");
  }

  @ParameterizedTest
  @CsvSource({
    "web, missing registry or repository",
    "oci://web, missing registry or repository",
    "reg.io/Web, 'invalid repository \"Web\"'",
    "reg.io/a//b, 'invalid repository \"a//b\"'",
    "reg.io/../b, 'invalid repository \"../b\"'",
    "reg.io/a-, 'invalid repository \"a-\"'",
    "reg.io/a___b, 'invalid repository \"a___b\"'",
    "reg.io/a:-x, 'invalid tag \"-x\"'",
    "reg.io/a:x y, 'invalid tag \"x y\"'",
    "re?g.io/a, 'invalid registry \"re?g.io\"'",
    "reg.io/a@sha256:12, 'invalid digest \"sha256:12\"'",
  })
  void malformedReferencesAreRefused(String text, String problem) {
    assertThatThrownBy(() -> OciReference.parse(text)).hasMessage("invalid reference: " + problem);
  }
}
