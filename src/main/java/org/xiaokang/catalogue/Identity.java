package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;

/** What must hold between figures, whoever states them. */
public sealed interface Identity extends Serializable {
  /** The code in tables. */
  String id();

  /** Its names. */
  Names name();

  /** Whether what breaks it is only unlikely, not impossible. */
  boolean plausible();

  /** The metrics whose figures it is about. */
  List<String> metrics();

  /**
   * A condition over figures of one region in one scope.
   *
   * @param inputs the figures
   * @param condition is to be true
   */
  record Holds(String id, Names name, boolean plausible, List<Input> inputs, Formula condition)
      implements Identity {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    public Holds {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<String> metrics() {
      return inputs.stream().map(Input::metric).distinct().toList();
    }
  }

  /** The figures of all regions right below a region add up to its own. */
  record Parts(String id, Names name, List<String> metrics) implements Identity {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    public Parts {
      metrics = List.copyOf(metrics);
    }

    @Override
    public boolean plausible() {
      return false;
    }
  }

  /**
   * A region's own figure lies between the smallest and the largest of all regions right below it,
   * as any mean of theirs does.
   */
  record Within(String id, Names name, List<String> metrics) implements Identity {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    public Within {
      metrics = List.copyOf(metrics);
    }

    @Override
    public boolean plausible() {
      return false;
    }
  }

  /**
   * A region's place is that of its value among the regions of the same parent.
   *
   * @param rank the metric that states the place
   * @param of the metric that is ranked
   * @param highestFirst whether the largest value has the first place
   */
  record Ranks(String id, Names name, String rank, String of, boolean highestFirst)
      implements Identity {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean plausible() {
      return false;
    }

    @Override
    public List<String> metrics() {
      return List.of(rank, of);
    }
  }

  /**
   * A figure is not so many times the median of the regions of the same parent, nor that part of
   * it.
   *
   * @param factor above 1
   */
  record Peers(String id, Names name, List<String> metrics, double factor) implements Identity {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    public Peers {
      metrics = List.copyOf(metrics);
    }

    @Override
    public boolean plausible() {
      return true;
    }
  }
}
