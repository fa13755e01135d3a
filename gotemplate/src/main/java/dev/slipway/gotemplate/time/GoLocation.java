package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A Go `*time.Location`: a time zone. Immutable.
public final class GoLocation implements GoObject {
  static final GoType TYPE =
      new GoType("*time.Location", GoKind.PTR, new GoType("time.Location", GoKind.STRUCT, null));

  /// UTC.
  public static final GoLocation UTC = new GoLocation("UTC", 0, "UTC");

  private static final long FIRST_SECOND = Instant.MIN.getEpochSecond();
  private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

  /// Names of the tz database that the JDK's copy of it leaves out.
  private static final Map<String, String> ALIASES =
      Map.of(
          "EST", "America/Panama",
          "MST", "America/Phoenix",
          "HST", "Pacific/Honolulu",
          "ROC", "Asia/Taipei",
          "Factory", "Etc/UTC");

  private static final Map<String, GoLocation> KNOWN = new ConcurrentHashMap<>();

  private final String name;
  private final @Nullable ZoneRules rules;
  private final int fixedOffset;
  private final @Nullable ZoneNames names;
  private final String fixedAbbreviation;

  private GoLocation(String name, ZoneRules rules, @Nullable ZoneNames names) {
    this.name = name;
    this.rules = rules;
    this.fixedOffset = 0;
    this.names = names;
    this.fixedAbbreviation = "";
  }

  private GoLocation(String name, int offset, String abbreviation) {
    this.name = name;
    this.rules = null;
    this.fixedOffset = offset;
    this.names = null;
    this.fixedAbbreviation = abbreviation;
  }

  /// Go's `time.FixedZone`.
  public static GoLocation fixed(String name, int offsetSeconds) {
    return new GoLocation(name, offsetSeconds, name);
  }

  /// The system's zone, which Go calls `Local`.
  public static GoLocation local(ZoneId zone) {
    return KNOWN.computeIfAbsent("Local " + zone.getId(), _ -> of("Local", zone.normalized()));
  }

  /// Go's `time.LoadLocation` for a name of the tz database, or `UTC`; empty if there is no such
  /// zone.
  public static Optional<GoLocation> load(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return Optional.of(UTC);
    }
    GoLocation known = KNOWN.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!ZoneNames.isZone(name)) {
      return Optional.empty();
    }
    try {
      ZoneId zone = ZoneId.of(ALIASES.getOrDefault(name, name));
      GoLocation loaded = new GoLocation(name, zone.getRules(), ZoneNames.of(name));
      KNOWN.put(name, loaded);
      return Optional.of(loaded);
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static GoLocation of(String name, ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      int seconds = offset.getTotalSeconds();
      return new GoLocation(name, seconds, seconds == 0 ? "UTC" : "");
    }
    return new GoLocation(name, zone.getRules(), ZoneNames.of(zone.getId()));
  }

  /// The name, such as `Europe/Berlin`, `UTC` or `Local`.
  public String name() {
    return name;
  }

  /// The offset from UTC in seconds at a second of Unix time.
  int offset(long unixSeconds) {
    return rules == null ? fixedOffset : rules.getOffset(bounded(unixSeconds)).getTotalSeconds();
  }

  /// The zone's abbreviation at a second of Unix time; empty when it has none.
  String abbreviation(long unixSeconds) {
    return names == null
        ? fixedAbbreviation
        : names.abbreviation(offset(unixSeconds), isDaylightSaving(unixSeconds));
  }

  /// Whether daylight saving time is in effect.
  boolean isDaylightSaving(long unixSeconds) {
    return rules != null && rules.isDaylightSavings(bounded(unixSeconds));
  }

  private static Instant bounded(long unixSeconds) {
    return Instant.ofEpochSecond(Math.clamp(unixSeconds, FIRST_SECOND, LAST_SECOND));
  }

  /// The second of Unix time at which a clock in this zone shows `wallSeconds`.
  long toUnix(long wallSeconds) {
    int offset = offset(wallSeconds);
    if (offset == 0 || rules == null) {
      return wallSeconds - offset;
    }
    return wallSeconds - offset(wallSeconds - offset);
  }

  /// The offset of an abbreviation in this zone, the one in effect at that wall time first.
  @Nullable Integer offsetOf(String abbreviation, long wallSeconds) {
    if (names == null) {
      return fixedAbbreviation.equals(abbreviation) ? (Integer) offset(0) : null;
    }
    Integer any = null;
    for (int offset : names.offsetsOf(abbreviation)) {
      if (abbreviation(wallSeconds - offset).equals(abbreviation)) {
        return offset(wallSeconds - offset);
      }
      any = any == null ? (Integer) offset : any;
    }
    return any;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoLocation that
        && name.equals(that.name)
        && Objects.equals(rules, that.rules)
        && fixedOffset == that.fixedOffset
        && fixedAbbreviation.equals(that.fixedAbbreviation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, rules, fixedOffset);
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public @Nullable GoFunction method(String method) {
    return method.equals("String") ? GoFunction.of(method, GoType.STRING, (_, _) -> name) : null;
  }

  @Override
  public String goString() {
    return name;
  }

  @Override
  public Object jsonValue() {
    return Map.of();
  }
}
