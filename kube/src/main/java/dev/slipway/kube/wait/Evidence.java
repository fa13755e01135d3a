package dev.slipway.kube.wait;

import dev.slipway.kube.status.FailureSign;
import dev.slipway.object.ObjectKey;
import java.util.List;

/// What is known of an object that did not become ready.
///
/// @param object which
/// @param signs why it most likely never will
/// @param events what happened to it and its pods last, the newest at the end
/// @param logs the last lines of its containers
/// @param notes what could not be found out, and why
public record Evidence(
    ObjectKey object,
    List<FailureSign> signs,
    List<EventLine> events,
    List<ContainerLog> logs,
    List<String> notes) {
  public Evidence {
    signs = List.copyOf(signs);
    events = List.copyOf(events);
    logs = List.copyOf(logs);
    notes = List.copyOf(notes);
  }

  /// An event.
  ///
  /// @param time when it happened last, as Kubernetes writes it
  /// @param warning whether it is a warning
  /// @param reason one word
  /// @param object what it happened to
  /// @param message a sentence
  /// @param count how often it happened
  public record EventLine(
      String time, boolean warning, String reason, String object, String message, long count) {}

  /// Last lines of a container.
  ///
  /// @param pod the pod
  /// @param container its name
  /// @param previous whether they are of the container that ran before
  /// @param text the lines
  public record ContainerLog(ObjectKey pod, String container, boolean previous, String text) {}
}
