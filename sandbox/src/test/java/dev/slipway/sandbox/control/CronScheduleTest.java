package dev.slipway.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CronScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "*/15 * * * *, 2026-01-01T00:15:00Z",
    "5 4 * * *, 2026-01-01T04:05:00Z",
    "0 0 1 * *, 2026-02-01T00:00:00Z",
    "0 12 * * MON, 2026-01-05T12:00:00Z",
    "0 0 13 * 5, 2026-01-02T00:00:00Z",
    "@hourly, 2026-01-01T01:00:00Z",
    "30 2 29 feb *, 2028-02-29T02:30:00Z",
  })
  void tellsWhenItIsDueNext(String text, Instant due) {
    CronSchedule schedule = Objects.requireNonNull(CronSchedule.of(text, ""));
    assertThat(schedule.after(Instant.parse("2026-01-01T00:00:10Z"))).isEqualTo(due);
  }

  @Test
  void countsInItsTimeZone() {
    CronSchedule schedule = Objects.requireNonNull(CronSchedule.of("0 1 * * *", "Europe/Berlin"));
    assertThat(schedule.after(Instant.parse("2026-07-01T00:00:00Z")))
        .isEqualTo(Instant.parse("2026-07-01T23:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"* * * *", "61 * * * *", "a b c d e", "*/0 * * * *"})
  void isNoneForWhatCronDoesNotTake(String text) {
    assertThat(CronSchedule.of(text, "")).isNull();
  }
}
