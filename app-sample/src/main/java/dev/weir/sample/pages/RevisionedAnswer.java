package dev.weir.sample.pages;

import dev.weir.http.EntityTag;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import dev.weir.http.representation.Preconditions;
import dev.weir.http.representation.Validators;
import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.fragments.FragmentKey;
import dev.weir.sample.fragments.FragmentSource;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.gallery.Revision;
import dev.weir.sample.gallery.Scope;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.io.IOException;
import java.sql.SQLException;

/// Answers with a page that is a function of one part of the gallery: its revision, read first, is
/// entity tag and Last-Modified, answers a conditional request without rendering anything (RFC 9110
/// §13.2.2), and names the fragment in memcached.
final class RevisionedAnswer {

  private final Gallery gallery;
  private final FragmentCache fragments;
  private final ErrorPages errors;

  RevisionedAnswer(Gallery gallery, FragmentCache fragments, ErrorPages errors) {
    this.gallery = gallery;
    this.fragments = fragments;
    this.errors = errors;
  }

  /// A page to be answered with.
  ///
  /// - `kind`, `detail`: name it among all pages made from the same part.
  /// - `contentType`: `text/html` gets the fields of a page of the site.
  /// - `caching`: the fields that say how it may be stored.
  record Rendering(
      String kind,
      String detail,
      String contentType,
      Fields caching,
      FragmentSource<SQLException> source) {

    static final String HTML = "text/html; charset=utf-8";
  }

  PageResponse answer(PageRequest request, Scope scope, Rendering rendering)
      throws SQLException, IOException {
    Revision revision = gallery.revision(scope);
    if (revision == null) {
      return errors.notFound();
    }
    Validators validators = new Validators(tag(rendering, revision), revision.changed());
    return switch (Preconditions.evaluate(request.method(), request.fields(), validators)) {
      case FAILED -> errors.preconditionFailed();
      // RFC 9110 §15.4.5: the fields a 200 would have had that steer caches
      case NOT_MODIFIED -> PageResponse.notModified().withAll(fields(rendering, revision));
      case PROCEED -> rendered(rendering, revision);
    };
  }

  private PageResponse rendered(Rendering rendering, Revision revision) throws SQLException {
    FragmentKey key =
        FragmentKey.of(
            rendering.kind() + '-' + Layout.DESIGN, revision.token(), rendering.detail());
    byte[] content = fragments.get(key, rendering.source());
    if (content == null) {
      return errors.notFound();
    }
    PageResponse response =
        rendering.contentType().equals(Rendering.HTML)
            ? PageResponse.html(200, content)
            : PageResponse.of(200, rendering.contentType(), content);
    return response.withAll(fields(rendering, revision));
  }

  private static Fields fields(Rendering rendering, Revision revision) {
    return Fields.builder()
        .addAll(rendering.caching())
        .add("ETag", tag(rendering, revision).toString())
        .add("Last-Modified", HttpDate.format(revision.changed()))
        .build();
  }

  private static EntityTag tag(Rendering rendering, Revision revision) {
    return EntityTag.strong(
        String.join("-", rendering.kind(), rendering.detail(), revision.token(), Layout.DESIGN));
  }
}
