package dev.slipway.compat;

/// A version of Helm to compare with.
///
/// @param version the version of the binary
/// @param line the release line, as Slipway names it
record Peer(String version, String line) {
  static final Peer HELM_4 = new Peer("4.3.1", "4");
  static final Peer HELM_3_19 = new Peer("3.19.5", "3.19");
  static final Peer HELM_3_17 = new Peer("3.17.4", "3.17");
}
