package dev.slipway.release.lock;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for a lock, in the order in which they came. It is kept in an annotation of the Lease,
/// so that it takes no other rights than the lock itself. Immutable.
///
/// @param waiting first come first
record WaitingLine(List<Waiter> waiting) {
  private static final String ANNOTATION = "slipway.dev/waiting";

  WaitingLine {
    waiting = List.copyOf(waiting);
  }

  /// One who waits.
  ///
  /// @param identity as it would stand in the lock
  /// @param command what they run
  /// @param since when they came, by their clock
  /// @param beat goes up as long as they are there
  record Waiter(String identity, String command, Instant since, long beat) {
    LockHolder holder() {
      int mark = identity.lastIndexOf('#');
      return new LockHolder(mark < 0 ? identity : identity.substring(0, mark), command, since);
    }
  }

  /// The line of a lease. What cannot be read counts as nobody.
  static WaitingLine of(KubeObject lease) {
    List<Waiter> waiting = new ArrayList<>();
    for (Object item : items(lease.annotations().getOrDefault(ANNOTATION, "[]"))) {
      if (item instanceof Map<?, ?> map
          && map.get("identity") instanceof String identity
          && map.get("since") instanceof String since) {
        Object command = map.get("command");
        waiting.add(
            new Waiter(
                identity,
                command instanceof String text ? text : "",
                instant(since),
                map.get("beat") instanceof Number beat ? beat.longValue() : 0));
      }
    }
    return new WaitingLine(waiting);
  }

  private static List<@Nullable Object> items(String text) {
    try {
      List<@Nullable Object> items = Json.readList(text);
      return items == null ? List.of() : items;
    } catch (YamlException e) {
      return List.of();
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /// Those who came before someone: all of them, if that one is not in line.
  List<Waiter> before(String identity) {
    List<Waiter> before = new ArrayList<>();
    for (Waiter waiter : waiting) {
      if (waiter.identity().equals(identity)) {
        break;
      }
      before.add(waiter);
    }
    return before;
  }

  /// With this operator at its end, or where they stood with another beat.
  WaitingLine with(Operator operator, Instant now) {
    List<Waiter> next = new ArrayList<>();
    boolean isThere = false;
    for (Waiter waiter : waiting) {
      boolean mine = waiter.identity().equals(operator.identity());
      isThere |= mine;
      next.add(
          mine
              ? new Waiter(waiter.identity(), waiter.command(), waiter.since(), waiter.beat() + 1)
              : waiter);
    }
    if (!isThere) {
      next.add(new Waiter(operator.identity(), operator.command(), now, 1));
    }
    return new WaitingLine(next);
  }

  /// Without some.
  WaitingLine without(Set<String> identities) {
    return new WaitingLine(
        waiting.stream().filter(one -> !identities.contains(one.identity())).toList());
  }

  /// The lease with this line.
  KubeObject in(KubeObject lease) {
    Map<String, @Nullable Object> tree = lease.copy();
    Map<String, @Nullable Object> annotations =
        LeaseObject.child(LeaseObject.child(tree, "metadata"), "annotations");
    if (waiting.isEmpty()) {
      annotations.remove(ANNOTATION);
      return KubeObject.of(tree);
    }
    List<Object> items = new ArrayList<>();
    for (Waiter waiter : waiting) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("identity", waiter.identity());
      item.put("command", waiter.command());
      item.put("since", waiter.since().toString());
      item.put("beat", waiter.beat());
      items.add(item);
    }
    annotations.put(ANNOTATION, Json.write(items));
    return KubeObject.of(tree);
  }
}
