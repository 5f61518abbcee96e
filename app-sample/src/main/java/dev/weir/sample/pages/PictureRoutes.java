package dev.weir.sample.pages;

import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.gallery.CommentPosting;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.Routes;
import java.time.InstantSource;
import javax.sql.DataSource;

/// The pages that show the database, each under its path.
final class PictureRoutes {

  private final GalleryPage galleryPage;
  private final AlbumPage albumPage;
  private final PicturePage picturePage;
  private final CommentPage commentPage;
  private final PicturesApi picturesApi;

  PictureRoutes(
      DataSource source,
      FragmentCache fragments,
      Sessions sessions,
      Layout layout,
      ErrorPages errors,
      InstantSource clock) {
    Gallery gallery = new Gallery(source);
    CachedPictures pictures = new CachedPictures(gallery, fragments);
    RevisionedAnswer revisioned = new RevisionedAnswer(gallery, fragments, errors);
    PictureMarkup markup = new PictureMarkup(layout);
    CommentPosting posting = new CommentPosting(source, clock);
    galleryPage = new GalleryPage(gallery, pictures, revisioned, layout);
    albumPage = new AlbumPage(gallery, revisioned, layout);
    picturePage = new PicturePage(gallery, revisioned, markup);
    commentPage = new CommentPage(gallery, posting, sessions, markup, errors);
    picturesApi = new PicturesApi(pictures, revisioned);
  }

  void addTo(Routes routes) {
    routes
        .on("GET", "/", galleryPage)
        .on("GET", "/albums/{}", albumPage)
        .on("GET", "/pictures/{}", picturePage)
        .on("POST", "/pictures/{}/comments", commentPage)
        .on("GET", "/api/pictures", picturesApi);
  }
}
