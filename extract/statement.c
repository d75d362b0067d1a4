/// Names of a statement's polarity and modality.
#include "extract/statement.h"

static const char *const modality_names[] = {
    [MODALITY_ASSERTED] = "asserted",
    [MODALITY_REPORTED] = "reported",
    [MODALITY_PLANNED] = "planned",
    [MODALITY_POSSIBLE] = "possible",
    [MODALITY_APPARENT] = "apparent",
    [MODALITY_DEMANDED] = "demanded",
    [MODALITY_DESIRED] = "desired",
    [MODALITY_CONDITIONAL] = "conditional",
    [MODALITY_HYPOTHETICAL] = "hypothetical",
};
_Static_assert(sizeof modality_names / sizeof *modality_names ==
                   MODALITY_HYPOTHETICAL + 1,
               "every modality has a name");

Str polarity_name(Polarity polarity) {
  return polarity == POLARITY_NEGATIVE ? STR("negative") : STR("positive");
}

Str modality_name(Modality modality) {
  return str_from(modality_names[modality]);
}
