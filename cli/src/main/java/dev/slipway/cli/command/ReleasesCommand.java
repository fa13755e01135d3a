package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.UsageException;
import dev.slipway.core.TextTable;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// `slipway releases`: the releases that are on a cluster, as `helm list` prints them.
final class ReleasesCommand implements Command {
  private static final Option<Boolean> ALL_NAMESPACES =
      Option.flag("all-namespaces", "of all namespaces").orShort('A').in(Option.Section.CLUSTER);

  private static final Option<String> FILTER =
      Option.text("filter", "REGEX", "those whose name it matches").orShort('f');

  private static final Option<String> SELECTOR =
      Option.text("selector", "LABELS", "those whose records have these labels").orShort('l');

  private static final Option<Boolean> DATE =
      Option.flag("date", "sort by when they were deployed last").orShort('d');

  private static final Option<Boolean> REVERSE =
      Option.flag("reverse", "the other way round").orShort('r');

  private static final Option<Integer> MAX =
      Option.count("max", 256, "how many at most; 0 for all").orShort('m');

  private static final Option<Integer> OFFSET =
      Option.count("offset", 0, "how many to leave out at the beginning");

  private static final Option<Boolean> SHORT =
      Option.flag("short", "only the names, as with -q").in(Option.Section.OUTPUT);

  private static final Option<Boolean> NO_HEADERS =
      Option.flag("no-headers", "no line with the names of the columns").in(Option.Section.OUTPUT);

  private static final Option<String> TIME_FORMAT =
      Option.text("time-format", "LAYOUT", "how to print moments, as Go writes layouts")
          .in(Option.Section.OUTPUT);

  /// Helm 3's flag for what is so here and in Helm 4 without it.
  private static final Option<Boolean> ALL = HelmOptions.ignoredFlag("all").orShort('a');

  private static final Option<Boolean> PENDING =
      Option.flag("pending", "those that someone is at work on");

  private static final Map<ReleaseStatus, Option<Boolean>> STATUSES = statuses();

  private static Map<ReleaseStatus, Option<Boolean>> statuses() {
    Map<ReleaseStatus, Option<Boolean>> flags = new LinkedHashMap<>();
    flags.put(ReleaseStatus.DEPLOYED, Option.flag("deployed", "those that are deployed"));
    flags.put(ReleaseStatus.FAILED, Option.flag("failed", "those that failed"));
    flags.put(
        ReleaseStatus.SUPERSEDED, Option.flag("superseded", "earlier revisions of each release"));
    flags.put(
        ReleaseStatus.UNINSTALLED,
        Option.flag("uninstalled", "those that were removed and whose history was kept"));
    flags.put(
        ReleaseStatus.UNINSTALLING, Option.flag("uninstalling", "those that are being removed"));
    return flags;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "List the releases on a cluster, whoever deployed them: 'helm list'. What helmfiles say"
                + " there should be, 'slipway list' shows.")
        .withExample("slipway releases -A", "of all namespaces")
        .withExample("slipway releases -A --failed --pending", "those that need a look")
        .withExample("slipway ls -n web -o json", "for scripts")
        .withOptions(List.of(FILTER, SELECTOR, DATE, REVERSE, MAX, OFFSET, PENDING))
        .withOptions(List.copyOf(STATUSES.values()))
        .withOptions(List.of(ALL_NAMESPACES))
        .withOptions(ClusterOptions.ALL)
        .withOptions(List.of(SHORT, NO_HEADERS, TIME_FORMAT, OutputFormat.OPTION, ALL));
  }

  /// Whether the arguments of `list` are those of `helm list`: flags that `helmfile list` has not.
  static boolean isMeant(List<String> arguments) {
    List<String> flags = new ArrayList<>(List.of("-A", "-aA", "-Aa", "-a"));
    List<Option<?>> options = new ArrayList<>(List.of(ALL_NAMESPACES, ALL, PENDING, FILTER, SHORT));
    options.addAll(STATUSES.values());
    options.forEach(option -> flags.add("--" + option.name()));
    return arguments.stream().anyMatch(flags::contains);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    List<StoredRelease> releases = found(invocation, session);
    if (OutputFormat.isWanted(invocation)) {
      List<Object> entries = new ArrayList<>();
      releases.forEach(release -> entries.add(entry(release, invocation)));
      session.console().print(OutputFormat.text(invocation, entries));
    } else if (invocation.get(SHORT) || invocation.get(GeneralOptions.QUIET)) {
      releases.forEach(release -> session.console().println(release.name().name()));
    } else {
      table(releases, invocation).forEach(session.console()::println);
    }
    return true;
  }

  private static List<StoredRelease> found(Invocation invocation, Session session) {
    Set<ReleaseStatus> wanted = wanted(invocation);
    Pattern pattern = pattern(invocation);
    LabelSelector labels = LabelSelector.parse(invocation.get(SELECTOR));
    List<StoredRelease> found = new ArrayList<>();
    try (MachineClusters clusters =
        new MachineClusters(session, ClusterOptions.overrides(invocation, session.environment()))) {
      String in =
          invocation.get(ALL_NAMESPACES)
              ? ""
              : ClusterOptions.namespace(invocation, session.environment(), clusters);
      ReleaseStore store =
          new ReleaseStore(
              clusters.open(ClusterOptions.address(invocation, session.environment())),
              Clock.system(ZoneId.systemDefault()));
      for (ReleaseHistory history : store.list(in)) {
        List<StoredRelease> candidates =
            wanted.contains(ReleaseStatus.SUPERSEDED)
                ? history.revisions()
                : List.of(history.revisions().getLast());
        for (StoredRelease release : candidates) {
          if (wanted.contains(release.status())
              && pattern.matcher(release.name().name()).find()
              && labels.matches(release.labels())) {
            found.add(release);
          }
        }
      }
    }
    return cut(sorted(found, invocation), invocation);
  }

  private static Pattern pattern(Invocation invocation) {
    try {
      return Pattern.compile(invocation.get(FILTER));
    } catch (PatternSyntaxException e) {
      throw new UsageException("--filter is no regular expression: " + e.getMessage(), null);
    }
  }

  /// All but earlier revisions, unless states are named.
  private static Set<ReleaseStatus> wanted(Invocation invocation) {
    EnumSet<ReleaseStatus> wanted = EnumSet.noneOf(ReleaseStatus.class);
    STATUSES.forEach((status, flag) -> {
      if (invocation.get(flag)) {
        wanted.add(status);
      }
    });
    for (ReleaseStatus status : ReleaseStatus.values()) {
      if (status.isPending() && invocation.get(PENDING)) {
        wanted.add(status);
      }
    }
    return wanted.isEmpty() ? EnumSet.complementOf(EnumSet.of(ReleaseStatus.SUPERSEDED)) : wanted;
  }

  private static List<StoredRelease> sorted(List<StoredRelease> found, Invocation invocation) {
    Comparator<StoredRelease> byName = Comparator.comparing(release -> release.name().name());
    found.sort(
        invocation.get(DATE)
            ? Comparator.comparing(ReleasesCommand::moment).thenComparing(byName)
            : byName);
    if (invocation.get(REVERSE)) {
      Collections.reverse(found);
    }
    return found;
  }

  private static Instant moment(StoredRelease release) {
    return isReadable(release) ? release.lastDeployed().orElse(Instant.EPOCH) : Instant.EPOCH;
  }

  private static boolean isReadable(StoredRelease release) {
    return release.problem().isEmpty();
  }

  private static List<StoredRelease> cut(List<StoredRelease> releases, Invocation invocation) {
    int from = Math.min(invocation.get(OFFSET), releases.size());
    int most = invocation.get(MAX);
    int to = most == 0 ? releases.size() : Math.min(from + most, releases.size());
    return releases.subList(from, to);
  }

  private static List<String> table(List<StoredRelease> releases, Invocation invocation) {
    List<List<String>> rows = new ArrayList<>();
    if (!invocation.get(NO_HEADERS)) {
      rows.add(
          List.of("NAME", "NAMESPACE", "REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION"));
    }
    for (StoredRelease release : releases) {
      List<String> row = new ArrayList<>();
      entry(release, invocation).values().forEach(value -> row.add(String.valueOf(value)));
      rows.add(row);
    }
    return rows.isEmpty() ? List.of() : TextTable.lines(rows, 0);
  }

  /// The columns of Helm's list, in its order; of a record that cannot be read what its Secret
  /// tells.
  private static Map<String, @Nullable Object> entry(StoredRelease release, Invocation invocation) {
    boolean readable = isReadable(release);
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", release.name().name());
    entry.put("namespace", release.name().namespace());
    entry.put("revision", Integer.toString(release.revision()));
    entry.put("updated", readable ? updated(release, invocation.get(TIME_FORMAT)) : "-");
    entry.put("status", release.status().text());
    entry.put("chart", readable ? HistoryCommand.chart(release) : "(unreadable record)");
    entry.put("app_version", readable ? release.chartMetadata().appVersion() : "");
    return entry;
  }

  private static String updated(StoredRelease release, String layout) {
    return release
        .lastDeployed()
        .map(moment -> {
          GoTime time =
              GoTime.ofUnix(
                  moment.getEpochSecond(),
                  moment.getNano(),
                  GoLocation.local(ZoneId.systemDefault()));
          return layout.isEmpty() ? time.toString() : time.format(layout);
        })
        .orElse("-");
  }
}
