/// The inside of a variation, shared by its reading and its telling.
#ifndef QUERN_EXTRACT_TRAIN_VARIATION_INTERNAL_H
#define QUERN_EXTRACT_TRAIN_VARIATION_INTERNAL_H

#include "base/map.h"
#include "extract/train/name_maker.h"
#include "extract/train/variation.h"

/// An ending with two spellings.
typedef struct {
  Str from;
  Str to;
  size_t least; ///< letters of the word
} Ending;

typedef struct {
  Str opening;
  Str closing;
} Quotes;

typedef struct {
  Str *forms;
  size_t count;
  size_t capacity;
} FormList;

struct Variation {
  Arena *arena;
  VariationShares shares;
  Map *common;    ///< words in lower case that are not always names
  Map *pronouns;  ///< in whose place a name can stand, in lower case
  Map *spellings; ///< pointer: Str, the other spelling
  Map *excepted;
  Ending *endings;
  size_t ending_count;
  size_t ending_capacity;
  Quotes *quotes;
  size_t quotes_count;
  size_t quotes_capacity;
  FormList pasts;       ///< rare irregular forms tagged VBD
  FormList participles; ///< tagged VBN
  FormList bases;       ///< rare verbs in -e
  NameMaker *names;
};

static inline bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
static inline bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }

/// Change the case of the ASCII letters in [first, last) of a copy of the form.
Str variation_change_case(Arena *arena, Str form, bool upper, size_t first,
                          size_t last);
Str variation_lower(Arena *arena, Str form);

/// Is the token a name of one word of ASCII letters, capitalized?
bool variation_looks_like_name(const Token *token);

/// Is the form also a common word, or one of those that are kept?
bool variation_is_common(const Variation *variation, Arena *arena, Str form);

#endif
