package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryUrlsTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:8123/charts/, nginx-0.2.0.tgz, http://localhost:8123/charts/nginx-0.2.0.tgz",
    "http://localhost:8123, nginx-0.2.0.tgz, http://localhost:8123/nginx-0.2.0.tgz",
    "http://localhost:8123/charts-with-no-trailing-slash, nginx.tgz,"
        + " http://localhost:8123/charts-with-no-trailing-slash/nginx.tgz",
    "http://localhost:8123, https://charts.example.com/nginx.tgz,"
        + " https://charts.example.com/nginx.tgz",
    "http://localhost:8123/charts%2fwith%2fescaped%2fslash, nginx.tgz,"
        + " http://localhost:8123/charts%2fwith%2fescaped%2fslash/nginx.tgz",
    "http://localhost:8123/charts?with=query, nginx.tgz,"
        + " http://localhost:8123/charts/nginx.tgz?with=query",
    "http://h/a/b, ../c.tgz, http://h/a/c.tgz",
    "http://h/a/b, ./c.tgz, http://h/a/b/c.tgz",
    "http://h/a/b, /c.tgz, http://h/c.tgz",
    "http://h/a/b, ../../../../c.tgz, http://h/c.tgz",
    "http://h/a, //other/c.tgz, http://other/c.tgz",
    "http://h/a, 'my chart.tgz', http://h/a/my%20chart.tgz",
    "http://h/a, chart-1.0.0+build.tgz, http://h/a/chart-1.0.0+build.tgz",
  })
  void referencesAreResolvedBelowTheRepository(String base, String reference, String url) {
    assertThat(RepositoryUrls.resolve(base, reference)).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "http://e.com, a/b, http://e.com/a/b",
    "http://e.com/, a/b, http://e.com/a/b",
    "http://e.com/x, a.tgz, http://e.com/x/a.tgz",
    "http://e.com/x/, '', http://e.com/x",
    "'', a.tgz, a.tgz",
    "charts/, a.tgz, charts/a.tgz",
  })
  void pathsAreJoined(String base, String path, String url) {
    assertThat(RepositoryUrls.join(base, path)).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com, http://example.com/, true",
    "http://example.com/a/, http://example.com/a, true",
    "http://example.com/a/./b//, http://example.com/a/b, true",
    "http://example.com/a, http://example.com/b, false",
    "http://example.com, https://example.com, false",
    "http://example.com:80, http://example.com, false",
    "@name, @name, true",
    "alias:name, alias:other, false",
  })
  void locationsAreComparedWithoutTheirLastSlash(String a, String b, boolean same) {
    assertThat(RepositoryUrls.sameLocation(a, b)).isEqualTo(same);
  }

  @Test
  void originsIncludeThePort() throws Exception {
    URI uri = new URI("https://user:pw@h:1/a");
    assertThat(RepositoryUrls.sameOrigin(uri, new URI("HTTPS://H:1/b"))).isTrue();
    assertThat(RepositoryUrls.sameOrigin(uri, new URI("https://h:2/a"))).isFalse();
    assertThat(RepositoryUrls.sameOrigin(uri, new URI("http://h:1/a"))).isFalse();
  }

  @Test
  void malformedUrlsAreReported() {
    assertThatThrownBy(() -> RepositoryUrls.resolve("http://[", "a"))
        .hasMessageStartingWith("failed to parse http://[ as URL: ");
  }
}
