package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a controller works with: what is known, and ways to write and to wait. Used by the
/// controllers' thread alone.
final class Control {
  private final Mirror mirror;
  private final SimClock clock;
  private final ClusterPort port;
  private final ControlLoop loop;
  private final EventRecorder events;

  Control(Mirror mirror, SimClock clock, ClusterPort port, ControlLoop loop) {
    this.mirror = mirror;
    this.clock = clock;
    this.port = port;
    this.loop = loop;
    this.events = new EventRecorder(port, clock);
  }

  Mirror mirror() {
    return mirror;
  }

  SimClock clock() {
    return clock;
  }

  /// An object of a kind that is not mirrored, or null.
  @Nullable KubeObject fetch(ObjectKey key) {
    return port.get(key);
  }

  /// Has the present controller look at an object again after some simulated time.
  void again(ObjectKey key, Duration wait) {
    loop.again(key, wait);
  }

  /// Whether the controllers have more to do than they get done, so that simulated time runs ahead
  /// of what should have happened in it.
  boolean isBehind() {
    return loop.isBehind();
  }

  /// Creates an object, which is known from then on.
  KubeObject create(KubeObject object) throws Refused {
    return known(port.create(object));
  }

  /// Replaces an object.
  KubeObject update(KubeObject object) throws Refused {
    return known(port.update(object));
  }

  /// Writes an object's status if it is another one than before.
  KubeObject updateStatus(KubeObject object, Map<String, @Nullable Object> status) throws Refused {
    if (status.equals(object.map("status"))) {
      return object;
    }
    return known(port.updateStatus(Draft.from(object).set(status, "status").object()));
  }

  /// Writes an object's annotations by way of its status, which does not count as a change of what
  /// is wanted: its generation stays.
  KubeObject annotate(KubeObject object) throws Refused {
    return known(port.updateStatus(object));
  }

  void bind(ObjectKey pod, String node) throws Refused {
    port.bind(pod, node);
    KubeObject bound = port.get(pod);
    if (bound != null) {
      known(bound);
    }
  }

  /// Deletes an object; that it is gone already is as good.
  void delete(KubeObject object, int graceSeconds) throws Refused {
    try {
      port.delete(object.key(), object.uid(), graceSeconds);
    } catch (Refused refused) {
      if (!refused.isGone() && !refused.isConflict()) {
        throw refused;
      }
    }
    KubeObject left = port.get(object.key());
    loop.learn(left == null ? object : left, left == null);
  }

  /// Deletes an object as users do.
  void delete(KubeObject object) throws Refused {
    delete(object, -1);
  }

  /// Tells users of something that is as it should be.
  void normal(KubeObject about, String source, String reason, String message) {
    events.record(about, "Normal", source, reason, message);
  }

  /// Tells users of something that is not as it should be.
  void warning(KubeObject about, String source, String reason, String message) {
    events.record(about, "Warning", source, reason, message);
  }

  private KubeObject known(KubeObject object) {
    loop.learn(object, false);
    return object;
  }
}
