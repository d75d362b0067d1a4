/// Coreference: chains, and the sieves in their order.
#include "extract/coref/coref_internal.h"
#include "extract/coref/coref_salience.h"

/// The sieves, the surest first. Sections are those of Lee et al. 2013.
static const struct {
  const char *name;
  CorefSieve *find;
  void (*prepare)(Coref *coref); ///< runs before it; may be NULL
  bool names; ///< also finds names for what was joined without one
} sieves[] = {
    {"same name", coref_same_name, NULL, false},
    {"speaker", coref_speaker, NULL, false},      // 3.3.1
    {"same list", coref_same_words, NULL, false}, // 3.3.2
    {"clause", coref_clause, NULL, false},
    {"apposition", coref_apposition, NULL, false}, // 3.3.4
    {"predicate", coref_predicate, NULL, false},   // 3.3.4
    {"same head", coref_same_head, NULL, false},   // 3.3.5
    {"introduction", coref_introduce, NULL, false},
    {"group", coref_group, NULL, false},
    {"description", coref_description, NULL, true},
    {"pronoun", coref_pronoun, coref_find_members, false}, // 3.3.9
    // Who speaks is known by now.
    {"quoted pronoun", coref_quoted_pronoun, NULL, false},
};
enum { SIEVE_COUNT = sizeof sieves / sizeof *sieves };

Str coref_sieve_name(uint32_t sieve) {
  return sieve < SIEVE_COUNT ? str_from(sieves[sieve].name) : STR("");
}

uint32_t coref_root(const Coreference *coreference, uint32_t mention) {
  while (coreference->mentions[mention].link != mention) {
    mention = coreference->mentions[mention].link;
  }
  return mention;
}

uint32_t coref_window(const Coref *coref, uint32_t mention, uint32_t sentences,
                      uint32_t most) {
  uint32_t sentence = coref->mentions[mention].sentence;
  uint32_t begin =
      sentence > sentences ? coref->first_of[sentence - sentences] : 0;
  return mention - begin > most ? mention - most : begin;
}

/// Links are shortened on the way (path halving, Tarjan and van Leeuwen 1984).
uint32_t coref_first(const Coref *coref, uint32_t mention) {
  CorefMention *mentions = coref->mentions;
  while (mentions[mention].link != mention) {
    mentions[mention].link = mentions[mentions[mention].link].link;
    mention = mentions[mention].link;
  }
  return mention;
}

bool coref_is_type(const Coref *coref, Str type, Str ancestor) {
  const CorefInput *input = coref->input;
  return str_equal(type, ancestor) ||
         (input->is_subtype && input->is_subtype(input->types, type, ancestor));
}

bool coref_is_inside(const CorefMention *a, const CorefMention *b) {
  return a->sentence == b->sentence &&
         ((a->begin <= b->begin && b->end <= a->end) ||
          (b->begin <= a->begin && a->end <= b->end));
}

bool coref_agree(const Coref *coref, uint32_t a, uint32_t b) {
  const CorefMention *first = &coref->mentions[coref_first(coref, a)];
  const CorefMention *second = &coref->mentions[coref_first(coref, b)];
  bool is_named_apart = first->entity != COREF_NONE &&
                        second->entity != COREF_NONE &&
                        first->entity != second->entity;
  return !is_named_apart && (first->number & second->number) &&
         (first->gender & second->gender);
}

void coref_join(Coref *coref, uint32_t mention, uint32_t antecedent,
                uint32_t sieve) {
  uint32_t a = coref_first(coref, mention);
  uint32_t b = coref_first(coref, antecedent);
  if (a == b) {
    return;
  }
  coref->mentions[mention].antecedent = antecedent;
  coref->mentions[mention].sieve = sieve;
  uint32_t low = a < b ? a : b;
  uint32_t high = a < b ? b : a;
  CorefMention *first = &coref->mentions[low];
  CorefMention *second = &coref->mentions[high];
  // Who says "we" for others is still one.
  const CorefMention *kept = first->person == 3 ? first : second;
  bool is_same = first->person == second->person;
  uint8_t number = is_same ? first->number & second->number : kept->number;
  uint8_t gender = is_same ? first->gender & second->gender : kept->gender;
  first->number = number ? number : kept->number;
  first->gender = gender ? gender : kept->gender;
  first->person = kept->person;
  if (first->entity == COREF_NONE) {
    first->entity = second->entity;
    first->name = second->name;
  }
  first->type = first->type.length ? first->type : second->type;
  uint32_t next = first->next;
  first->next = second->next;
  second->next = next;
  second->link = low;
}

/// Each sieve walks through the mentions in text order.
static void run_sieve(Coref *coref, uint32_t sieve) {
  if (sieves[sieve].prepare) {
    sieves[sieve].prepare(coref);
  }
  for (uint32_t i = 0; i < coref->count; i++) {
    bool is_open = sieves[sieve].names &&
                   coref->mentions[coref_first(coref, i)].entity == COREF_NONE;
    if (coref->mentions[i].antecedent == COREF_NONE || is_open) {
      uint32_t antecedent = sieves[sieve].find(coref, i);
      if (antecedent != COREF_NONE) {
        coref_join(coref, i, antecedent, sieve);
      }
    }
  }
}

/// The mention before this one with the same key, which it takes the place of.
static uint32_t swap_last(Map *last, Str key, uint32_t mention) {
  MapEntry *entry = map_add(last, key); // 0 is new
  uint32_t before = entry->value ? entry->value - 1 : COREF_NONE;
  entry->value = mention + 1;
  return before;
}

static uint32_t *new_column(const Coref *coref) {
  uint32_t *column = ARENA_NEW(coref->arena, uint32_t, coref->count + 1);
  memset(column, 0xFF, (coref->count + 1) * sizeof *column);
  return column;
}

/// The same by number.
static uint32_t swap_last_at(uint32_t *last, uint32_t number,
                             uint32_t mention) {
  uint32_t before = last[number] ? last[number] - 1 : COREF_NONE;
  last[number] = mention + 1;
  return before;
}

/// Note for each mention the last one before it that is like it.
static void index_mentions(Coref *coref) {
  enum { PERSONS = 3, NUMBERS = 4 };
  Map *words = map_new(coref->arena);
  Map *heads = map_new(coref->arena);
  uint32_t entities = 0;
  for (uint32_t i = 0; i < coref->count; i++) {
    uint32_t entity = coref->mentions[i].entity;
    entities =
        entity != COREF_NONE && entity >= entities ? entity + 1 : entities;
  }
  uint32_t *last_entity = ARENA_NEW(coref->arena, uint32_t, entities + 1);
  uint32_t last_person[PERSONS * NUMBERS] = {0};
  coref->same_words = new_column(coref);
  coref->same_word = new_column(coref);
  coref->same_entity = new_column(coref);
  coref->same_person = new_column(coref);
  for (uint32_t i = 0; i < coref->count; i++) {
    const CorefMention *mention = &coref->mentions[i];
    coref->same_words[i] = swap_last(words, mention->words, i);
    coref->same_word[i] = swap_last(heads, mention->word, i);
    if (mention->entity != COREF_NONE) {
      coref->same_entity[i] = swap_last_at(last_entity, mention->entity, i);
    }
    if (mention->kind == COREF_PRONOUN && mention->person < PERSONS) {
      uint32_t number = mention->number % NUMBERS;
      coref->same_person[i] =
          swap_last_at(last_person, mention->person * NUMBERS + number, i);
    }
  }
}

static void begin_chains(Coref *coref) {
  for (uint32_t i = 0; i < coref->count; i++) {
    CorefMention *mention = &coref->mentions[i];
    mention->link = i;
    mention->next = i;
    mention->antecedent = COREF_NONE;
    mention->sieve = COREF_NONE;
  }
}

Coreference coref_resolve(const CorefInput *input, Arena *arena) {
  Coref coref = {.input = input,
                 .lexicon = mentions_lexicon(input->knowledge),
                 .weights = input->weights,
                 .arena = arena};
  coref_find(&coref);
  index_mentions(&coref);
  begin_chains(&coref);
  for (uint32_t i = 0; i < SIEVE_COUNT; i++) {
    run_sieve(&coref, i);
  }
  for (uint32_t i = 0; i < coref.count; i++) {
    coref.mentions[i].link = coref_first(&coref, i);
  }
  return (Coreference){coref.mentions, coref.count};
}
