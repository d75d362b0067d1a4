/// Lemmas that were found lately: each has a slot, from which a later one may
/// push it out.
#include "extract/syntax/lemma_memory.h"

enum { SLOTS = 2048, LONGEST_WORD = 26, LONGEST_TAG = 8 };

/// A form with its tag, and its lemma; longer ones are not remembered. One line
/// of the processor's cache.
typedef struct {
  uint8_t upos;
  uint8_t xpos_length;
  uint8_t form_length; ///< 0: the slot is empty
  uint8_t lemma_length;
  char xpos[LONGEST_TAG];
  char form[LONGEST_WORD];
  char lemma[LONGEST_WORD];
} Slot;

struct LemmaMemory {
  const Lemmatizer *lemmatizer;
  Slot *slots;
};

LemmaMemory *lemma_memory_new(const Lemmatizer *lemmatizer, Arena *arena) {
  LemmaMemory *memory = ARENA_NEW(arena, LemmaMemory, 1);
  *memory = (LemmaMemory){lemmatizer, ARENA_NEW(arena, Slot, SLOTS)};
  return memory;
}

static Slot *find_slot(const LemmaMemory *memory, Str form, Upos upos,
                       Str xpos) {
  uint64_t tag = (uint64_t)upos;
  for (size_t i = 0; i < xpos.length; i++) {
    tag = tag * 31 + (uint8_t)xpos.data[i];
  }
  return &memory->slots[(str_hash(form) + tag * 131) % SLOTS];
}

static bool holds(const Slot *slot, Str form, Upos upos, Str xpos) {
  return slot->upos == upos &&
         str_equal((Str){slot->form, slot->form_length}, form) &&
         str_equal((Str){slot->xpos, slot->xpos_length}, xpos);
}

static void keep(Slot *slot, Str form, Upos upos, Str xpos, Str lemma) {
  if (form.length > LONGEST_WORD || lemma.length > LONGEST_WORD ||
      xpos.length > LONGEST_TAG) {
    return;
  }
  slot->upos = (uint8_t)upos;
  slot->form_length = (uint8_t)form.length;
  slot->lemma_length = (uint8_t)lemma.length;
  slot->xpos_length = (uint8_t)xpos.length;
  memcpy(slot->form, form.data, form.length);
  memcpy(slot->lemma, lemma.data, lemma.length);
  if (xpos.length) {
    memcpy(slot->xpos, xpos.data, xpos.length);
  }
}

Str lemma_memory_find(LemmaMemory *memory, Arena *arena, Str form, Upos upos,
                      Str xpos) {
  if (form.length == 0) {
    return form;
  }
  Slot *slot = find_slot(memory, form, upos, xpos);
  if (holds(slot, form, upos, xpos)) {
    Str lemma = {slot->lemma, slot->lemma_length};
    return str_equal(lemma, form) ? form : arena_copy(arena, lemma);
  }
  Str lemma = lemma_find(memory->lemmatizer, arena, form, upos, xpos);
  keep(slot, form, upos, xpos, lemma);
  return lemma;
}
