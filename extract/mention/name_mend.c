/// Mending names where the tagger begins and ends them.
#include "extract/mention/name_mend.h"

#include "base/utf8.h"
#include "extract/mention/link_settle.h"
#include "extract/mention/mention_make.h"
#include "extract/name/name.h"

/// The last token of the name that may go on at a token, by the list of words
/// that end such names; 0 if it does not go on.
static uint32_t find_last(const Linker *linker, const Sentence *sentence,
                          uint32_t at, LexiconList list) {
  if (at + 1 < sentence->token_count &&
      str_equal(sentence->tokens[at].form, STR(","))) {
    at++;
  }
  bool is_end = at < sentence->token_count &&
                lexicon_has(linker->lexicon, list, sentence->tokens[at].form);
  return is_end ? at : 0;
}

/// Does the mention lie within the tokens (begin, last] of the one before it?
static bool is_within(const Mention *mention, const Mention *name,
                      uint32_t last) {
  return mention->sentence == name->sentence && mention->begin >= name->end &&
         mention->end <= last + 1;
}

static void extend(const Linker *linker, const Sentence *sentence,
                   Mention *name, uint32_t last, LexiconList list) {
  name->end = last + 1;
  name->range.end = sentence->tokens[last].range.end;
  if (name->id.length) {
    return;
  }
  name->label = name_text(linker->arena, sentence, name->begin, name->end);
  if (list == LEXICON_GENERATION) {
    name->type = STR("Person");
  } else {
    const LexiconValue *value = lexicon_get(
        lexicon_find(linker->lexicon, sentence->tokens[last].form), list);
    name->type = value ? value->text : name->type;
  }
}

/// Make it a name of the tokens [begin, end), whose class its words tell.
static void remake(const Linker *linker, const Sentences *sentences,
                   Mention *mention, uint32_t begin, uint32_t end) {
  Mention made =
      mention_make(sentences, linker->arena, mention->sentence, begin, end);
  Name name = {.begin = begin, .end = end, .core_end = end, .head = made.head};
  made.type =
      name_type(linker->lexicon, linker->arena, linker->sentence, &name);
  *mention = made;
  Link link;
  if (link_name(linker, begin, end, STR(""), NULL, &link) == LINK_SURE) {
    link_apply(linker, &link, mention);
  }
}

/// Tokens at the end of a name that are the beginning of a title before another
/// name: "Travis County District" Attorney Garza. 0 if there are none.
static uint32_t count_title(const Linker *linker, const Mention *name,
                            const Mention *next) {
  enum { LONGEST = 4 }; ///< tokens of a title
  const Sentence *sentence = linker->sentence;
  uint32_t end = next->begin;
  for (uint32_t count = 1; count < name->end - name->begin; count++) {
    uint32_t begin = name->end - count;
    Str title = name_text(linker->arena, sentence, begin, end);
    if (end - begin <= LONGEST &&
        lexicon_has(linker->lexicon, LEXICON_TITLE, title)) {
      return count;
    }
  }
  return 0;
}

static void cut_title(const Linker *linker, const Sentences *sentences,
                      Mention *name, const Mention *next) {
  enum { FARTHEST = 2 }; ///< tokens between the names
  bool is_near = next->kind == MENTION_NAME &&
                 next->sentence == name->sentence && next->begin >= name->end &&
                 next->begin - name->end <= FARTHEST;
  uint32_t count =
      is_near && !name->id.length ? count_title(linker, name, next) : 0;
  if (count) {
    remake(linker, sentences, name, name->begin, name->end - count);
  }
}

/// "Former Deutsche Bank" chief.
static void cut_adjective(const Linker *linker, const Sentences *sentences,
                          Mention *name) {
  Link link;
  if (!name->id.length && name->end - name->begin > 2 &&
      linker->sentence->tokens[name->begin].upos == UPOS_ADJ &&
      link_name(linker, name->begin + 1, name->end, STR(""), NULL, &link) ==
          LINK_SURE) {
    remake(linker, sentences, name, name->begin + 1, name->end);
  }
}

/// Extend a name; gives how many of the mentions behind it are a part of it
/// now.
static size_t take_end(const Linker *linker, Mention *name,
                       const Mention *next) {
  LexiconList words = name_kind(linker->lexicon, name->type) == NAME_PERSON
                          ? LEXICON_GENERATION
                          : LEXICON_SUFFIX;
  uint32_t last = find_last(linker, linker->sentence, name->end, words);
  bool has_next =
      next && next->sentence == name->sentence && last && next->begin <= last;
  if (last && (!has_next || is_within(next, name, last))) {
    extend(linker, linker->sentence, name, last, words);
    return has_next;
  }
  return 0;
}

/// "Intermediate People" 's "Court" is one name; gives whether the next mention
/// is a part of it now.
static bool take_genitive(const Linker *linker, const Sentences *sentences,
                          Mention *name, const Mention *next) {
  const Token *last = &linker->sentence->tokens[name->end - 1];
  bool is_one = next && next->kind == MENTION_NAME && !name->id.length &&
                next->sentence == name->sentence &&
                next->begin == name->end + 1 &&
                str_equal(last->form, STR("People")) &&
                str_starts(last[1].xpos, STR("POS"));
  if (is_one) {
    remake(linker, sentences, name, name->begin, next->end);
  }
  return is_one;
}

static bool has_capital(const Linker *linker, const Mention *name) {
  Str text = name_text(linker->arena, linker->sentence, name->begin, name->end);
  return !str_equal(text, utf8_to_lower(linker->arena, text));
}

void names_mend(const Linker *linker, const Sentences *sentences,
                MentionList *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    Mention name = list->mentions[i];
    if (name.kind == MENTION_NAME) {
      Linker there = *linker;
      there.sentence = &sentences->sentences[name.sentence];
      if (!name.id.length && !has_capital(&there, &name)) {
        continue; // "in absentia"
      }
      const Mention *next = i + 1 < list->count ? &list->mentions[i + 1] : NULL;
      i += take_genitive(&there, sentences, &name, next);
      i += take_end(&there, &name, next);
      cut_adjective(&there, sentences, &name);
      if (next) {
        cut_title(&there, sentences, &name, next);
      }
    }
    list->mentions[kept++] = name;
  }
  list->count = kept;
}
