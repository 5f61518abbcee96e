package dev.weir.sample.gallery;

/// A part of the gallery whose changes are counted together.
///
/// - the gallery: every picture, album and number of comments
/// - an album: itself and which pictures it has
/// - a picture: itself and its comments
public record Scope(String name) {

  public static final Scope GALLERY = new Scope("gallery");

  public static Scope album(int id) {
    return new Scope("album-" + id);
  }

  public static Scope picture(int id) {
    return new Scope("picture-" + id);
  }
}
