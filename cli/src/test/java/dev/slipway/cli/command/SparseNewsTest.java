package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseNewsTest {
  private final List<String> lines = new ArrayList<>();
  private long now;
  private final SparseNews news = new SparseNews(lines::add, () -> now);

  @Test
  void theSameWithOtherNumbersOrOfAnotherPodIsToldAfterAWhileOnly() {
    news.tell("web", "0 of 352 ready");
    news.tell("web", "1 of 352 ready");
    news.tell("db", "0 of 2 ready");
    news.tell("web", "no node takes the pod: Pod/web-7f-x2: Insufficient cpu");
    news.tell("web", "no node takes the pod: Pod/web-7f-abcde: Insufficient cpu");
    now += 10_000_000_000L;
    news.tell("web", "no node takes the pod: Pod/web-7f-zz: Insufficient cpu");

    assertThat(lines)
        .containsExactly(
            "web: 0 of 352 ready",
            "db: 0 of 2 ready",
            "web: no node takes the pod: Pod/web-7f-x2: Insufficient cpu",
            "web: no node takes the pod: Pod/web-7f-zz: Insufficient cpu");
  }
}
