package dev.weir.http.structured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parsing algorithms for lists, dictionaries and parameters, one method per section (RFC 9651
/// §4.2).
final class Reader {

  private final Cursor cursor;
  private final BareItemReader bareItems;

  Reader(String value) {
    this.cursor = new Cursor(value);
    this.bareItems = new BareItemReader(cursor);
  }

  /// §4.2.1.
  List<Member> list() throws MalformedFieldException {
    List<Member> members = new ArrayList<>();
    cursor.skipSpaces();
    while (!cursor.atEnd()) {
      members.add(member());
      nextMember();
    }
    return List.copyOf(members);
  }

  /// §4.2.2.
  Map<String, Member> dictionary() throws MalformedFieldException {
    Map<String, Member> members = new LinkedHashMap<>();
    cursor.skipSpaces();
    while (!cursor.atEnd()) {
      String key = key();
      Member member = cursor.take('=') ? member() : new Item(BareItem.Truth.TRUE, parameters());
      // The last value counts, in the place of the first (§3.2).
      members.put(key, member);
      nextMember();
    }
    return members;
  }

  Item soleItem() throws MalformedFieldException {
    cursor.skipSpaces();
    Item item = item();
    cursor.skipSpaces();
    if (!cursor.atEnd()) {
      throw cursor.fault("something behind the item");
    }
    return item;
  }

  private void nextMember() throws MalformedFieldException {
    cursor.skipWhitespace();
    if (cursor.atEnd()) {
      return;
    }
    cursor.expect(',');
    cursor.skipWhitespace();
    if (cursor.atEnd()) {
      throw cursor.fault("comma at the end");
    }
  }

  private Member member() throws MalformedFieldException {
    return cursor.take('(') ? innerList() : item();
  }

  /// §4.2.1.2, behind the opening parenthesis.
  private InnerList innerList() throws MalformedFieldException {
    List<Item> items = new ArrayList<>();
    while (true) {
      cursor.skipSpaces();
      if (cursor.take(')')) {
        return new InnerList(items, parameters());
      }
      items.add(item());
      if (cursor.peek() != ' ' && cursor.peek() != ')') {
        throw cursor.fault("items of an inner list not parted by a space");
      }
    }
  }

  private Item item() throws MalformedFieldException {
    BareItem value = bareItems.read();
    return new Item(value, parameters());
  }

  /// §4.2.3.2.
  private Map<String, BareItem> parameters() throws MalformedFieldException {
    if (cursor.peek() != ';') {
      return Map.of();
    }
    Map<String, BareItem> parameters = new LinkedHashMap<>();
    while (cursor.take(';')) {
      cursor.skipSpaces();
      String key = key();
      BareItem value = cursor.take('=') ? bareItems.read() : BareItem.Truth.TRUE;
      parameters.put(key, value);
    }
    return parameters;
  }

  /// §4.2.3.3.
  private String key() throws MalformedFieldException {
    if (!Characters.startsKey(cursor.peek())) {
      throw cursor.fault("no key");
    }
    return cursor.takeWhile(Characters::continuesKey);
  }
}
