package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.jspecify.annotations.Nullable;

/// The PGP keys that are at hand: in the file that `SLIPWAY_PGP_KEY_FILE` names (an export of
/// secret keys, with `SLIPWAY_PGP_PASSPHRASE` if it has one), in the key ring `secring.gpg` of
/// GnuPG before 2.1, and those of the program gpg.
///
/// Bouncy Castle reads the files in this process, which needs no gpg and no agent in CI. The keys
/// of GnuPG 2.1 and later belong to its agent and may be on a card, so these are asked of gpg; the
/// data key comes through a pipe. SOPS itself goes the same ways. Thread-safe.
final class PgpKeys {
  private final SecretHost host;
  private final List<String> notes = new ArrayList<>();
  private final @Nullable PGPSecretKeyRingCollection ring;

  private PgpKeys(SecretHost host) {
    this.host = host;
    this.ring = ring();
  }

  static PgpKeys find(SecretHost host) {
    return new PgpKeys(host);
  }

  /// Why places had no usable keys.
  List<String> notes() {
    return List.copyOf(notes);
  }

  private @Nullable PGPSecretKeyRingCollection ring() {
    String file = host.variable("SLIPWAY_PGP_KEY_FILE");
    if (file != null && !file.isEmpty()) {
      return ring(file, true);
    }
    String home = host.variable("GNUPGHOME");
    if (home == null || home.isEmpty()) {
      home = host.variable("HOME") + "/.gnupg";
    }
    return ring(home + "/secring.gpg", false);
  }

  private @Nullable PGPSecretKeyRingCollection ring(String file, boolean wanted) {
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(host.read(file)))) {
      return new BcPGPSecretKeyRingCollection(in);
    } catch (NoSuchFileException _) {
      if (wanted) {
        notes.add("SLIPWAY_PGP_KEY_FILE: there is no file " + file);
      }
    } catch (IOException | PGPException | RuntimeException _) {
      notes.add(file + " is no export of PGP secret keys");
    }
    return null;
  }

  /// The data key.
  ///
  /// @throws SecretException if none of the keys opens it
  byte[] open(String armored) {
    byte[] opened = ring == null ? null : openWithRing(ring, armored);
    return opened == null ? openWithProgram(armored) : opened;
  }

  private byte @Nullable [] openWithRing(PGPSecretKeyRingCollection keys, String armored) {
    byte[] message = armored.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(message))) {
      BcPGPObjectFactory objects = new BcPGPObjectFactory(in);
      Object first = objects.nextObject();
      Object list = first instanceof PGPEncryptedDataList ? first : objects.nextObject();
      if (list instanceof PGPEncryptedDataList parts) {
        for (PGPEncryptedData part : parts) {
          if (part instanceof PGPPublicKeyEncryptedData data) {
            PGPSecretKey key = keys.getSecretKey(data.getKeyIdentifier().getKeyId());
            if (key != null) {
              return literal(data, keyPair(key));
            }
          }
        }
      }
      return null;
    } catch (PGPException | IOException e) {
      throw SecretException.of(
          SecretErrorCode.NO_KEY, "the PGP key does not open it: " + e.getMessage(), e);
    }
  }

  private PGPKeyPair keyPair(PGPSecretKey key) throws PGPException {
    String passphrase = host.variable("SLIPWAY_PGP_PASSPHRASE");
    char[] characters = passphrase == null ? new char[0] : passphrase.toCharArray();
    return key.extractKeyPair(
        new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(characters));
  }

  private static byte[] literal(PGPPublicKeyEncryptedData data, PGPKeyPair key)
      throws PGPException, IOException {
    try (InputStream plain = data.getDataStream(new BcPublicKeyDataDecryptorFactory(key))) {
      Object object = new BcPGPObjectFactory(plain).nextObject();
      if (object instanceof PGPCompressedData compressed) {
        object = new BcPGPObjectFactory(compressed.getDataStream()).nextObject();
      }
      if (!(object instanceof PGPLiteralData literal)) {
        throw new PGPException("it is no message with data");
      }
      byte[] bytes = literal.getInputStream().readAllBytes();
      plain.readAllBytes();
      if (data.isIntegrityProtected() && !data.isAEAD() && !data.verify()) {
        throw new PGPException("it was changed");
      }
      return bytes;
    }
  }

  private byte[] openWithProgram(String armored) {
    String program = host.variable("SOPS_GPG_EXEC");
    List<String> command =
        List.of(program == null || program.isEmpty() ? "gpg" : program, "--batch", "-d");
    try {
      ProcessResult outcome =
          host.run(command, armored.getBytes(StandardCharsets.US_ASCII), Map.of());
      if (outcome.exitCode() == 0 && !outcome.output().isEmpty()) {
        return GoStrings.toBytes(outcome.output());
      }
      throw SecretException.of(SecretErrorCode.NO_KEY, "gpg: " + lastLine(outcome.errors()));
    } catch (IOException e) {
      throw SecretException.of(
          SecretErrorCode.NO_KEY,
          (ring == null ? "there is no PGP key file" : "the PGP key file has no fitting key")
              + ", and gpg cannot be run",
          e);
    }
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce((_, line) -> line).orElse("failed");
  }
}
