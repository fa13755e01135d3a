package dev.slipway.helmfile.release;

import dev.slipway.chart.HelmVersion;
import dev.slipway.helmfile.HelmfileRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Helm a helmfile's `helmBinary` stands for. Slipway does not run it, but renders as it
/// does.
public final class HelmBinaries {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?[^/]*$");
  private static final int LAST_MINOR_BEFORE_CHANGES = 17;

  private HelmBinaries() {}

  /// The Helm of that name: `helm3.17`, `/usr/bin/helm-3.19.5`, `helm4`. A name without a number is
  /// the latest Helm that this helmfile works with.
  public static HelmVersion version(String binary, HelmfileRules rules) {
    String name = binary.substring(binary.lastIndexOf('/') + 1);
    Matcher matcher = NUMBERS.matcher(name);
    if (!matcher.find()) {
      return rules == HelmfileRules.V0 ? HelmVersion.V3_19 : HelmVersion.V4;
    }
    if (number(matcher.group(1)) >= 4) {
      return HelmVersion.V4;
    }
    String minor = matcher.group(2);
    return minor == null || number(minor) > LAST_MINOR_BEFORE_CHANGES
        ? HelmVersion.V3_19
        : HelmVersion.V3_17;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.length() > 6 ? digits.substring(0, 6) : digits);
  }
}
