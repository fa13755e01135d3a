package dev.slipway.cli.command;

import dev.slipway.chart.packaging.ChartPackaging;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import java.nio.file.Path;
import java.util.List;

/// `slipway chart package CHART…`: packs charts into archives.
final class PackageCommand implements Command {
  private static final Option<String> VERSION =
      Option.text("version", "VERSION", "the chart's version in the archive, instead of its own");

  private static final Option<String> APP_VERSION =
      Option.text("app-version", "VERSION", "the appVersion in the archive, instead of its own");

  private static final Option<String> DESTINATION =
      Option.text("destination", "DIR", "where to write the archive; here without it")
          .orShort('d')
          .startingAs(".")
          .suggesting(new Suggestions.Folders());

  private static final Option<Boolean> DEPENDENCY_UPDATE =
      Option.flag("dependency-update", "fetch the dependencies into charts/ first").orShort('u');

  private static final Option<Boolean> SIGN =
      Option.flag("sign", "sign the archive").in(Option.Section.ACCEPTED);

  @Override
  public Usage usage() {
    return Usage.of(
            "Pack a chart's folder into a .tgz archive, as 'helm package' does. SOURCE_DATE_EPOCH"
                + " in the environment gives the time of the files inside, for archives that can be"
                + " made again byte for byte.")
        .withArguments("CHART…", 1, Integer.MAX_VALUE, new Suggestions.Charts())
        .withExample("slipway chart package ./charts/shop", "write shop-VERSION.tgz here")
        .withExample(
            "slipway chart package ./charts/shop --version 1.2.3 -d dist",
            "with another version, to another folder")
        .withOptions(List.of(VERSION, APP_VERSION, DESTINATION, DEPENDENCY_UPDATE))
        .withOptions(SourceOptions.ACCESS)
        .withOptions(HelmOptions.STORES)
        .withOptions(
            List.of(
                SIGN,
                HelmOptions.ignored("key"),
                HelmOptions.ignored("keyring"),
                HelmOptions.ignored("passphrase-file")));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    if (invocation.get(SIGN)) {
      throw new UsageException(
          "--sign is not supported", "sign the archive with gpg, or with helm package --sign");
    }
    for (String chart : invocation.arguments()) {
      Path folder = session.environment().resolve(chart);
      if (invocation.get(DEPENDENCY_UPDATE)) {
        DependencyFetchCommand.update(folder, invocation, session);
      }
      ChartPackaging.Request request =
          ChartPackaging.Request.of(
                  folder, session.environment().resolve(invocation.get(DESTINATION)))
              .withVersions(invocation.get(VERSION), invocation.get(APP_VERSION));
      Path archive =
          ChartPackaging.pack(
              session.environment().sourceDate().map(request::withTime).orElse(request));
      // As helm: the whole path only for the folder that it is run in.
      Path shown = invocation.get(DESTINATION).equals(".") ? archive.toAbsolutePath() : archive;
      session
          .console()
          .println("Successfully packaged chart and saved it to: " + shown.normalize());
    }
    return true;
  }
}
