package dev.slipway.helmfile.secret;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.slipway.core.ProcessResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The age identities (X25519) that are at hand: from `SOPS_AGE_KEY`, the file that
/// `SOPS_AGE_KEY_FILE` names, the program of `SOPS_AGE_KEY_CMD`, and `sops/age/keys.txt` in the
/// user's configuration folder, as SOPS looks for them. Immutable.
final class AgeKeys {
  private static final String KEYS = "/sops/age/keys.txt";

  private final List<RecipientStanzaReader> readers;
  private final List<String> notes;

  private AgeKeys(List<RecipientStanzaReader> readers, List<String> notes) {
    this.readers = List.copyOf(readers);
    this.notes = List.copyOf(notes);
  }

  /// Looks for keys at all places.
  static AgeKeys find(SecretHost host) {
    Search search = new Search(host);
    search.variable();
    search.file();
    search.command();
    search.userFiles();
    return new AgeKeys(search.readers, search.notes);
  }

  /// Why places had no usable keys.
  List<String> notes() {
    return notes;
  }

  /// The data key.
  ///
  /// @throws SecretException if none of the keys opens it
  byte[] open(String armored) {
    if (readers.isEmpty()) {
      throw SecretException.of(SecretErrorCode.NO_KEY, "there is no age key");
    }
    byte[] bytes = armored.strip().concat("\n").getBytes(StandardCharsets.US_ASCII);
    try (ReadableByteChannel in = Channels.newChannel(new ByteArrayInputStream(bytes));
        ReadableByteChannel plain =
            new ArmoredDecryptingChannelFactory().newDecryptingChannel(in, readers)) {
      return Channels.newInputStream(plain).readAllBytes();
    } catch (UnsupportedRecipientStanzaException e) {
      throw SecretException.of(SecretErrorCode.NO_KEY, "none of the age keys at hand fits", e);
    } catch (GeneralSecurityException | IOException e) {
      throw SecretException.of(SecretErrorCode.NO_KEY, "the age keys at hand do not open it", e);
    }
  }

  /// Collects keys, and what is wrong with them.
  private static final class Search {
    private final SecretHost host;
    private final List<RecipientStanzaReader> readers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Search(SecretHost host) {
      this.host = host;
    }

    void variable() {
      String keys = host.variable("SOPS_AGE_KEY");
      if (keys != null) {
        lines("SOPS_AGE_KEY", keys.replace(' ', '\n'));
      }
    }

    void file() {
      String file = host.variable("SOPS_AGE_KEY_FILE");
      if (file == null) {
        return;
      }
      try {
        lines(file, new String(host.read(file), StandardCharsets.UTF_8));
      } catch (IOException e) {
        notes.add("SOPS_AGE_KEY_FILE: " + file + " cannot be read: " + cause(e));
      }
    }

    void command() {
      String command = host.variable("SOPS_AGE_KEY_CMD");
      if (command == null || command.isBlank()) {
        return;
      }
      try {
        ProcessResult outcome =
            host.run(List.of(command.strip().split("\\s+")), new byte[0], Map.of());
        if (outcome.exitCode() == 0) {
          lines("SOPS_AGE_KEY_CMD", outcome.output());
        } else {
          notes.add("SOPS_AGE_KEY_CMD ended with exit code " + outcome.exitCode());
        }
      } catch (IOException e) {
        notes.add("SOPS_AGE_KEY_CMD cannot be run: " + cause(e));
      }
    }

    void userFiles() {
      List<String> folders = new ArrayList<>();
      String xdg = host.variable("XDG_CONFIG_HOME");
      String home = host.variable("HOME");
      if (xdg != null && !xdg.isEmpty()) {
        folders.add(xdg);
      } else if (home != null) {
        folders.add(home + "/.config");
        folders.add(home + "/Library/Application Support");
      }
      String roaming = host.variable("APPDATA");
      if (roaming != null) {
        folders.add(roaming);
      }
      boolean found = false;
      for (String folder : folders) {
        found |= userFile(folder + KEYS);
      }
      if (!found && !folders.isEmpty()) {
        notes.add("there is no " + folders.getFirst() + KEYS);
      }
    }

    private boolean userFile(String file) {
      try {
        lines(file, new String(host.read(file), StandardCharsets.UTF_8));
        return true;
      } catch (NoSuchFileException _) {
        return false;
      } catch (IOException e) {
        notes.add(file + " cannot be read: " + cause(e));
        return true;
      }
    }

    private void lines(String where, String text) {
      if (text.startsWith("age-encryption.org") || text.startsWith("-----BEGIN AGE")) {
        notes.add(where + " is itself encrypted with a passphrase, which is not supported");
        return;
      }
      int number = 0;
      for (String raw : text.lines().collect(Collectors.toList())) {
        number++;
        String line = raw.strip();
        if (!line.isEmpty() && line.charAt(0) != '#') {
          key(where + ", line " + number, line);
        }
      }
    }

    private void key(String where, String line) {
      if (line.startsWith("AGE-PLUGIN-") || line.startsWith("AGE-SECRET-KEY-PQ-")) {
        notes.add(where + ": keys of plugins and post-quantum keys are not supported");
        return;
      }
      if (!line.startsWith("AGE-SECRET-KEY-1")) {
        notes.add(where + ": this is no age key; one starts with AGE-SECRET-KEY-1");
        return;
      }
      try {
        readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line));
      } catch (GeneralSecurityException | IllegalArgumentException _) {
        notes.add(where + ": the age key is damaged");
      }
    }

    private static String cause(IOException e) {
      return e instanceof NoSuchFileException
          ? "there is no such file"
          : String.valueOf(e.getMessage());
    }
  }
}
