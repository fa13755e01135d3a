package dev.slipway.gotemplate;

import java.util.Map;

/// Hears which values a rendering reads: reports on unread values stand on it. Called on the
/// rendering's thread.
public interface RenderObserver {
  /// A key of a map was read by a field access, by `index`, or by a function that navigates. The
  /// map need not hold the key.
  void keyRead(Map<?, ?> map, String key, Place place);

  /// `range` went over a map or a list: all of its keys or elements were read, but not what is
  /// inside them.
  void rangedOver(Object value, Place place);

  /// A map, list or object was read with all that is in it: printed, compared, or given to a
  /// function of which nothing better is known.
  void wholeRead(Object value, Place place);
}
