package dev.weir.edge.files;

import dev.weir.edge.files.tree.FileVariant;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ContentRange;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Carries an answer out: from memory at once, from disk by [FileStreaming].
final class FileSending {

  private final FileStreaming streaming;
  private final FileRefusal refusal;

  FileSending(FileStreaming streaming, FileRefusal refusal) {
    this.streaming = streaming;
    this.refusal = refusal;
  }

  /// Never blocks.
  ///
  /// @param onChange called instead of answering if the file on disk is no longer what was decided
  ///   on; null to send it anyway
  void send(FileAnswer answer, Exchange exchange, @Nullable Runnable onChange) {
    switch (answer) {
      case FileAnswer.Whole(FileVariant variant) -> sendWhole(variant, exchange, onChange);
      case FileAnswer.Part(FileVariant variant, ByteRange range) ->
          sendPart(variant, range, exchange, onChange);
      case FileAnswer.Parts(FileVariant variant, List<ByteRange> ranges) -> {
        Multipart framing = new Multipart(variant, ranges);
        streaming.start(
            new FileStreaming.Job(variant, ranges, framing, partsFields(variant, framing)),
            exchange,
            onChange);
      }
      case FileAnswer.NotModified(FileVariant variant) -> {
        exchange.response().setStatus(304);
        exchange.response().getHeaders().add(variant.notModifiedFields());
        sendLast(null, exchange);
      }
      case FileAnswer.RangeNotSatisfiable(FileVariant variant) ->
          refuse(
              416,
              HttpFields.build()
                  .put(
                      HttpHeader.CONTENT_RANGE,
                      ContentRange.unsatisfied(variant.length()).toString()),
              exchange);
      case FileAnswer.PreconditionFailed() -> refuse(412, HttpFields.EMPTY, exchange);
    }
  }

  private void sendWhole(FileVariant variant, Exchange exchange, @Nullable Runnable onChange) {
    ByteBuffer content = variant.content();
    if (content == null && !exchange.isHead()) {
      List<ByteRange> all =
          variant.length() == 0 ? List.of() : List.of(new ByteRange(0, variant.length() - 1));
      streaming.start(
          new FileStreaming.Job(variant, all, null, variant.fields()), exchange, onChange);
      return;
    }
    exchange.response().setStatus(200);
    exchange.response().getHeaders().add(variant.fields());
    sendLast(content == null || exchange.isHead() ? null : content.duplicate(), exchange);
  }

  private void sendPart(
      FileVariant variant, ByteRange range, Exchange exchange, @Nullable Runnable onChange) {
    HttpFields fields = partFields(variant, range);
    ByteBuffer content = variant.content();
    if (content == null) {
      streaming.start(
          new FileStreaming.Job(variant, List.of(range), null, fields), exchange, onChange);
      return;
    }
    exchange.response().setStatus(206);
    exchange.response().getHeaders().add(fields);
    // Content in memory is below 16 MiB.
    sendLast(content.slice((int) range.first(), (int) range.length()), exchange);
  }

  private void refuse(int status, HttpFields fields, Exchange exchange) {
    refusal.refuse(status, fields, exchange.request(), exchange.response(), exchange.callback());
  }

  private static HttpFields partFields(FileVariant variant, ByteRange range) {
    return HttpFields.build(variant.fields())
        .put(HttpHeader.CONTENT_LENGTH, Long.toString(range.length()))
        .put(HttpHeader.CONTENT_RANGE, ContentRange.of(range, variant.length()).toString());
  }

  private static HttpFields partsFields(FileVariant variant, Multipart framing) {
    return HttpFields.build(variant.fields())
        .put(HttpHeader.CONTENT_LENGTH, Long.toString(framing.length()))
        .put(HttpHeader.CONTENT_TYPE, framing.contentType());
  }

  private static void sendLast(@Nullable ByteBuffer content, Exchange exchange) {
    exchange.response().write(true, content, exchange.callback());
  }
}
