package org.xiaokang.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/** The classes that a run loaded, stored for later runs to start from (class data sharing). */
final class ClassArchive {
  private static final String WANTED = "xiaokang.archive";

  private ClassArchive() {}

  /** Stores the archive where the launcher wants one; an archive is there whole or not at all. */
  static void storeIfWanted(PrintStream err) {
    String wanted = System.getProperty(WANTED);
    if (wanted == null) {
      return;
    }
    Path archive = Path.of(wanted);
    Path made = Path.of(wanted + "." + ProcessHandle.current().pid());
    made.toFile().deleteOnExit();
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try { // what jcmd PID VM.cds dynamic_dump does, which says so on standard output
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "vmCds",
              new Object[] {new String[] {"dynamic_dump", made.toString()}},
              new String[] {String[].class.getName()});
      Files.move(
          made, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (JMException | IOException e) {
      err.println("the start-up archive is not stored (" + e + "); the next run tries again");
    } finally {
      System.setOut(out);
    }
  }
}
