package dev.slipway.core.net;

import java.net.InetAddress;

/// Ranges of addresses as `NO_PROXY` has them: `10.0.0.0/8`, `fd00::/8`.
final class AddressRange {
  private AddressRange() {}

  /// Whether the text is a range and the host is an address in it. Names are never looked up.
  static boolean contains(String range, String host) {
    int slash = range.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    byte[] start = bytes(range.substring(0, slash));
    byte[] address = bytes(bare);
    int bits = number(range.substring(slash + 1));
    if (start.length == 0 || start.length != address.length || bits > 8 * start.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((start[i / 8] & mask) != (address[i / 8] & mask)) {
        return false;
      }
    }
    return bits >= 0;
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
