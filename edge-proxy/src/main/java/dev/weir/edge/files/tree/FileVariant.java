package dev.weir.edge.files.tree;

import dev.weir.http.representation.Validators;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// One representation of a file, the file itself or a precompressed sibling, with everything needed
/// to answer with it.
///
/// @param coding content coding, `identity` for the file itself
/// @param path where its octets are, without symbolic links
/// @param content all its octets, read-only and direct; null if they are to be read from disk
/// @param fields of a 200, ready to send
/// @param notModifiedFields of a 304, ready to send
public record FileVariant(
    String coding,
    Path path,
    FileFacts facts,
    Validators validators,
    @Nullable ByteBuffer content,
    String contentType,
    HttpFields fields,
    HttpFields notModifiedFields) {

  public long length() {
    return facts.size();
  }

  /// Octets of memory the content takes.
  long heldBytes() {
    return content == null ? 0 : content.capacity();
  }

  /// True if this is the same state of the same file.
  boolean isOf(Candidate candidate) {
    return coding.equals(candidate.coding())
        && path.equals(candidate.path())
        && facts.equals(candidate.facts());
  }
}
