package dev.weir.edge.files.tree;

import java.nio.file.Path;

/// A file on disk that may become a variant: found and looked at, not yet read.
record Candidate(String coding, Path path, FileFacts facts) {}
