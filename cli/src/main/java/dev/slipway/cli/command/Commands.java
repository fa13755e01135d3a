package dev.slipway.cli.command;

import static dev.slipway.cli.command.CommandTree.command;
import static dev.slipway.cli.command.CommandTree.group;

import dev.slipway.chart.packaging.ChartShow.Part;
import dev.slipway.cli.option.Option;
import java.util.ArrayList;
import java.util.List;

/// All commands, by name.
public final class Commands {
  /// The root's own flag.
  public static final Option<Boolean> VERSION =
      Option.flag("version", "show the version").in(Option.Section.GENERAL);

  private Commands() {}

  /// The tree of all commands.
  public static CommandTree root() {
    List<CommandTree> all = new ArrayList<>();
    List<CommandTree> helmfile = helmfile();
    all.add(
        command(
            "template",
            "render a chart, or the releases of a helmfile, and print the manifests",
            TemplateCommand::new));
    for (CommandTree command : helmfile) {
      if (!List.of("template", "lint", "status", "test").contains(command.name())) {
        all.add(command);
      }
    }
    all.addAll(releases());
    all.add(
        command(
            "explain",
            "show where a chart's values come from and who reads them",
            ExplainCommand::new));
    all.add(
        group(
            "sandbox",
            "simulated clusters on this machine",
            List.of(
                sandbox("up", SandboxCommand.Verb.UP, "start them"),
                sandbox("status", SandboxCommand.Verb.STATUS, "say which run"),
                sandbox("down", SandboxCommand.Verb.DOWN, "end them"))));
    all.add(
        command(
            "rehearse",
            "deploy into simulated clusters that start from the real ones",
            RehearseCommand::new));
    all.add(command("demo", "a walk through a deployment on simulated clusters", DemoCommand::new));
    all.add(group("helmfile", "work on a helmfile, whatever else has that name", helmfile));
    all.add(group("chart", "work on charts and chart repositories", chart()));
    all.add(
        command("completion", "print the completion script of a shell", CompletionCommand::new));
    all.add(command("version", "show the version", VersionCommand::new));
    all.add(command("__complete", "", CompleteCommand::new));
    for (CommandTree command : chart()) {
      if (!command.name().equals("index")) {
        all.add(command.asShortcut());
      }
    }
    return group(
        "slipway", "ship Helm charts from one Git repository to many Kubernetes clusters", all);
  }

  private static List<CommandTree> helmfile() {
    return List.of(
        command("list", "list the releases of a helmfile", HelmfileListCommand::new),
        command("build", "print a helmfile with all its parts merged", HelmfileBuildCommand::new),
        command("template", "render the releases of a helmfile", HelmfileTemplateCommand::new),
        command("lint", "lint the charts of a helmfile's releases", HelmfileLintCommand::new),
        command(
            "write-values",
            "write the merged values of each release to a file",
            HelmfileValuesCommand::new),
        command("deps", "choose the charts' versions and lock them", HelmfileDepsCommand::new),
        command("show-dag", "show which releases come after which", HelmfileDagCommand::new),
        command(
            "diff",
            "show what 'apply' would change on clusters",
            () -> new HelmfileRolloutCommand(RolloutVerb.DIFF)),
        command(
            "apply",
            "show what differs, and bring it to what helmfiles say",
            () -> new HelmfileRolloutCommand(RolloutVerb.APPLY)),
        command(
            "sync",
            "bring all releases to what helmfiles say",
            () -> new HelmfileRolloutCommand(RolloutVerb.SYNC)),
        command(
            "destroy",
            "remove all releases of a helmfile",
            () -> new HelmfileRolloutCommand(RolloutVerb.DESTROY)),
        command("status", "show releases, and whether they are ready", HelmfileStatusCommand::new),
        command("test", "run the tests of releases", HelmfileTestCommand::new));
  }

  private static List<CommandTree> releases() {
    return List.of(
        command("releases", "list the releases on a cluster", ReleasesCommand::new, "ls"),
        command(
            "install",
            "install a chart as a release",
            () -> new UpgradeCommand(UpgradeCommand.Verb.INSTALL)),
        command(
            "upgrade",
            "bring a release to a chart and values",
            () -> new UpgradeCommand(UpgradeCommand.Verb.UPGRADE)),
        command(
            "status",
            "show releases on a cluster, and whether they are ready",
            ReleaseStatusCommand::new),
        command("test", "run the tests of releases", ReleaseTestCommand::new),
        command("history", "list the revisions of a release", HistoryCommand::new, "hist"),
        command("rollback", "bring back an earlier revision of a release", RollbackCommand::new),
        command("logs", "print the logs of a release's pods", LogsCommand::new),
        command(
            "port-forward",
            "make a port of this machine lead to a release's pod",
            PortForwardCommand::new),
        command("uninstall", "remove a release", UninstallCommand::new, "del", "delete", "un"),
        get());
  }

  private static CommandTree sandbox(String name, SandboxCommand.Verb verb, String summary) {
    return command(name, summary, () -> new SandboxCommand(verb));
  }

  private static CommandTree get() {
    return group(
        "get",
        "print what is recorded of a release",
        List.of(
            getPart("all", GetCommand.Part.ALL),
            getPart("values", GetCommand.Part.VALUES),
            getPart("manifest", GetCommand.Part.MANIFEST),
            getPart("hooks", GetCommand.Part.HOOKS),
            getPart("notes", GetCommand.Part.NOTES),
            getPart("metadata", GetCommand.Part.METADATA)));
  }

  private static CommandTree getPart(String name, GetCommand.Part part) {
    return command(name, "print " + part.what(), () -> new GetCommand(part));
  }

  private static List<CommandTree> chart() {
    return List.of(
        command("create", "make a new chart", CreateCommand::new),
        command("lint", "say what is wrong with charts", LintCommand::new),
        command("package", "pack a chart into an archive", PackageCommand::new),
        show(),
        dependency(),
        command("pull", "download a chart", PullCommand::new, "fetch"),
        command("index", "make a chart repository's index", IndexCommand::new));
  }

  private static CommandTree show() {
    return group(
            "show",
            "print what is inside a chart",
            List.of(
                showPart("all", Part.ALL, "print everything below"),
                showPart("chart", Part.CHART, "print Chart.yaml"),
                showPart("values", Part.VALUES, "print values.yaml"),
                showPart("readme", Part.README, "print the README"),
                showPart("crds", Part.CRDS, "print the CRDs")))
        .withAliases("inspect");
  }

  private static CommandTree showPart(String name, Part part, String summary) {
    return command(name, summary, () -> new ShowCommand(part));
  }

  private static CommandTree dependency() {
    return group(
            "dependency",
            "list and fetch a chart's dependencies",
            List.of(
                command("list", "list them", DependencyListCommand::new, "ls"),
                command(
                    "update",
                    "fetch what Chart.yaml asks for and write Chart.lock",
                    () -> new DependencyFetchCommand(false),
                    "up"),
                command(
                    "build", "fetch what Chart.lock says", () -> new DependencyFetchCommand(true))))
        .withAliases("dep", "dependencies");
  }
}
