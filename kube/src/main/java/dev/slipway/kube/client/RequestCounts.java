package dev.slipway.kube.client;

/// How many requests a client has sent.
///
/// @param reads of single objects, of logs and of the cluster itself
/// @param lists pages of lists
/// @param watches opened, or opened again
/// @param writes that create, change or only try
/// @param deletes of objects
/// @param repeats how many of all these were sent because an earlier one failed
public record RequestCounts(
    long reads, long lists, long watches, long writes, long deletes, long repeats) {
  /// All together.
  public long total() {
    return reads + lists + watches + writes + deletes;
  }

  /// These and those.
  public RequestCounts plus(RequestCounts other) {
    return new RequestCounts(
        reads + other.reads,
        lists + other.lists,
        watches + other.watches,
        writes + other.writes,
        deletes + other.deletes,
        repeats + other.repeats);
  }
}
