package dev.slipway.sandbox.resource;

/// The ports that Services may have on nodes: `--service-node-port-range` of the API server.
///
/// @param first the first of them
/// @param last the last of them
public record NodePortRange(int first, int last) {
  /// That of an API server of which nothing else is said.
  public static final NodePortRange USUAL = new NodePortRange(30_000, 32_767);

  /// All ports there are.
  public static final NodePortRange ALL = new NodePortRange(1, 65_535);

  /// Whether a port is one of them.
  public boolean contains(long port) {
    return port >= first && port <= last;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
