package org.xiaokang.reader;

import java.io.Serial;
import org.xiaokang.catalogue.XiaokangException;

/** A person ended a question before its answer was there. */
public final class QueryEndedException extends XiaokangException {
  @Serial private static final long serialVersionUID = 1L;

  QueryEndedException() {
    super("the query was ended");
  }
}
