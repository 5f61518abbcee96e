package dev.weir.sample.pages;

import dev.weir.http.Fields;
import dev.weir.sample.gallery.Picture;
import dev.weir.sample.gallery.PictureCard;
import dev.weir.sample.gallery.Scope;
import dev.weir.sample.pages.RevisionedAnswer.Rendering;
import dev.weir.sample.web.Accept;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/pictures`, `?album=N`: the pictures as JSON or, for those who prefer it, as CSV.
///
/// Caching: explicitly fresh for 30 s, and `Vary: Accept`, so a cache keeps each form apart (RFC
/// 9111 §4.1). An album that does not exist is remembered in memcached for a few seconds like any
/// answer.
final class PicturesApi implements Page {

  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";

  private static final Fields CACHING =
      Fields.builder()
          .add("Cache-Control", "public, max-age=30")
          .add("Vary", "Accept")
          .add(CacheGroups.MEMBERSHIP, CacheGroups.list(CacheGroups.GALLERY))
          .build();

  private final CachedPictures pictures;
  private final RevisionedAnswer answer;

  PicturesApi(CachedPictures pictures, RevisionedAnswer answer) {
    this.pictures = pictures;
    this.answer = answer;
  }

  @Override
  public PageResponse answer(PageRequest request) throws SQLException, IOException {
    String type = Accept.preferred(request.fields().combined("Accept"), List.of(JSON, CSV));
    String album = request.query().value("album");
    String detail = request.query().has("album") ? "album" + albumId(album) : "all";
    Rendering rendering =
        new Rendering(
            type.equals(CSV) ? "csv" : "json",
            detail,
            type.equals(CSV) ? CSV + "; charset=utf-8" : JSON,
            CACHING,
            () -> render(type, detail));
    return answer.answer(request, Scope.GALLERY, rendering);
  }

  private static int albumId(String text) {
    return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
  }

  private byte @Nullable [] render(String type, String detail) throws SQLException {
    List<PictureCard> chosen =
        pictures.all().stream()
            .filter(
                card -> detail.equals("all") || detail.equals("album" + card.picture().albumId()))
            .toList();
    if (chosen.isEmpty()) {
      return null;
    }
    String text = type.equals(CSV) ? csv(chosen) : json(chosen);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(List<PictureCard> cards) {
    StringBuilder json = new StringBuilder("{\"pictures\":[");
    String separator = "\n";
    for (PictureCard card : cards) {
      Picture picture = card.picture();
      json.append(separator).append("{\"id\":").append(picture.id());
      json.append(",\"album\":").append(picture.albumId());
      json.append(",\"title\":").append(JsonText.quoted(picture.title()));
      json.append(",\"file\":").append(JsonText.quoted(picture.file()));
      json.append(",\"width\":").append(picture.width());
      json.append(",\"height\":").append(picture.height());
      json.append(",\"comments\":").append(card.comments()).append('}');
      separator = ",\n";
    }
    return json.append("\n]}\n").toString();
  }

  private static String csv(List<PictureCard> cards) {
    StringBuilder csv = new StringBuilder("id,album,title,file,width,height,comments\r\n");
    for (PictureCard card : cards) {
      Picture picture = card.picture();
      csv.append(picture.id()).append(',').append(picture.albumId()).append(',');
      csv.append('"').append(picture.title().replace("\"", "\"\"")).append("\",");
      csv.append('"').append(picture.file().replace("\"", "\"\"")).append("\",");
      csv.append(picture.width()).append(',').append(picture.height()).append(',');
      csv.append(card.comments()).append("\r\n");
    }
    return csv.toString();
  }
}
