/// How the lemmatizer's rules are found and applied.
#include "extract/syntax/lemma_table.h"

#include "base/utf8.h"

static uint32_t add_bytes(uint32_t hash, Str bytes) {
  for (size_t i = 0; i < bytes.length; i++) {
    hash = (hash ^ (uint8_t)bytes.data[i]) * 0x01000193u;
  }
  return (hash ^ 0xFFu) * 0x01000193u; // no byte of UTF-8: an end mark
}

uint32_t lemma_key(LemmaKey kind, Upos upos, Str xpos, FormCasing casing,
                   Str text) {
  uint32_t hash = 0x811c9dc5u ^ ((uint32_t)kind << 16 | (uint32_t)upos << 8 |
                                 (uint32_t)casing);
  hash = add_bytes(add_bytes(hash * 0x01000193u, xpos), text);
  hash ^= hash >> 15;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  return hash ? hash : 1;
}

FormCasing form_casing(Str form) {
  uint32_t letters = 0;
  uint32_t uppers = 0;
  bool first_upper = false;
  for (size_t offset = 0; offset < form.length;) {
    uint32_t code_point = utf8_next(form, &offset);
    if (!utf8_is_letter(code_point)) {
      continue;
    }
    bool upper = utf8_is_upper(code_point);
    first_upper |= letters == 0 && upper;
    uppers += upper;
    letters++;
  }
  if (uppers == 0) {
    return letters ? FORM_LOWER : FORM_UNCASED;
  }
  if (uppers == letters) {
    return letters == 1 ? FORM_SINGLE : FORM_UPPER;
  }
  return first_upper && uppers == 1 ? FORM_TITLE : FORM_MIXED;
}

Str lemma_plain_form(Arena *arena, Str form) {
  if (!memchr(form.data, 0xE2, form.length)) {
    return form;
  }
  char *plain = ARENA_NEW(arena, char, form.length);
  size_t length = 0;
  for (size_t i = 0; i < form.length; i++) {
    Str rest = str_slice(form, i, form.length);
    if (str_starts(rest, STR("\u2019")) || str_starts(rest, STR("\u2018"))) {
      plain[length++] = '\'';
      i += 2;
    } else {
      plain[length++] = form.data[i];
    }
  }
  return (Str){plain, length};
}

Str lemma_edit(Arena *arena, Str lower, uint32_t stripped, Str ending) {
  if (stripped > lower.length) {
    return lower;
  }
  size_t kept = lower.length - stripped;
  if (kept + ending.length == 0 ||
      (kept < lower.length && utf8_is_continuation(lower.data[kept]))) {
    return lower;
  }
  if (stripped == 0 && ending.length == 0) {
    return lower;
  }
  char *lemma = ARENA_NEW(arena, char, kept + ending.length);
  memcpy(lemma, lower.data, kept);
  if (ending.length) {
    memcpy(lemma + kept, ending.data, ending.length);
  }
  return (Str){lemma, kept + ending.length};
}

/// Upper case for the characters of a lemma: for all of them, for the first, or
/// for those that stand in the form like that.
Str lemma_case(Arena *arena, Str lemma, Str form, LemmaCasing casing) {
  if (casing == LEMMA_LOWER) {
    return lemma;
  }
  if (casing == LEMMA_AS_FORM && form_casing(form) == FORM_UPPER) {
    casing = LEMMA_UPPER;
  }
  char *cased = ARENA_NEW(arena, char, lemma.length *UTF8_LONGEST);
  size_t length = 0;
  size_t in_form = 0;
  bool changed = false;
  for (size_t i = 0; i < lemma.length;) {
    bool upper = casing == LEMMA_UPPER || (casing == LEMMA_TITLE && i == 0);
    uint32_t code_point = utf8_next(lemma, &i);
    if (casing == LEMMA_AS_FORM && in_form < form.length) {
      uint32_t other = utf8_next(form, &in_form);
      upper = other != code_point && utf8_lower(other) == code_point;
    }
    uint32_t written = upper ? utf8_upper(code_point) : code_point;
    changed |= written != code_point;
    length += utf8_encode(written, cased + length);
  }
  return changed ? (Str){cased, length} : lemma;
}
