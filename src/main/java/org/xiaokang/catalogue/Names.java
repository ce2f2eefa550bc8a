package org.xiaokang.catalogue;

import java.io.Serializable;

/** What a thing is called, in English and in Chinese. */
public record Names(String en, String zh) implements Serializable {
  private static final long serialVersionUID = 1L;

  static Names read(Definition definition) {
    Definition name = definition.definition("name");
    Names names = new Names(name.text("en"), name.text("zh"));
    name.done();
    return names;
  }
}
