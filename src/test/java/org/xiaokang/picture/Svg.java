package org.xiaokang.picture;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture as an XML parser sees it. */
public record Svg(Document document) {
  /** Parses strictly; fails where the text is no XML. */
  public static Svg of(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new Svg(factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))));
    } catch (Exception e) {
      throw new AssertionError("not an XML document: " + text, e);
    }
  }

  /** Marks of data: what is drawn inside the plot's clipped panels, of one element's name. */
  public long marks(String element) {
    return elements(element).stream()
        .filter(one -> hasAncestor(one, "clip-path"))
        .filter(one -> !one.getParentNode().getNodeName().equals("clipPath"))
        .count();
  }

  /** All marks of data. */
  public long marks() {
    return List.of("circle", "path", "line", "rect", "polygon", "text").stream()
        .mapToLong(this::marks)
        .sum();
  }

  /** Everything that can be read in it, in order. */
  public List<String> texts() {
    return elements("text").stream().map(one -> one.getTextContent().strip()).toList();
  }

  /** The content of the one element of that name below the root. */
  public String only(String element) {
    List<Element> found = elements(element);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " elements <" + element + ">, expected one");
    }
    return found.get(0).getTextContent();
  }

  /** An attribute of the root. */
  public String root(String attribute) {
    return document.getDocumentElement().getAttribute(attribute);
  }

  private List<Element> elements(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return new ArrayList<>(
        IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList());
  }

  private static boolean hasAncestor(Element element, String attribute) {
    for (Node node = element; node instanceof Element one; node = node.getParentNode()) {
      if (one.hasAttribute(attribute)) {
        return true;
      }
    }
    return false;
  }
}
