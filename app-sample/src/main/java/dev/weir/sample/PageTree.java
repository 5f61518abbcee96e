package dev.weir.sample;

import dev.weir.sample.files.FilePage;
import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.gallery.GalleryDatabase;
import dev.weir.sample.pages.GalleryRoutes;
import dev.weir.sample.pages.Layout;
import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.PagesHandler;
import dev.weir.sample.web.Routes;
import dev.weir.sample.work.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/// The handler of all pages, put together.
final class PageTree {

  /// What the pages refer to below the static prefix.
  private static final List<String> FOLDERS = List.of("img", "css");

  private static final int SESSION_KEY_BYTES = 32;

  private final AppSettings settings;
  private final InstantSource clock;
  private final OpenParts parts;

  /// @param parts get what must be closed
  PageTree(AppSettings settings, InstantSource clock, OpenParts parts) {
    this.settings = settings;
    this.clock = clock;
    this.parts = parts;
  }

  Handler handler(GalleryDatabase database, FragmentCache fragments, WorkerPool workers) {
    Layout layout = new Layout(settings.staticPrefix());
    ErrorPages errors = new ErrorPages(layout::page);
    Sessions sessions = new Sessions(sessionKey(settings.sessionKey()), clock);
    GalleryRoutes routes =
        parts.add(new GalleryRoutes(database.source(), fragments, sessions, layout, errors, clock));
    addFiles(routes.routes(), errors);
    return new PagesHandler(workers, routes.routes(), errors);
  }

  private void addFiles(Routes routes, ErrorPages errors) {
    Path root = settings.staticRoot();
    if (root != null) {
      for (String folder : FOLDERS) {
        routes.on(
            "GET",
            settings.staticPrefix() + folder + "/{}",
            new FilePage(root.resolve(folder), errors));
      }
    }
  }

  private static byte[] sessionKey(@Nullable String configured) {
    if (configured != null) {
      return configured.getBytes(StandardCharsets.UTF_8);
    }
    byte[] key = new byte[SESSION_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
