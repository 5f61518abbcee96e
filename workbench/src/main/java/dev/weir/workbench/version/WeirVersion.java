package dev.weir.workbench.version;

import picocli.CommandLine.IVersionProvider;

/// The version this build carries, and the Java it runs on.
public final class WeirVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"weir " + ofThisBuild() + " (Java " + Runtime.version() + ")"};
  }

  private static String ofThisBuild() {
    String version = WeirVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
