package dev.weir.sample.pages;

import dev.weir.sample.gallery.Picture;
import dev.weir.sample.web.Html;

/// A picture in a list.
final class Cards {

  private Cards() {}

  static Html card(Layout layout, Picture picture, String note) {
    return Html.of(
        """
        <li class="card"><a href="/pictures/{}">
        <img src="{}" width="{}" height="{}" alt="" decoding="async">
        <span class="name">{}</span> <span class="note">{}</span></a></li>
        """,
        picture.id(),
        layout.image(picture.file()),
        picture.width(),
        picture.height(),
        picture.title(),
        note);
  }
}
