package org.xiaokang.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Java for Jupyter: the Rapaio kernel, which begins to listen once it can answer. Its own main
 * class also turns java.util.logging up, and Janino, which compiles what Spark generates, then
 * fails in its own messages.
 */
public final class Kernel {
  private static final String FIRST_PICTURE = "--first-picture";

  private Kernel() {}

  /**
   * Serves a notebook until it is closed.
   *
   * @param args the connection file that Jupyter wrote; or {@code --first-picture} and an
   *     indicator, to draw one without a notebook and end: jobs/bench-commands measures it
   */
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    if (args[0].equals(FIRST_PICTURE)) {
      Lake.open().indicator(args[1]).bars().svg();
      return;
    }
    String connection = Files.readString(Path.of(args[0]));
    Channels channels = new Channels(Transform.fromJson(connection, ConnectionProperties.class));
    channels.connect(MainApp.kernel);
    LoopThread.ready();
    channels.joinUntilClose();
  }
}
