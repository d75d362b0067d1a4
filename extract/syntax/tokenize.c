/// Tokenizer: from atoms to tokens.
#include "extract/syntax/tokenize.h"

#include "extract/syntax/tokenize_character.h"
#include "extract/syntax/tokenize_table.h"

struct Tokenizer {
  BoundaryTable table;
};

static Status fail(Report *report, Str path, const char *problem) {
  report_add(report, SEVERITY_ERROR, path, "the model's section '%s': %s",
             TOKENIZER_SECTION, problem);
  return STATUS_BAD_SETUP;
}

static bool is_ordered(WordList list) {
  for (uint32_t i = 1; i < list.count; i++) {
    if (list.words[i].hash <= list.words[i - 1].hash) {
      return false;
    }
  }
  return true;
}

Status tokenizer_load(const Model *model, Str path, Arena *arena,
                      Report *report, const Tokenizer **tokenizer) {
  *tokenizer = NULL;
  Str section = model_section(model, STR(TOKENIZER_SECTION));
  const uint32_t *header = (const void *)section.data;
  const size_t header_size = TOKENIZER_HEADER_WORDS * sizeof(uint32_t);
  const size_t most = section.length / sizeof(ListedWord);
  if (section.length < header_size) {
    return fail(report, path, "it is missing or cut off");
  }
  if (header[0] != TOKENIZER_VERSION || header[1] != BOUNDARY_TABLE_BITS) {
    return fail(report, path, "its version is not the one this program reads");
  }
  if (header[2] > most || header[3] > most ||
      section.length !=
          header_size + ((size_t)header[2] + header[3]) * sizeof(ListedWord) +
              BOUNDARY_TABLE_SIZE) {
    return fail(report, path, "its size is wrong");
  }
  const ListedWord *words = (const void *)(section.data + header_size);
  Tokenizer loaded = {
      .table = {.joints = {words, header[2]},
                .kinds = {words + header[2], header[3]},
                .weights = (const void *)(words + header[2] + header[3])}};
  if (!is_ordered(loaded.table.joints) || !is_ordered(loaded.table.kinds)) {
    return fail(report, path, "its words are not in order");
  }
  Tokenizer *made = ARENA_NEW(arena, Tokenizer, 1);
  *made = loaded;
  *tokenizer = made;
  return STATUS_OK;
}

Boundary boundary_decide(const BoundaryTable *table, const BoundaryWalk *walk,
                         uint32_t index) {
  uint32_t rows[BOUNDARY_FEATURES];
  boundary_features(walk, index, rows);
  int32_t scores[BOUNDARY_COUNT] = {0};
  for (uint32_t i = 0; i < BOUNDARY_FEATURES; i++) {
    const int16_t *weights = table->weights + rows[i] * BOUNDARY_COUNT;
    for (int k = 0; k < BOUNDARY_COUNT; k++) {
      scores[k] += weights[k];
    }
  }
  int best = 0;
  for (int k = 1; k < BOUNDARY_COUNT; k++) {
    best = scores[k] > scores[best] ? k : best;
  }
  return (Boundary)best;
}

/// The text without soft hyphens and the line breaks behind them.
static Str visible_form(Arena *arena, Str text) {
  const Str soft_hyphen = STR(SOFT_HYPHEN);
  char *form = ARENA_NEW(arena, char, text.length + 1);
  size_t length = 0;
  bool after_hyphen = false;
  for (size_t i = 0; i < text.length; i++) {
    if (str_starts(str_slice(text, i, text.length), soft_hyphen)) {
      i += soft_hyphen.length - 1;
      after_hyphen = true;
    } else if (!after_hyphen || (uint8_t)text.data[i] > ' ') {
      form[length++] = text.data[i];
      after_hyphen = false;
    }
  }
  return (Str){form, length};
}

/// Set the form of a token made of the atoms [first, last].
static void set_form(Arena *arena, Token *token, Str text, const Atom *first,
                     const Atom *last) {
  token->form = str_slice(text, token->range.begin, token->range.end);
  bool has_hidden = first->has_hidden;
  for (const Atom *atom = first + 1; atom <= last; atom++) {
    has_hidden |= atom->has_hidden || atom->begin != atom[-1].end;
  }
  if (has_hidden) {
    token->form = visible_form(arena, token->form);
  }
}

/// Is an atom a comma without digits right behind it ("$60,”)? It ends the
/// number before.
static bool is_closing_comma(Atoms atoms, uint32_t index) {
  const Atom *atom = &atoms.atoms[index];
  return atom->kind == ATOM_SYMBOL && atom->symbol == ',' &&
         (index + 1 == atoms.count || atom[1].space_before ||
          atom[1].kind != ATOM_DIGITS);
}

/// Decide about all atoms; gives the number of tokens.
static size_t decide(const BoundaryTable *table, BoundaryWalk *walk,
                     uint8_t *decisions) {
  size_t count = 0;
  for (uint32_t i = 0; i < walk->atoms.count; i++) {
    Boundary boundary = BOUNDARY_TOKEN;
    if (boundary_is_open(walk->atoms, i) && !is_closing_comma(walk->atoms, i)) {
      boundary = boundary_decide(table, walk, i);
    }
    boundary_take(walk, i, boundary);
    decisions[i] = (uint8_t)boundary;
    count += boundary != BOUNDARY_NONE;
  }
  return count;
}

/// Count the tokens of each surface word at its first token.
static void count_surfaces(TokenList *list) {
  size_t first = 0;
  for (size_t i = 0; i < list->count; i++) {
    bool joined = list->tokens[i].surface_count == 0;
    if (!joined || list->tokens[first].surface_count == UINT8_MAX) {
      first = i;
      list->tokens[i].surface_count = 1;
    } else {
      list->tokens[i].surface_count = 1;
      list->tokens[first].surface_count++;
    }
  }
}

TokenList tokenize(const Tokenizer *tokenizer, Arena *arena, Str text,
                   Range range) {
  Arena *scratch = arena_new();
  Str block = str_slice(text, range.begin, range.end);
  Atoms atoms = atoms_find(scratch, block, tokenizer->table.joints);
  BoundaryWalk walk = boundary_walk(scratch, atoms, tokenizer->table.kinds);
  uint8_t *decisions = ARENA_NEW(scratch, uint8_t, atoms.count);
  TokenList list = {NULL, decide(&tokenizer->table, &walk, decisions)};
  list.tokens = ARENA_NEW(arena, Token, list.count);
  Token *token = list.tokens;
  for (uint32_t i = 0; i < atoms.count; token++) {
    uint32_t last = i;
    while (last + 1 < atoms.count && decisions[last + 1] == BOUNDARY_NONE) {
      last++;
    }
    token->range = (Range){range.begin + atoms.atoms[i].begin,
                           range.begin + atoms.atoms[last].end};
    set_form(arena, token, text, &atoms.atoms[i], &atoms.atoms[last]);
    token->space_after =
        last + 1 == atoms.count || atoms.atoms[last + 1].space_before;
    token->surface_count = decisions[i] != BOUNDARY_WORD;
    i = last + 1;
  }
  count_surfaces(&list);
  arena_free(scratch);
  return list;
}
