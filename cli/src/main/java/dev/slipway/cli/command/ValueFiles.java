package dev.slipway.cli.command;

import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.cli.option.ArgumentParser;
import dev.slipway.cli.option.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// Reads the files that `-f` and `--set-file` name.
///
/// @param session where the standard input and the working folder are
record ValueFiles(Session session) implements ValueFileSource {
  @Override
  public byte[] read(String name) throws IOException {
    if (name.strip().equals("-")) {
      return session.console().in().readAllBytes();
    }
    if (name.startsWith("http://") || name.startsWith("https://")) {
      return fetched(name);
    }
    return Files.readAllBytes(session.environment().resolve(name));
  }

  private byte[] fetched(String url) {
    Invocation noFlags = ArgumentParser.parse(List.of(), List.of());
    try (ChartFetcher fetcher = new ChartSources(noFlags, session).fetcher()) {
      return fetcher.document(url);
    }
  }

  /// The values that the command line gives.
  static ValueSettings settings(Invocation invocation) {
    return new ValueSettings(
        invocation.get(ValueOptions.FILES),
        invocation.get(ValueOptions.SET_JSON),
        invocation.get(ValueOptions.SET),
        invocation.get(ValueOptions.SET_STRING),
        invocation.get(ValueOptions.SET_FILE),
        invocation.get(ValueOptions.SET_LITERAL));
  }
}
