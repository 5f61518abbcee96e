package dev.weir.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weir.edge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule stepsFormNoCircle =
      slices().matching("dev.weir.edge.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule edgeSeesNoOtherTier =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.weir.cache..", "dev.weir.sample..", "dev.weir.workbench..");

  @ArchTest
  static final ArchRule choosingAServerKnowsNoHttpServer =
      noClasses()
          .that()
          .resideInAPackage("..balance..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty.server..");

  @ArchTest
  static final ArchRule choiceIsPure =
      classes()
          .that()
          .resideInAPackage("..balance.choose..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.weir.edge.balance.choose",
              // Arithmetic, no more.
              "dev.weir.runtime.owner",
              "java.lang..",
              "java.time..",
              "java.util..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule decisionsDoNotLog =
      noClasses()
          .that()
          .resideInAnyPackage("..admit..", "..route..", "..forward..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..");

  @ArchTest
  static final ArchRule onlyTheRootKnowsEveryStep =
      classes()
          .that()
          .resideInAPackage("dev.weir.edge.files..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage("dev.weir.edge", "dev.weir.edge.files..", "dev.weir.edge.route..");

  @ArchTest
  static final ArchRule nothingIsADumpingGround =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..");
}
