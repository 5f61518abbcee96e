package dev.weir.sample.gallery;

import java.util.List;

/// An album with its pictures.
public record AlbumView(Album album, List<Picture> pictures) {

  public AlbumView {
    pictures = List.copyOf(pictures);
  }
}
