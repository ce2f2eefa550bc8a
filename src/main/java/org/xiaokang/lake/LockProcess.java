package org.xiaokang.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A process that holds a lake.
 *
 * @param host the host's name, for people
 * @param id the process id
 * @param startedAt when it was started, for ids are used again; the epoch if the system does not
 *     tell
 * @param space what the id is unique in: the host since it was switched on and, in a container, the
 *     container. Hosts may share a name, and every container counts its processes from 1
 */
record LockProcess(String host, long id, Instant startedAt, String space) {
  /** The system counts from the second it was switched on, and clocks are set. */
  private static final Duration SAME_START = Duration.ofMinutes(1);

  /** The process that asks. */
  static LockProcess current() {
    ProcessHandle self = ProcessHandle.current();
    String host = hostName();
    return new LockProcess(host, self.pid(), startOf(self), space(host));
  }

  /** Whether the process is gone for certain, as seen from {@code here}. */
  boolean isGone(LockProcess here) {
    return space.equals(here.space()) && !lives();
  }

  private boolean lives() {
    return ProcessHandle.of(id).filter(ProcessHandle::isAlive).filter(this::started).isPresent();
  }

  private boolean started(ProcessHandle process) {
    Instant then = startOf(process);
    return then.equals(Instant.EPOCH)
        || startedAt.equals(Instant.EPOCH)
        || Duration.between(then, startedAt).abs().compareTo(SAME_START) < 0;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** From what Linux says of itself; elsewhere the host's name must do. */
  private static String space(String host) {
    try {
      return host
          + " "
          + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return host;
    }
  }
}
