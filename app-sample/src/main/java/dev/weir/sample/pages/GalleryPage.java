package dev.weir.sample.pages;

import dev.weir.http.Fields;
import dev.weir.sample.gallery.Album;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.gallery.PictureCard;
import dev.weir.sample.gallery.Scope;
import dev.weir.sample.pages.RevisionedAnswer.Rendering;
import dev.weir.sample.web.Html;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// `GET /`: all pictures. One dynamic request that refers to thirty static images and a style
/// sheet.
///
/// Caching: explicitly fresh for 10 s; for a minute more caches may serve it while they ask again
/// behind the client's back, and for a day when we are down (RFC 5861).
final class GalleryPage implements Page {

  private static final Fields CACHING =
      Fields.builder()
          .add(
              "Cache-Control",
              "public, max-age=10, stale-while-revalidate=60, stale-if-error=86400")
          .add(CacheGroups.MEMBERSHIP, CacheGroups.list(CacheGroups.GALLERY))
          .build();

  private final Gallery gallery;
  private final CachedPictures pictures;
  private final RevisionedAnswer answer;
  private final Layout layout;

  GalleryPage(Gallery gallery, CachedPictures pictures, RevisionedAnswer answer, Layout layout) {
    this.gallery = gallery;
    this.pictures = pictures;
    this.answer = answer;
    this.layout = layout;
  }

  @Override
  public PageResponse answer(PageRequest request) throws SQLException, IOException {
    Rendering rendering =
        new Rendering("gallery", "all", Rendering.HTML, CACHING, () -> render().octets());
    return answer.answer(request, Scope.GALLERY, rendering);
  }

  private Html render() throws SQLException {
    List<PictureCard> cards = pictures.all();
    Html albums = Html.join(gallery.albums().stream().map(GalleryPage::chip).toList());
    Html grid = Html.join(cards.stream().map(this::card).toList());
    return layout.page(
        "Pictures",
        Html.of(
            """
            <h1>{} pictures</h1>
            <p class="lead">Landscapes that were never there, in five albums.</p>
            <nav class="chips" aria-label="Albums">{}</nav>
            <ul class="grid">
            {}</ul>\
            """,
            cards.size(),
            albums,
            grid));
  }

  private static Html chip(Album album) {
    return Html.of("<a class=\"chip\" href=\"/albums/{}\">{}</a>", album.id(), album.title());
  }

  private Html card(PictureCard card) {
    return Cards.card(layout, card.picture(), Layout.comments(card.comments()));
  }
}
