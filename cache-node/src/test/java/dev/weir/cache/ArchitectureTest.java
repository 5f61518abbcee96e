package dev.weir.cache;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;

/// The walls of the cache node.
@AnalyzeClasses(packages = "dev.weir.cache", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  // Judgement is a function of its arguments: no I/O, no clock, no Jetty, no regular expressions,
  // no log lines.
  @ArchTest
  static final ArchRule DECISIONS_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("..cache.decide..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.weir.cache.decide..",
                      "dev.weir.cache.entry..",
                      "dev.weir.http..",
                      "java.lang..",
                      "java.time..",
                      "java.util..",
                      "org.jspecify..")
                  // References are resolved (RFC 3986 §5), nothing is opened.
                  .or(belongToAnyOf(URI.class, URISyntaxException.class)));

  @ArchTest
  static final ArchRule DECISIONS_HAVE_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("..cache.decide..", "..cache.entry..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class)
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.lang.System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.lang.System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.util.logging..");

  @ArchTest
  static final ArchRule NOUNS_KNOW_ONLY_HTTP =
      classes()
          .that()
          .resideInAPackage("..cache.entry..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.weir.cache.entry..",
              "dev.weir.http..",
              "java.lang..",
              "java.nio",
              "java.nio.charset",
              "java.time..",
              "java.util..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule JETTY_STAYS_OUTSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..cache.entry..", "..cache.decide..", "..cache.config..", "..cache.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule REGULAR_EXPRESSIONS_OF_USERS_STAY_IN_CONFIG =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cache.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.re2j..");

  @ArchTest
  static final ArchRule CONFIG_KNOWS_NO_STEP_OF_THE_REQUEST =
      classes()
          .that()
          .resideInAPackage("..cache.config..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.weir.cache.config..",
              "dev.weir.cache.decide..",
              "dev.weir.cache.entry..",
              "dev.weir.http..",
              "com.google.re2j..",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule DECISIONS_AND_LOOKUP_DO_NOT_LOG =
      noClasses()
          .that()
          .resideInAnyPackage("..cache.decide..", "..cache.lookup..", "..cache.entry..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule TIERS_DO_NOT_SEE_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.weir.edge..", "dev.weir.sample..", "dev.weir.workbench..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.weir.cache.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_DUMPING_GROUNDS =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..helper..",
              "..misc..",
              "..impl..",
              "..core..");
}
