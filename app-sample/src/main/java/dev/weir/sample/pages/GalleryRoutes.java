package dev.weir.sample.pages;

import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.gallery.CommentPosting;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.Routes;
import java.time.InstantSource;
import javax.sql.DataSource;

/// Every page of the gallery under its path.
public final class GalleryRoutes implements AutoCloseable {

  private final Routes routes = new Routes();
  private final SlowPage slow;

  public GalleryRoutes(
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
    LoginPages login = new LoginPages(layout, sessions, errors);
    CommentPosting posting = new CommentPosting(source, clock);
    slow = new SlowPage(clock);
    routes
        .on("GET", "/", new GalleryPage(gallery, pictures, revisioned, layout))
        .on("GET", "/albums/{}", new AlbumPage(gallery, revisioned, layout))
        .on("GET", "/pictures/{}", new PicturePage(gallery, revisioned, markup))
        .on(
            "POST",
            "/pictures/{}/comments",
            new CommentPage(gallery, posting, sessions, markup, errors))
        .on("GET", "/api/pictures", new PicturesApi(pictures, revisioned))
        .on("GET", "/login", login::form)
        .on("POST", "/login", login::login)
        .on("POST", "/logout", login::logout)
        .on("GET", "/me", new MePage(layout, sessions))
        .on("GET", "/slow", slow)
        .on("GET", "/time", new TimePage(clock));
  }

  public Routes routes() {
    return routes;
  }

  /// Lets the requests that wait in slow pages end.
  @Override
  public void close() {
    slow.close();
  }
}
