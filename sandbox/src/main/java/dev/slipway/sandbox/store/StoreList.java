package dev.slipway.sandbox.store;

import java.util.List;

/// Objects at one moment.
///
/// @param objects in the order of their keys
/// @param revision the store's version at that moment
/// @param remaining how many there are behind the last one
public record StoreList(List<StoredObject> objects, long revision, int remaining) {
  public StoreList {
    objects = List.copyOf(objects);
  }
}
