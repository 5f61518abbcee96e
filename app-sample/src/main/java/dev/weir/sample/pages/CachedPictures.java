package dev.weir.sample.pages;

import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.fragments.FragmentKey;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.gallery.PictureCard;
import dev.weir.sample.gallery.PictureListCodec;
import dev.weir.sample.gallery.Revision;
import dev.weir.sample.gallery.Scope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The query for all pictures with their numbers of comments, its result kept in memcached: the
/// gallery page and every form of the API are made from it.
final class CachedPictures {

  private static final Logger log = LoggerFactory.getLogger(CachedPictures.class);
  private static final String KIND = "pictures-v1";

  private final Gallery gallery;
  private final FragmentCache fragments;

  CachedPictures(Gallery gallery, FragmentCache fragments) {
    this.gallery = gallery;
    this.fragments = fragments;
  }

  List<PictureCard> all() throws SQLException {
    Revision revision = gallery.revision(Scope.GALLERY);
    if (revision == null) {
      return List.of();
    }
    byte[] octets =
        fragments.get(
            FragmentKey.of(KIND, revision.token(), "all"),
            () -> PictureListCodec.encode(gallery.pictures()));
    if (octets == null) {
      return List.of();
    }
    try {
      return PictureListCodec.decode(octets);
    } catch (IOException e) {
      log.warn("the pictures in memcached cannot be read, asking the database", e);
      return gallery.pictures();
    }
  }
}
