package dev.slipway.helmfile.hcl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Functions on networks in CIDR notation.
final class AddressFunctions {
  private AddressFunctions() {}

  /// A network.
  ///
  /// @param bits of an address: 32 or 128
  /// @param prefix how many of them are the network's
  private record Network(BigInteger address, int bits, int prefix) {
    static Network parse(String text) {
      int slash = text.indexOf('/');
      boolean six = text.indexOf(':') >= 0;
      int bits = six ? 128 : 32;
      try {
        int prefix = Integer.parseInt(text.substring(slash + 1));
        String host = text.substring(0, Math.max(slash, 0));
        BigInteger address = six ? six(host) : four(host);
        if (prefix < 0 || prefix > bits) {
          throw invalid(text);
        }
        BigInteger mask = mask(bits, prefix);
        return new Network(address.and(mask), bits, prefix);
      } catch (NumberFormatException | IndexOutOfBoundsException _) {
        throw invalid(text);
      }
    }

    private static HclFault invalid(String text) {
      return new HclFault(-1, "invalid CIDR expression: invalid CIDR address: " + text);
    }

    static BigInteger mask(int bits, int prefix) {
      return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - prefix));
    }

    private static BigInteger four(String text) {
      String[] parts = text.split("\\.", -1);
      long value = 0;
      for (int i = 0; i < 4; i++) {
        int part = Integer.parseInt(parts[i]);
        if (part < 0 || part > 255 || parts.length != 4) {
          throw new NumberFormatException();
        }
        value = value << 8 | part;
      }
      return BigInteger.valueOf(value);
    }

    private static BigInteger six(String text) {
      int gap = text.indexOf("::");
      List<String> head = groups(gap < 0 ? text : text.substring(0, gap));
      List<String> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
      List<String> all = new ArrayList<>(head);
      for (int i = head.size() + tail.size(); i < 8; i++) {
        all.add("0");
      }
      all.addAll(tail);
      BigInteger value = BigInteger.ZERO;
      for (String group : all) {
        value = value.shiftLeft(16).or(BigInteger.valueOf(Integer.parseInt(group, 16) & 0xFFFF));
      }
      if (all.size() != 8 || (gap < 0 && head.size() != 8)) {
        throw new NumberFormatException();
      }
      return value;
    }

    private static List<String> groups(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    String shown(BigInteger value) {
      if (bits == 32) {
        long v = value.longValue();
        return (v >> 24 & 255) + "." + (v >> 16 & 255) + "." + (v >> 8 & 255) + "." + (v & 255);
      }
      return shownSix(value);
    }

    /// The longest run of zeros left out.
    private static String shownSix(BigInteger value) {
      int[] groups = new int[8];
      for (int i = 0; i < 8; i++) {
        groups[i] = value.shiftRight(112 - 16 * i).intValue() & 0xFFFF;
      }
      int best = -1;
      int length = 1;
      for (int i = 0; i < 8; i++) {
        int run = i;
        while (run < 8 && groups[run] == 0) {
          run++;
        }
        if (run - i > length) {
          best = i;
          length = run - i;
        }
      }
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        if (i == best) {
          out.append("::");
          i += length - 1;
        } else {
          out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":");
          out.append(Integer.toHexString(groups[i]));
        }
      }
      return out.toString();
    }

    Network part(int newBits, BigInteger number) {
      int longer = prefix + newBits;
      if (newBits < 0 || longer > bits) {
        throw new HclFault(
            -1, "insufficient address space to extend prefix of " + prefix + " by " + newBits);
      }
      if (number.signum() < 0 || number.bitLength() > newBits) {
        throw new HclFault(
            -1,
            "prefix extension of " + newBits + " does not accommodate a subnet numbered " + number);
      }
      return new Network(address.or(number.shiftLeft(bits - longer)), bits, longer);
    }

    String notation() {
      return shown(address) + "/" + prefix;
    }
  }

  static void add(Map<String, HclFunction> table) {
    table.put("cidrhost", AddressFunctions::host);
    table.put("cidrnetmask", AddressFunctions::netmask);
    table.put("cidrsubnet", AddressFunctions::subnet);
    table.put("cidrsubnets", AddressFunctions::subnets);
  }

  private static String host(HclArguments arguments) {
    Network network = Network.parse(arguments.require(2, 2).text(0));
    BigInteger number = arguments.number(1).toBigIntegerExact();
    BigInteger size = BigInteger.ONE.shiftLeft(network.bits - network.prefix);
    BigInteger offset = number.signum() < 0 ? size.add(number) : number;
    if (offset.signum() < 0 || offset.compareTo(size) >= 0) {
      throw new HclFault(
          -1, "prefix of " + network.prefix + " does not accommodate a host numbered " + number);
    }
    return network.shown(network.address.add(offset));
  }

  private static String netmask(HclArguments arguments) {
    Network network = Network.parse(arguments.require(1, 1).text(0));
    return network.shown(Network.mask(network.bits, network.prefix));
  }

  private static String subnet(HclArguments arguments) {
    Network network = Network.parse(arguments.require(3, 3).text(0));
    return network.part(arguments.whole(1), arguments.number(2).toBigIntegerExact()).notation();
  }

  /// Networks one behind the other, each aligned to its size.
  private static List<?> subnets(HclArguments arguments) {
    Network network = Network.parse(arguments.require(1, Integer.MAX_VALUE).text(0));
    BigInteger at = network.address;
    BigInteger end = network.address.add(BigInteger.ONE.shiftLeft(network.bits - network.prefix));
    List<String> result = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      int prefix = network.prefix + arguments.whole(i);
      if (arguments.whole(i) < 1 || prefix > network.bits) {
        throw new HclFault(-1, "must extend prefix by at least one bit");
      }
      BigInteger size = BigInteger.ONE.shiftLeft(network.bits - prefix);
      BigInteger rest = at.mod(size);
      BigInteger start = rest.signum() == 0 ? at : at.add(size.subtract(rest));
      at = start.add(size);
      if (at.compareTo(end) > 0) {
        throw new HclFault(-1, "not enough remaining address space for a subnet");
      }
      result.add(new Network(start, network.bits, prefix).notation());
    }
    return result;
  }
}
