/// Names of the universal part-of-speech tags.
#include "extract/syntax/sentence.h"

static const char *const upos_names[] = {
    [UPOS_ADJ] = "ADJ",     [UPOS_ADP] = "ADP",     [UPOS_ADV] = "ADV",
    [UPOS_AUX] = "AUX",     [UPOS_CCONJ] = "CCONJ", [UPOS_DET] = "DET",
    [UPOS_INTJ] = "INTJ",   [UPOS_NOUN] = "NOUN",   [UPOS_NUM] = "NUM",
    [UPOS_PART] = "PART",   [UPOS_PRON] = "PRON",   [UPOS_PROPN] = "PROPN",
    [UPOS_PUNCT] = "PUNCT", [UPOS_SCONJ] = "SCONJ", [UPOS_SYM] = "SYM",
    [UPOS_VERB] = "VERB",   [UPOS_X] = "X",
};
_Static_assert(sizeof upos_names / sizeof *upos_names == UPOS_COUNT,
               "every tag has a name");

Str upos_name(Upos upos) {
  return upos < UPOS_COUNT ? str_from(upos_names[upos]) : STR("_");
}

Upos upos_find(Str name) {
  for (int upos = 0; upos < UPOS_COUNT; upos++) {
    if (str_equal(name, str_from(upos_names[upos]))) {
      return (Upos)upos;
    }
  }
  return UPOS_COUNT;
}
