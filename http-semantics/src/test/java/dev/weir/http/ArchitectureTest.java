package dev.weir.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weir.http", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule vocabularyNeedsNothingButTheJdk =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.weir.http..", "java..", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule vocabularyDoesNoInputOrOutput =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.(io\\.(File|Input|Output|Reader|Writer).*|nio\\.(file|channels)\\..*|net\\.(Socket|ServerSocket|URLConnection|http\\..*))");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.weir.(http..)").should().beFreeOfCycles();
}
