/// FormCache: forms that came up lately, each in a slot; a new one may push
/// another one out. What is known of a form is kept elsewhere, by slot.
#ifndef QUERN_EXTRACT_SYNTAX_FORM_CACHE_H
#define QUERN_EXTRACT_SYNTAX_FORM_CACHE_H

#include "base/arena.h"
#include "extract/syntax/word.h"

/// The form of a slot.
typedef struct {
  char form[WORD_LONGEST];
  uint8_t length; ///< 0: the slot is empty
} FormKey;

/// Belongs to one thread.
typedef struct {
  FormKey *keys;
  size_t slots;
} FormCache;

/// An empty cache of `slots` slots, which an arena holds.
FormCache form_cache_new(Arena *arena, size_t slots);

/// Is the form in the cache? `*slot` is set to where it is or belongs.
bool form_cache_find(const FormCache *cache, Str form, size_t *slot);

/// Put a form into its slot. False if it is empty or longer than WORD_LONGEST:
/// the cache stays as it is.
bool form_cache_keep(FormCache *cache, Str form, size_t *slot);

#endif
