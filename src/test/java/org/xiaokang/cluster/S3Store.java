package org.xiaokang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.xiaokang.FreePort;

/** An S3 store on loopback that keeps its objects as files, in a process of its own. */
final class S3Store implements AutoCloseable {
  static final String BUCKET = "lakes";
  static final String IDENTITY = "tester";
  static final String SECRET = "canary-3f9b17c2d4";

  private final Started process;
  private final Path objects;
  private final String endpoint;

  /** Starts it. */
  S3Store(Path folder) throws Exception {
    Path classPath = folder.resolve("s3proxy.classpath");
    List<String> resolve =
        List.of(
            "mvn",
            "-q",
            "-B",
            "-f",
            "src/test/s3proxy/pom.xml",
            "dependency:build-classpath",
            "-Dmdep.outputFile=" + classPath);
    try (Started maven = Started.of(resolve, Map.of())) {
      assertThat(maven.exitCode()).as(maven.output()).isZero();
    }
    objects = Files.createDirectories(folder.resolve("objects"));
    Files.createDirectories(objects.resolve(BUCKET));
    endpoint = "http://127.0.0.1:" + FreePort.find();
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=%s
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint, IDENTITY, SECRET, objects));
    process =
        Started.of(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Files.readString(classPath),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString()),
            Map.of());
    process.await("Started ogsoejs.ServerConnector");
  }

  /** What a process needs to know of it, but for the secret; names as Hadoop has them. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", endpoint,
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false");
  }

  /** The secret, as processes get it. */
  static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", IDENTITY, "AWS_SECRET_ACCESS_KEY", SECRET);
  }

  /** Where the objects are. */
  Path objects() {
    return objects.resolve(BUCKET);
  }

  @Override
  public void close() {
    process.close();
  }
}
