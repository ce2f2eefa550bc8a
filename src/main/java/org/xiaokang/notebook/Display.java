package org.xiaokang.notebook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import org.xiaokang.picture.Picture;

/**
 * Tells the kernel how to show tables and pictures, where they are the last expression of a cell.
 * The kernel finds it as a service.
 */
public final class Display implements DisplayProvider {
  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(
        new Renderer<>(Picture.class, Display::picture),
        new Renderer<>(Html.class, (html, data) -> data.putData("text/html", html.html())));
  }

  /**
   * An image that is carried in the page, because nbconvert takes SVG apart that stands in it; and
   * the SVG itself, for whoever reads the notebook.
   */
  private static void picture(Picture picture, DisplayData data) {
    byte[] svg = picture.svg().getBytes(StandardCharsets.UTF_8);
    data.putData("image/svg+xml", picture.svg());
    data.putData(
        "text/html",
        "<img style=\"max-width:100%%\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">"
            .formatted(
                Html.escaped(picture.caption().title()), Base64.getEncoder().encodeToString(svg)));
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  /** Shows objects of one type in one way, whatever format the notebook prefers. */
  private record Renderer<T>(Class<T> type, BiConsumer<T, DisplayData> show)
      implements DisplayRenderer {
    @Override
    public Class<?> rendererClass() {
      return type;
    }

    @Override
    public boolean canRender(String format) {
      return true;
    }

    @Override
    public DisplayData render(String format, Object value) {
      DisplayData data = DisplayData.fromText(type.getSimpleName());
      show.accept(type.cast(value), data);
      return data;
    }
  }
}
