package dev.weir.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls inside the application.
@AnalyzeClasses(packages = "dev.weir.sample", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.weir.sample.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theGalleryAndTheFragmentsKnowNothingOfHttp =
      noClasses()
          .that()
          .resideInAnyPackage("..gallery..", "..fragments..", "..memcached..", "..provision..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..sample.web..", "..sample.pages..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule pagesDoNotKnowTheServer =
      noClasses()
          .that()
          .resideInAPackage("..pages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule nobodyDeserialisesJavaObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream");

  @ArchTest
  static final ArchRule theBuiltInMemcachedStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("..memcached..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.weir.http..", "dev.weir.runtime..", "..gallery..");
}
