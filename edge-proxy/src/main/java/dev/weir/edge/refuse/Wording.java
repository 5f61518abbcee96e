package dev.weir.edge.refuse;

import org.eclipse.jetty.http.HttpStatus;

/// What a person is told about a status: never anything about what stands behind the edge.
///
/// @param title the heading
/// @param text one or two sentences: what happened and what to do
record Wording(String title, String text) {

  static Wording of(int status) {
    return switch (status) {
      case 400 -> says("Bad request", "The request is malformed, so it was not passed on.");
      case 403 -> says("Not allowed", "You may not open this address.");
      case 404 -> says("Not found", "There is nothing at this address.");
      case 405 -> says("Method not allowed", "This address does not take that kind of request.");
      case 408 -> says("Too slow", "The request took too long to arrive. Please try again.");
      case 413 -> says("Too large", "The request carries more than is accepted here.");
      case 416 -> says("No such part", "The requested part of the file does not exist.");
      case 417 -> says("Expectation failed", "The request expects something unknown here.");
      case 421 -> says("Wrong place", "This site is not served here.");
      case 429 -> says("Too many requests", "Please slow down and try again in a moment.");
      case 500 -> says("Something broke", "The request could not be answered. Please try again.");
      case 501 -> says("Not supported", "The request is sent in a form unknown here.");
      case 502 -> says("Bad gateway", "The service behind this site did not give a usable answer.");
      case 503 -> says("Busy", "The service is not available right now. Please try again shortly.");
      case 504 ->
          says("No answer in time", "The service behind this site took too long to answer.");
      default -> new Wording(reason(status), "The request was not served.");
    };
  }

  private static Wording says(String title, String text) {
    return new Wording(title, text);
  }

  private static String reason(int status) {
    String message = HttpStatus.getMessage(status);
    return message == null ? "Error" : message;
  }
}
