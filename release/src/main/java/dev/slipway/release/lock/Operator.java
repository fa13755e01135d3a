package dev.slipway.release.lock;

/// Who works on releases: one process of one user. Others who want the same release are told this.
///
/// @param user the user's name
/// @param host the machine's name
/// @param pid the process
/// @param command what was typed, such as `slipway apply staging`
/// @param run tells this process from all others of the same user, host and number
public record Operator(String user, String host, long pid, String command, String run) {
  /// The text that stands in the lock: `user@host, process PID#RUN`. Its parts can be read back.
  String identity() {
    return this + "#" + run;
  }

  @Override
  public String toString() {
    return user + "@" + host + ", process " + pid;
  }
}
