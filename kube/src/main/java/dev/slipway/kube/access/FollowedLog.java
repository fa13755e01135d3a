package dev.slipway.kube.access;

import dev.slipway.object.KubeObject;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The log of one container over all of its runs, and over connections that break: each line once.
/// What is not said to be guarded belongs to the thread that reads.
final class FollowedLog {
  private final String container;
  private final boolean timestamps;
  private @Nullable Instant last;
  private String lastText = "";
  private int lastCount;
  private int repeated;
  private String trouble = "";

  /// Guarded by the [PodFollow].
  KubeObject pod;

  /// Whether the pod is gone. Guarded by the [PodFollow].
  boolean isGone;

  /// Which run was read last. Guarded by the [PodFollow].
  int run = -1;

  /// When the same run may be read again, as [System#nanoTime] counts. Guarded by the [PodFollow].
  long again;

  /// Whether it is at its end. Guarded by the [PodFollow].
  boolean isDone;

  /// @param timestamps whether lines are handed on with their times
  FollowedLog(KubeObject pod, String container, boolean timestamps) {
    this.pod = pod;
    this.container = container;
    this.timestamps = timestamps;
  }

  String container() {
    return container;
  }

  /// The time of the last line, as the log writes it; empty before the first.
  String lastMoment() {
    return lastText;
  }

  /// Whether a trouble is another than the one before.
  boolean isNewTrouble(String message) {
    boolean isNew = !message.equals(trouble);
    trouble = message;
    return isNew;
  }

  /// A connection is opened: lines may come again.
  void opened() {
    repeated = 0;
  }

  /// A line as the cluster sends it: the time, a space, the text.
  ///
  /// @return the line as it is wanted; null if it came before
  @Nullable String line(String raw) {
    int space = raw.indexOf(' ');
    Instant moment = space < 0 ? null : moment(raw.substring(0, space));
    if (moment == null) {
      // The kubelet's own words.
      return raw;
    }
    if (isKnown(moment)) {
      return null;
    }
    if (moment.equals(last)) {
      lastCount++;
    } else {
      last = moment;
      lastText = raw.substring(0, space);
      lastCount = 1;
    }
    repeated = lastCount;
    return timestamps ? raw : raw.substring(space + 1);
  }

  /// Of lines with the very time of the last one as many are known as came before.
  private boolean isKnown(Instant moment) {
    if (last == null || moment.isAfter(last)) {
      return false;
    }
    if (moment.isBefore(last)) {
      return true;
    }
    if (repeated < lastCount) {
      repeated++;
      return true;
    }
    return false;
  }

  private static @Nullable Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
