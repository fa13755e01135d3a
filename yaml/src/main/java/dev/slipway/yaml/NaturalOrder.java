package dev.slipway.yaml;

import java.util.Arrays;
import java.util.Comparator;

/// The order in which go-yaml writes the keys of a map: digits by the number that they make,
/// letters after everything else, and all the rest by code point.
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder V2 = new NaturalOrder(false);
  static final NaturalOrder V3 = new NaturalOrder(true);

  private final boolean v3;

  private NaturalOrder(boolean v3) {
    this.v3 = v3;
  }

  /// Sorts in place. The order is not transitive for some keys, which the JDK's sort may refuse.
  void sort(String[] keys) {
    if (keys.length < 2) {
      return;
    }
    String[] from = keys.clone();
    split(from, keys, 0, keys.length);
  }

  /// Sorts `source[low, high)` into `target`; both hold the same keys there.
  private void split(String[] source, String[] target, int low, int high) {
    if (high - low < 8) {
      insertionSort(target, low, high);
      return;
    }
    int middle = (low + high) >>> 1;
    split(target, source, low, middle);
    split(target, source, middle, high);
    if (compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, low, target, low, high - low);
      return;
    }
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft =
          right >= high || (left < middle && compare(source[left], source[right]) <= 0);
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }

  private void insertionSort(String[] keys, int low, int high) {
    for (int i = low + 1; i < high; i++) {
      String key = keys[i];
      int at = i;
      while (at > low && compare(keys[at - 1], key) > 0) {
        keys[at] = keys[at - 1];
        at--;
      }
      keys[at] = key;
    }
  }

  @Override
  public int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x == y) {
        continue;
      }
      if (x >= 0x80 || y >= 0x80) {
        int[] runes = a.codePoints().toArray();
        int[] others = b.codePoints().toArray();
        return compareRunes(runes, others, Arrays.mismatch(runes, others));
      }
      boolean xLetter = isLetter(x);
      boolean yLetter = isLetter(y);
      if (xLetter && yLetter) {
        return x - y;
      }
      if (xLetter || yLetter) {
        return letterFirst(v3 && i > 0 && Character.isDigit(a.charAt(i - 1)), xLetter);
      }
      if (!CharKinds.isDigit(x) && !CharKinds.isDigit(y)) {
        return x - y;
      }
      return compareRunes(
          a.codePoints().toArray(), b.codePoints().toArray(), a.codePointCount(0, i));
    }
    return a.length() - b.length();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static int letterFirst(boolean first, boolean xLetter) {
    return first == xLetter ? -1 : 1;
  }

  /// Compares from the first difference on, which is at `i`.
  private int compareRunes(int[] a, int[] b, int i) {
    if (i < 0 || i >= Math.min(a.length, b.length)) {
      return a.length - b.length;
    }
    boolean aLetter = Character.isLetter(a[i]);
    boolean bLetter = Character.isLetter(b[i]);
    if (aLetter && bLetter) {
      return a[i] - b[i];
    }
    if (aLetter || bLetter) {
      return letterFirst(v3 && i > 0 && Character.isDigit(a[i - 1]), aLetter);
    }
    long aNumber = 0;
    long bNumber = 0;
    if ((a[i] == '0' || b[i] == '0') && insideNumber(a, i)) {
      aNumber = 1;
      bNumber = 1;
    }
    int aEnd = i;
    while (aEnd < a.length && Character.isDigit(a[aEnd])) {
      aNumber = aNumber * 10 + a[aEnd++] - '0';
    }
    int bEnd = i;
    while (bEnd < b.length && Character.isDigit(b[bEnd])) {
      bNumber = bNumber * 10 + b[bEnd++] - '0';
    }
    if (aNumber != bNumber) {
      return aNumber < bNumber ? -1 : 1;
    }
    return aEnd != bEnd ? aEnd - bEnd : a[i] - b[i];
  }

  /// Whether a digit other than 0 stands in the digits just before.
  private static boolean insideNumber(int[] runes, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(runes[i]); i--) {
      if (runes[i] != '0') {
        return true;
      }
    }
    return false;
  }
}
