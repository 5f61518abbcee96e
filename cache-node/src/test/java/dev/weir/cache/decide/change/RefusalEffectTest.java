package dev.weir.cache.decide.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalEffectTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          304, RESPONSE_NO_STORE,   X-Any,         OUTDATES
          200, RESPONSE_PRIVATE,    Cookie,        OUTDATES
          200, TOO_LARGE,           X-Any,         OUTDATES
          304, PERSONAL_SET_COOKIE, X-Any,         NONE
          200, PERSONAL_COOKIE,     Cookie,        NONE
          404, STATUS_NOT_STORED,   X-Any,         OUTDATES
          404, STATUS_NOT_STORED,   Cookie,        NONE
          410, RESPONSE_NO_STORE,   Authorization, NONE
          400, STATUS_NOT_STORED,   X-Any,         NONE
          451, STATUS_NOT_STORED,   X-Any,         NONE
          503, STATUS_NOT_STORED,   X-Any,         NONE
          """)
  void onlyTheOriginsWordForEverybodyOutdates(
      int status, Reason refusal, String field, RefusalEffect effect) {
    RequestFacts request =
        RequestFacts.of("GET", Fields.copyOf(List.of(new FieldLine(field, "x"))));
    StorageDecision anybodys = new StorageDecision.DoNotStore(refusal);

    assertThat(RefusalEffect.of(request, status, refusal, anybodys)).isEqualTo(effect);
  }
}
