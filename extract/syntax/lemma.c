/// Lemmatizer: finding the rule and applying it.
#include "extract/syntax/lemma.h"

#include "base/utf8.h"
#include "extract/syntax/lemma_table.h"

struct Lemmatizer {
  const LemmaSlot *slots;
  uint32_t mask; ///< number of slots - 1
  const LemmaScript *scripts;
  uint32_t script_count;
  Str endings;
};

static Status fail(Report *report, Str path, const char *problem) {
  report_add(report, SEVERITY_ERROR, path, "the model's section '%s': %s",
             LEMMATIZER_SECTION, problem);
  return STATUS_BAD_SETUP;
}

static bool scripts_are_sound(const Lemmatizer *lemmatizer) {
  for (uint32_t i = 0; i < lemmatizer->script_count; i++) {
    const LemmaScript *script = &lemmatizer->scripts[i];
    if (script->offset > lemmatizer->endings.length ||
        script->length > lemmatizer->endings.length - script->offset) {
      return false;
    }
    Str ending = str_slice(lemmatizer->endings, script->offset,
                           script->offset + script->length);
    if (utf8_valid_length(ending) != ending.length) {
      return false;
    }
  }
  return true;
}

/// A free slot must be there, or a search would not end.
static bool slots_are_sound(const Lemmatizer *lemmatizer) {
  bool has_free = false;
  for (uint32_t i = 0; i <= lemmatizer->mask; i++) {
    has_free |= lemmatizer->slots[i].key == 0;
  }
  return has_free;
}

Status lemmatizer_load(const Model *model, Str path, Arena *arena,
                       Report *report, const Lemmatizer **lemmatizer) {
  *lemmatizer = NULL;
  Str section = model_section(model, STR(LEMMATIZER_SECTION));
  const uint32_t *header = (const void *)section.data;
  const size_t header_size = LEMMATIZER_HEADER_WORDS * sizeof(uint32_t);
  if (section.length < header_size) {
    return fail(report, path, "it is missing or cut off");
  }
  if (header[0] != LEMMATIZER_VERSION) {
    return fail(report, path, "its version is not the one this program reads");
  }
  uint64_t slots_size = (uint64_t)header[1] * sizeof(LemmaSlot);
  uint64_t scripts_size = (uint64_t)header[2] * sizeof(LemmaScript);
  if (header[1] == 0 || (header[1] & (header[1] - 1)) != 0 ||
      section.length != header_size + slots_size + scripts_size + header[3]) {
    return fail(report, path, "its size is wrong");
  }
  const char *bytes = section.data + header_size;
  Lemmatizer loaded = {
      .slots = (const void *)bytes,
      .mask = header[1] - 1,
      .scripts = (const void *)(bytes + slots_size),
      .script_count = header[2],
      .endings = {bytes + slots_size + scripts_size, header[3]}};
  if (!scripts_are_sound(&loaded) || !slots_are_sound(&loaded)) {
    return fail(report, path, "its rules are broken");
  }
  Lemmatizer *made = ARENA_NEW(arena, Lemmatizer, 1);
  *made = loaded;
  *lemmatizer = made;
  return STATUS_OK;
}

static const uint32_t *find(const Lemmatizer *lemmatizer, uint32_t key) {
  for (uint32_t i = key & lemmatizer->mask;; i = (i + 1) & lemmatizer->mask) {
    if (lemmatizer->slots[i].key == key) {
      return &lemmatizer->slots[i].value;
    }
    if (lemmatizer->slots[i].key == 0) {
      return NULL;
    }
  }
}

/// The script of a form: an exception's, or that of the longest known ending.
static const LemmaScript *find_script(const Lemmatizer *lemmatizer, Str lower,
                                      Upos upos, Str xpos) {
  const uint32_t *value =
      find(lemmatizer, lemma_key(LEMMA_WORD, upos, xpos, FORM_UNCASED, lower));
  size_t length = lower.length - 1 < LEMMA_LONGEST_ENDING
                      ? lower.length - 1
                      : LEMMA_LONGEST_ENDING;
  for (size_t left = length + 1; !value && left > 0; left--) {
    Str ending = str_slice(lower, lower.length - (left - 1), lower.length);
    value = find(lemmatizer,
                 lemma_key(LEMMA_ENDING, upos, xpos, FORM_UNCASED, ending));
  }
  return value && *value < lemmatizer->script_count
             ? &lemmatizer->scripts[*value]
             : NULL;
}

static LemmaCasing find_casing(const Lemmatizer *lemmatizer, Str form,
                               Str lemma, Upos upos, Str xpos) {
  FormCasing casing = form_casing(form);
  const Str none = {NULL, 0};
  const uint32_t keys[] = {
      lemma_key(LEMMA_CASED_WORD, upos, none, casing, lemma),
      lemma_key(LEMMA_CASED_TAG, upos, xpos, casing, none),
      lemma_key(LEMMA_CASED_UPOS, upos, none, casing, none)};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const uint32_t *value = find(lemmatizer, keys[i]);
    if (value) {
      return *value < LEMMA_CASINGS ? (LemmaCasing)*value : LEMMA_AS_FORM;
    }
  }
  return upos == UPOS_PROPN ? LEMMA_AS_FORM : LEMMA_LOWER;
}

Str lemma_find(const Lemmatizer *lemmatizer, Arena *arena, Str form, Upos upos,
               Str xpos) {
  if (form.length == 0) {
    return form;
  }
  Str plain = lemma_plain_form(arena, form);
  Str lemma = utf8_to_lower(arena, plain);
  const LemmaScript *script = find_script(lemmatizer, lemma, upos, xpos);
  if (script) {
    Str ending = str_slice(lemmatizer->endings, script->offset,
                           script->offset + script->length);
    lemma = lemma_edit(arena, lemma, script->stripped, ending);
  }
  LemmaCasing casing = find_casing(lemmatizer, plain, lemma, upos, xpos);
  lemma = lemma_case(arena, lemma, plain, casing);
  return str_equal(lemma, form) ? form : lemma;
}
