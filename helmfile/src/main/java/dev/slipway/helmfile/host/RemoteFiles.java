package dev.slipway.helmfile.host;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings files of other machines into helmfile's cache folder, as helmfile does
/// (pkg/remote/remote.go): `git::URL@FILE?ref=REV` is cloned by the `git` program, so that the
/// user's own credentials and SSH settings count; `https://…` is one file. What is in the cache is
/// taken from there for good, unless the reference says `cache=false`. Stateless; two that fetch
/// the same at once do no harm.
///
/// @param host runs `git`, and has the variables that name the cache folder
/// @param old whether the cache is named as helmfile 0.x does
public record RemoteFiles(HelmfileHost host, boolean old) {
  /// What helmfile looks for in git's output under `ignoreMissingGitBranch`.
  public static final String MISSING_BRANCH = "' did not match any file(s) known to git";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Whether helmfile takes this for a file on another machine.
  public static boolean isRemote(String reference) {
    return !reference.startsWith("/") && RemoteReference.parse(reference) != null;
  }

  /// Whether the file's name is a pattern.
  public static boolean isPattern(String reference) {
    RemoteReference parsed = RemoteReference.parse(reference);
    return parsed != null && parsed.file().chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /// The absolute path in the cache of what a reference names, fetched if it is not there.
  ///
  /// @param reference what [#isRemote] accepts
  /// @param folder the part of the cache: `states`, `values`, or one for each release's chart
  /// @throws HelmfileException if it cannot be fetched
  public String fetch(String reference, String folder) {
    RemoteReference parsed = RemoteReference.parse(reference);
    if (parsed == null) {
      throw failed(reference, "it is no reference to another machine", null);
    }
    if (host.isOn("HELMFILE_DISABLE_INSECURE_FEATURES")) {
      throw failed(
          reference,
          "remote sources are disabled due to 'HELMFILE_DISABLE_INSECURE_FEATURES'",
          null);
    }
    return switch (parsed.getter()) {
      case "git" -> git(parsed, folder);
      case RemoteReference.PLAIN -> plain(parsed);
      default ->
          throw failed(
              reference,
              "the getter '" + parsed.getter() + "' is not supported",
              "use git:: or https://, or fetch it in a prepare hook");
    };
  }

  private String git(RemoteReference reference, String folder) {
    if (!reference.selected()) {
      throw failed(
          reference.text(),
          "it does not say where the repository ends",
          "put @ before the path of the file in it, such as repo.git@path/to/file.yaml");
    }
    Path place = cache().resolve(folder).resolve(reference.folderKey(old));
    if (!Files.isDirectory(place) || !reference.isCached()) {
      Path fresh = beside(place);
      try {
        clone(reference, fresh);
        replace(fresh, place);
      } finally {
        delete(fresh);
      }
    }
    return place.resolve(reference.file()).normalize().toString();
  }

  private void clone(RemoteReference reference, Path place) {
    Map<String, String> query = reference.query();
    String ref = query.getOrDefault("ref", "");
    String depth = query.getOrDefault("depth", "");
    List<String> arguments = new ArrayList<>(List.of("clone"));
    if (!depth.isEmpty()) {
      arguments.addAll(List.of("--depth", depth));
      if (!ref.isEmpty()) {
        arguments.addAll(List.of("--branch", ref));
      }
    }
    arguments.addAll(List.of("--", reference.source(), place.toString()));
    run(reference, arguments, String.valueOf(place.getParent()));
    if (!ref.isEmpty() && depth.isEmpty()) {
      run(reference, List.of("checkout", ref), place.toString());
    }
    if (Files.exists(place.resolve(".gitmodules"))) {
      run(reference, List.of("submodule", "update", "--init", "--recursive"), place.toString());
    }
  }

  private void run(RemoteReference reference, List<String> arguments, String directory) {
    try {
      ProcessResult result =
          host.run(new ProcessRequest("git", arguments, directory, Map.of(), ""));
      if (result.exitCode() != 0) {
        String output = (result.output() + result.errors()).strip();
        throw failed(
            reference.text(),
            "git exited with " + result.exitCode() + ": " + output,
            "try it by hand: git clone " + reference.shownSource());
      }
    } catch (IOException e) {
      throw failed(reference.text(), "git cannot be run: " + e.getMessage(), "install git");
    }
  }

  private String plain(RemoteReference reference) {
    if (reference.scheme().equals("s3")) {
      throw failed(
          reference.text(),
          "s3:// is not supported",
          "fetch it in a prepare hook, or use https://");
    }
    if (reference.file().contains("*")) {
      throw failed(
          reference.text(),
          "wildcards are not supported for " + reference.scheme() + ":// sources",
          "use git::, which fetches a whole folder");
    }
    Path place =
        cache()
            .resolve(reference.hostKey(old))
            .resolve(reference.directory())
            .resolve(reference.file())
            .normalize();
    if (!Files.isRegularFile(place) || !reference.isCached()) {
      Path fresh = beside(place);
      try {
        Files.write(fresh, download(reference));
        Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw failed(reference.text(), String.valueOf(e.getMessage()), null);
      } finally {
        delete(fresh);
      }
    }
    return place.toString();
  }

  private static byte[] download(RemoteReference reference) throws IOException {
    URI address;
    try {
      address = URI.create(reference.withoutUser());
    } catch (IllegalArgumentException e) {
      throw failed(reference.text(), "it is no URL: " + e.getMessage(), null);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LIMIT);
    if (!reference.user().isEmpty()) {
      byte[] pair = reference.user().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(LIMIT)
            .build()) {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw failed(
            reference.text(), "the server answers with status " + response.statusCode(), null);
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// helmfile's cache folder.
  private Path cache() {
    String stated = host.variable("HELMFILE_CACHE_HOME");
    if (stated != null && !stated.isEmpty()) {
      return Path.of(Paths.resolve(host.workingDirectory(), stated));
    }
    String caches = host.variable("XDG_CACHE_HOME");
    if (caches != null && !caches.isEmpty()) {
      return Path.of(caches, "helmfile");
    }
    String home = host.variable("HOME");
    return home == null || home.isEmpty()
        ? Path.of(host.workingDirectory(), ".helmfile")
        : Path.of(home, ".cache", "helmfile");
  }

  /// A name beside a place for what is to come there.
  private static Path beside(Path place) {
    try {
      Path parent = place.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder above " + place);
      }
      Files.createDirectories(parent);
      return parent.resolve(
          place.getFileName() + ".new-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    } catch (IOException e) {
      throw failed(place.toString(), "the cache cannot be written: " + e.getMessage(), null);
    }
  }

  private static void replace(Path fresh, Path place) {
    try {
      if (Files.exists(place)) {
        delete(place);
      }
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      throw failed(place.toString(), "the cache cannot be written: " + e.getMessage(), null);
    } catch (IOException e) {
      if (!Files.isDirectory(place)) {
        throw failed(place.toString(), "the cache cannot be written: " + e.getMessage(), null);
      }
    }
  }

  private static void delete(Path place) {
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw failed(place.toString(), "the cache cannot be cleaned: " + e.getMessage(), null);
    }
  }

  private static HelmfileException failed(String reference, String problem, @Nullable String hint) {
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.REMOTE,
                "fetching " + RemoteReference.masked(reference) + ": " + problem)
            .withHint(hint));
  }
}
