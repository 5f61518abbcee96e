package dev.weir.edge.files.tree;

import dev.weir.http.representation.AcceptEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file with all its representations, those the server likes best first and the file itself last.
public record FoundFile(List<FileVariant> variants) {

  public FoundFile {
    variants = List.copyOf(variants);
  }

  /// True if the answer depends on Accept-Encoding.
  public boolean varies() {
    return variants.size() > 1;
  }

  /// The representation for a client with that Accept-Encoding, null if it sent none (RFC 9110
  /// §12.5.3).
  public FileVariant variantFor(@Nullable String acceptEncoding) {
    FileVariant plain = variants.getLast();
    if (!varies() || acceptEncoding == null) {
      return plain;
    }
    List<String> codings = variants.stream().map(FileVariant::coding).toList();
    String preferred = AcceptEncoding.parse(acceptEncoding).preferred(codings);
    return variants.get(codings.indexOf(preferred));
  }

  long heldBytes() {
    long bytes = 0;
    for (FileVariant variant : variants) {
      bytes += variant.heldBytes();
    }
    return bytes;
  }

  /// True if nothing has changed since these candidates were read.
  boolean isOf(List<Candidate> candidates) {
    if (variants.size() != candidates.size()) {
      return false;
    }
    for (int i = 0; i < candidates.size(); i++) {
      if (!variants.get(i).isOf(candidates.get(i))) {
        return false;
      }
    }
    return true;
  }
}
