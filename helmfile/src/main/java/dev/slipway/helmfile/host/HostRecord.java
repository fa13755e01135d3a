package dev.slipway.helmfile.host;

import java.util.Map;
import java.util.Set;

/// What was reached through a [RecordingHost]: a result that was made from it stays right as long
/// as all of this is the same.
///
/// @param files files that were read
/// @param probed paths that were asked for, whether there or not
/// @param listed folders whose entries were looked at
/// @param variables environment variables that were asked for, with their values; missing ones have
///   none
/// @param processes whether a program was run: then nothing is sure
public record HostRecord(
    Set<String> files,
    Set<String> probed,
    Set<String> listed,
    Map<String, String> variables,
    boolean processes) {
  public HostRecord {
    files = Set.copyOf(files);
    probed = Set.copyOf(probed);
    listed = Set.copyOf(listed);
    variables = Map.copyOf(variables);
  }
}
