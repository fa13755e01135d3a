package dev.slipway.compat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The arguments of the comparison.
///
/// @param cache the cache folder
/// @param home the compat folder of the checkout
/// @param peers the versions of Helm
/// @param collections the collections to compare; empty for all
/// @param only a part of a job's name; empty for all
/// @param show how many differences to print in full
/// @param errors whether reworded errors are shown too
record CompareOptions(
    Path cache,
    Path home,
    List<Peer> peers,
    List<String> collections,
    String only,
    int show,
    boolean errors) {

  static CompareOptions parse(String[] args) {
    Path cache = Path.of(args[0]);
    Path home = Path.of(args[1]);
    List<Peer> peers = new ArrayList<>();
    List<String> collections = new ArrayList<>();
    String only = "";
    int show = 0;
    boolean errors = false;
    for (int i = 2; i < args.length; i++) {
      switch (args[i]) {
        case "--helm" -> peers.add(peer(args[++i]));
        case "--only" -> only = args[++i];
        case "--show" -> show = Integer.parseInt(args[++i]);
        case "--errors" -> errors = true;
        default -> collections.add(args[i]);
      }
    }
    if (peers.isEmpty()) {
      peers.addAll(List.of(Peer.HELM_4, Peer.HELM_3_19));
    }
    return new CompareOptions(cache, home, peers, collections, only, show, errors);
  }

  private static Peer peer(String line) {
    return switch (line) {
      case "4" -> Peer.HELM_4;
      case "3.19" -> Peer.HELM_3_19;
      case "3.17" -> Peer.HELM_3_17;
      default -> throw new IllegalArgumentException("--helm takes 4, 3.19 or 3.17, not " + line);
    };
  }

  boolean wants(Job job) {
    return job.id().contains(only);
  }
}
