package dev.weir.sample.gallery;

import java.util.List;

/// A picture with its album and its comments, the newest first.
public record PictureView(Picture picture, Album album, List<Comment> comments) {

  public PictureView {
    comments = List.copyOf(comments);
  }
}
