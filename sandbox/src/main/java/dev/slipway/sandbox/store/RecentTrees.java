package dev.slipway.sandbox.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Keeps the trees that were used last from being collected. Safe for use by several threads.
final class RecentTrees {
  private static final int KEPT = 512;

  private final AtomicReferenceArray<Object> trees = new AtomicReferenceArray<>(KEPT);
  private final AtomicInteger next = new AtomicInteger();

  void add(Object tree) {
    trees.set(Math.floorMod(next.getAndIncrement(), KEPT), tree);
  }
}
