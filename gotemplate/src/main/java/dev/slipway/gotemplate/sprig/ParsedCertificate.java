package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/// What an issuer needs of an X.509 certificate. Read by hand, since Bouncy Castle and the JDK
/// refuse the empty names that Go issues and reads.
///
/// @param subject whom it names
/// @param publicKey its key
/// @param extensions its extensions, or null without any
record ParsedCertificate(
    X500Name subject, SubjectPublicKeyInfo publicKey, @Nullable Extensions extensions) {

  /// Reads the DER form.
  ///
  /// @throws FunctionException with Go's text behind `context`
  static ParsedCertificate parse(byte[] bytes, String context) {
    try {
      ASN1Sequence certificate = ASN1Sequence.getInstance(bytes);
      if (certificate.size() != 3) {
        throw new IllegalArgumentException("A certificate has three parts");
      }
      ASN1Sequence content = ASN1Sequence.getInstance(certificate.getObjectAt(0));
      int version = content.getObjectAt(0) instanceof ASN1TaggedObject ? 1 : 0;
      X500Name subject = X500Name.getInstance(content.getObjectAt(version + 4));
      SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(content.getObjectAt(version + 5));
      ASN1Encodable last = content.getObjectAt(content.size() - 1);
      Extensions extensions =
          last instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 3
              ? Extensions.getInstance(tagged, true)
              : null;
      return new ParsedCertificate(subject, key, extensions);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
      throw FunctionException.error(context + "x509: malformed certificate");
    }
  }

  /// The identifier of its key, if it says one.
  Optional<byte[]> keyIdentifier() {
    return Optional.ofNullable(extensions)
        .map(SubjectKeyIdentifier::fromExtensions)
        .map(SubjectKeyIdentifier::getKeyIdentifier);
  }
}
