package dev.weir.workbench.tune;

import dev.weir.runtime.settings.ByteSize;
import picocli.CommandLine.ITypeConverter;

/// Reads sizes of the command line as settings files write them.
final class SizeWord implements ITypeConverter<ByteSize> {

  @Override
  public ByteSize convert(String value) {
    return ByteSize.parse(value);
  }
}
