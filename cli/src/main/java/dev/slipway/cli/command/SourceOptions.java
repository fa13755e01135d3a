package dev.slipway.cli.command;

import static dev.slipway.cli.option.Option.Section.ACCEPTED;
import static dev.slipway.cli.option.Option.Section.CHART;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.List;

/// The flags that say where a chart comes from and how to reach that place.
final class SourceOptions {
  private static final Suggestions ANY_FILE = new Suggestions.Files(List.of());
  private static final Suggestions PEM_FILE =
      new Suggestions.Files(List.of(".pem", ".crt", ".key"));

  static final Option<String> VERSION =
      Option.text(
              "version", "RANGE", "the chart's version, exact or a range; the latest without it")
          .in(CHART);

  static final Option<Boolean> DEVEL =
      Option.flag("devel", "pre-releases count too, as with --version '>0.0.0-0'").in(CHART);

  static final Option<String> REPO =
      Option.text("repo", "URL", "the chart repository to find the chart in").in(CHART);

  static final Option<Boolean> VERIFY =
      Option.flag("verify", "refused, since signatures are not checked here").in(CHART);

  static final Option<String> KEYRING =
      Option.text("keyring", "FILE", "").suggesting(ANY_FILE).in(ACCEPTED);

  static final Option<String> USERNAME =
      Option.text("username", "NAME", "the user name at the chart repository").in(CHART);

  static final Option<String> PASSWORD =
      Option.text("password", "TEXT", "the password at the chart repository").in(CHART);

  static final Option<String> CA_FILE =
      Option.text("ca-file", "FILE", "trust servers that this CA bundle vouches for")
          .suggesting(PEM_FILE)
          .in(CHART);

  static final Option<String> CERT_FILE =
      Option.text("cert-file", "FILE", "the client's certificate for HTTPS")
          .suggesting(PEM_FILE)
          .in(CHART);

  static final Option<String> KEY_FILE =
      Option.text("key-file", "FILE", "the key of --cert-file").suggesting(PEM_FILE).in(CHART);

  static final Option<Boolean> INSECURE =
      Option.flag("insecure-skip-tls-verify", "accept any server certificate").in(CHART);

  static final Option<Boolean> PLAIN_HTTP =
      Option.flag("plain-http", "speak HTTP without TLS to the registry").in(CHART);

  static final Option<Boolean> PASS_CREDENTIALS =
      Option.flag("pass-credentials", "send the password to other hosts as well").in(CHART);

  /// How to reach a server.
  static final List<Option<?>> ACCESS =
      List.of(USERNAME, PASSWORD, CA_FILE, CERT_FILE, KEY_FILE, INSECURE, PLAIN_HTTP);

  /// Which chart, and how to reach it.
  static final List<Option<?>> ALL =
      List.of(
          REPO,
          VERSION,
          DEVEL,
          USERNAME,
          PASSWORD,
          PASS_CREDENTIALS,
          CA_FILE,
          CERT_FILE,
          KEY_FILE,
          INSECURE,
          PLAIN_HTTP,
          VERIFY,
          KEYRING);

  private SourceOptions() {}
}
