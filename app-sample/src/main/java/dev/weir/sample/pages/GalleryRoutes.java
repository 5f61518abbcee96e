package dev.weir.sample.pages;

import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.Routes;
import java.time.InstantSource;
import javax.sql.DataSource;

/// Every page under its path.
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
    LoginPages login = new LoginPages(layout, sessions, errors);
    slow = new SlowPage(clock);
    new PictureRoutes(source, fragments, sessions, layout, errors, clock).addTo(routes);
    routes
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
