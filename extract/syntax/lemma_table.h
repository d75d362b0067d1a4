/// The lemmatizer's section of the model file, and how its rules are applied.
///
/// u32 version, u32 slots (a power of two), u32 scripts, u32 bytes of endings;
/// the slots (u32 key, u32 value, both 0 if free), the scripts (u16 stripped,
/// u16 length, u32 offset of the ending), the endings.
#ifndef QUERN_EXTRACT_SYNTAX_LEMMA_TABLE_H
#define QUERN_EXTRACT_SYNTAX_LEMMA_TABLE_H

#include "base/arena.h"
#include "extract/syntax/sentence.h"

enum {
  LEMMATIZER_VERSION = 1,
  LEMMATIZER_HEADER_WORDS = 4, ///< of 4 bytes
  LEMMA_LONGEST_ENDING = 5     ///< of a form that a rule looks at, in bytes
};

/// What a slot's key speaks of.
typedef enum {
  LEMMA_WORD = 1,   ///< upos, xpos, form: a script
  LEMMA_ENDING,     ///< upos, xpos, ending of the form: a script
  LEMMA_CASED_WORD, ///< upos, casing of the form, lemma: a casing
  LEMMA_CASED_TAG,  ///< upos, xpos, casing of the form: a casing
  LEMMA_CASED_UPOS  ///< upos, casing of the form: a casing
} LemmaKey;

/// How the lower-cased lemma is written. Order matters: the first of equally
/// good ones is taken.
typedef enum {
  LEMMA_LOWER,
  LEMMA_AS_FORM, ///< upper case where the form has it
  LEMMA_TITLE,
  LEMMA_UPPER,
  LEMMA_CASINGS
} LemmaCasing;

/// The casing of a form.
typedef enum {
  FORM_UNCASED,
  FORM_LOWER,
  FORM_TITLE,
  FORM_SINGLE, ///< one letter, upper case
  FORM_UPPER,
  FORM_MIXED
} FormCasing;

typedef struct {
  uint32_t key; ///< never 0 in a slot that is used
  uint32_t value;
} LemmaSlot;

/// Take bytes off the end of a form, put others there.
typedef struct {
  uint16_t stripped;
  uint16_t length;
  uint32_t offset; ///< of the new ending
} LemmaScript;

/// The key of a rule. `xpos` and `text` are empty where it has none.
uint32_t lemma_key(LemmaKey kind, Upos upos, Str xpos, FormCasing casing,
                   Str text);

FormCasing form_casing(Str form);

/// The form with plain apostrophes, in `arena` if that changes it.
Str lemma_plain_form(Arena *arena, Str form);

/// Strip and add; the lower-cased form itself if the script does not fit it.
Str lemma_edit(Arena *arena, Str lower, uint32_t stripped, Str ending);

/// Write a lower-cased lemma in a casing.
Str lemma_case(Arena *arena, Str lemma, Str form, LemmaCasing casing);

#endif
