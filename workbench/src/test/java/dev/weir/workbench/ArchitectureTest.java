package dev.weir.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls between the subcommands.
@AnalyzeClasses(
    packages = "dev.weir.workbench",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule subcommandsFormNoCircle =
      slices().matching("dev.weir.workbench.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyKnowsTheCommandAboveThem =
      noClasses()
          .that()
          .resideInAPackage("dev.weir.workbench.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.weir.workbench");

  @ArchTest
  static final ArchRule readingAFileKnowsNoOtherSubcommand =
      noClasses()
          .that()
          .resideInAPackage("dev.weir.workbench.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.weir.workbench.check..",
              "dev.weir.workbench.demo..",
              "dev.weir.workbench.version..");

  // Exit codes are returned, so that whoever runs a command in a process of their own survives it.
  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.weir.workbench.Weir")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule checkingStartsNothing =
      noClasses()
          .that()
          .resideInAPackage("dev.weir.workbench.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.weir.runtime.lifecycle..", "dev.weir.runtime.listen..");

  @ArchTest
  static final ArchRule nothingIsADumpingGround =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..");
}
