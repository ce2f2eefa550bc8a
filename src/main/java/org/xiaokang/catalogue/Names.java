package org.xiaokang.catalogue;

/** What a thing is called, in English and in Chinese. */
public record Names(String en, String zh) {
  static Names read(Definition definition) {
    Definition name = definition.definition("name");
    Names names = new Names(name.text("en"), name.text("zh"));
    name.done();
    return names;
  }
}
