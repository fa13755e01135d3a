package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import java.util.AbstractList;
import java.util.RandomAccess;

/// The numbers from a start on by a step, made when they are asked for.
final class IntRange extends AbstractList<GoInt> implements RandomAccess {
  private final long start;
  private final long step;
  private final int size;

  private IntRange(long start, long step, int size) {
    this.start = start;
    this.step = step;
    this.size = size;
  }

  /// sprig's `untilStep`: up to, but not including, `stop`.
  static GoSlice of(String function, long start, long stop, long step) {
    return GoSlice.of(GoType.INT, range(function, start, stop, step, Bounds.LIST));
  }

  /// The numbers of [#of] with spaces between them.
  static String join(String function, long start, long stop, long step) {
    IntRange range = range(function, start, stop, step, Bounds.LIST);
    StringBuilder out = new StringBuilder(range.size * 4);
    for (int i = 0; i < range.size; i++) {
      if (i > 0) {
        out.append(' ');
      }
      out.append(start + i * step);
    }
    return out.toString();
  }

  private static IntRange range(String function, long start, long stop, long step, int limit) {
    boolean down = stop < start;
    if (down ? step >= 0 : step <= 0) {
      return new IntRange(start, step, 0);
    }
    double distance = down ? (double) start - stop : (double) stop - start;
    double count = Math.ceil(distance / Math.abs((double) step));
    if (count > limit) {
      throw RuntimePanics.tooLarge(function);
    }
    return new IntRange(start, step, (int) count);
  }

  @Override
  public GoInt get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return GoInt.of(start + index * step);
  }

  @Override
  public int size() {
    return size;
  }
}
