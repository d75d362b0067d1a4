/// Lexicon: the word lists behind names, dates and quantities.
#include "extract/lexicon/lexicon.h"

#include "base/builtin.h"

static const char *const sections[LEXICON_COUNT] = {
    [LEXICON_PHRASE] = "phrase",
    [LEXICON_MONTH] = "month",
    [LEXICON_WEEKDAY] = "weekday",
    [LEXICON_UNIT] = "unit",
    [LEXICON_CLOCK] = "clock",
    [LEXICON_DIRECTION] = "direction",
    [LEXICON_PART] = "part",
    [LEXICON_STAGE] = "stage",
    [LEXICON_DAY] = "day",
    [LEXICON_DECADE] = "decade",
    [LEXICON_SEASON] = "season",
    [LEXICON_HOLIDAY] = "holiday",
    [LEXICON_PLANNING] = "planning",
    [LEXICON_YEAR_CUE] = "year-cue",
    [LEXICON_CARDINAL] = "cardinal",
    [LEXICON_SCALE] = "scale",
    [LEXICON_SHORT_SCALE] = "short-scale",
    [LEXICON_ORDINAL] = "ordinal",
    [LEXICON_FRACTION] = "fraction",
    [LEXICON_ABOUT] = "about",
    [LEXICON_ABOUT_AFTER] = "about-after",
    [LEXICON_CURRENCY] = "currency",
    [LEXICON_VAGUE] = "vague",
    [LEXICON_MEASURE] = "measure",
    [LEXICON_RATE] = "rate",
    [LEXICON_BEGIN] = "begin",
    [LEXICON_NUMBER_BEGIN] = "number-begin",
    [LEXICON_COMMON_PLACE] = "common-place",
    [LEXICON_PLACE_BEFORE] = "place-before",
    [LEXICON_GOVERNMENT_VERB] = "government-verb",
    [LEXICON_GOVERNMENT_OBJECT] = "government-object",
    [LEXICON_GOVERNMENT_NOUN] = "government-noun",
    [LEXICON_REPORT_VERB] = "report-verb",
    [LEXICON_STATE_CUE] = "state-cue",
    [LEXICON_COUNTRY_CUE] = "country-cue",
    [LEXICON_CITY_CUE] = "city-cue",
    [LEXICON_HEAD] = "head",
    [LEXICON_SUFFIX] = "suffix",
    [LEXICON_INSTITUTION] = "institution",
    [LEXICON_OPENER] = "opener",
    [LEXICON_TITLE] = "title",
    [LEXICON_ROLE] = "role",
    [LEXICON_PARTICLE] = "particle",
    [LEXICON_GENERATION] = "generation",
    [LEXICON_GIVEN] = "given",
    [LEXICON_NAME_KIND] = "name-kind",
    [LEXICON_WOMAN_NAME] = "woman-name",
    [LEXICON_UNISEX_NAME] = "unisex-name",
    [LEXICON_PRONOUN] = "pronoun",
    [LEXICON_BEING] = "being",
    [LEXICON_KIND] = "kind",
    [LEXICON_ROLE_KIND] = "role-kind",
    [LEXICON_SECTOR] = "sector",
    [LEXICON_FIRM_NOUN] = "firm-noun",
    [LEXICON_GROUP] = "group",
    [LEXICON_GROUP_SIZE] = "group-size",
    [LEXICON_APART] = "apart",
    [LEXICON_SPEAK] = "speak",
    [LEXICON_SAY_THAT] = "say-that",
    [LEXICON_SALIENCE] = "salience",
};
_Static_assert(sizeof sections / sizeof *sections == LEXICON_COUNT,
               "every list has a section");
_Static_assert(LEXICON_COUNT <= 64, "every list has a bit");

struct Lexicon {
  Arena *arena;
  Map *words;
};

/// A file while it is read.
typedef struct {
  Lexicon *lexicon;
  Report *report;
  const BuiltinFile *file;
  LexiconList list; ///< LEXICON_COUNT before the first section
} Reading;

static Str trim(Str text) {
  while (text.length && text.data[0] == ' ') {
    text = str_slice(text, 1, text.length);
  }
  while (text.length && text.data[text.length - 1] == ' ') {
    text.length--;
  }
  return text;
}

static int64_t parse_number(Str text) {
  bool negative = str_starts(text, STR("-"));
  int64_t number = 0;
  for (size_t i = negative ? 1 : 0; i < text.length && i < 18; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') {
      return 0;
    }
    number = number * 10 + (text.data[i] - '0');
  }
  return negative ? -number : number;
}

static void complain(const Reading *reading, Str line, const char *what) {
  Str bytes = reading->file->bytes;
  report_at(reading->report, SEVERITY_ERROR, reading->file->path, bytes,
            (size_t)(line.data - bytes.data), "%s", what);
}

static LexiconValue *add_value(const Reading *reading, Str phrase,
                               LexiconList list, Str text) {
  MapEntry *entry = map_add(reading->lexicon->words, phrase);
  LexiconValue *value = ARENA_NEW(reading->lexicon->arena, LexiconValue, 1);
  const LexiconValue *next = entry->pointer;
  *value = (LexiconValue){.text = text,
                          .number = parse_number(text),
                          .next = next,
                          .lists = LEXICON_BIT(list) | (next ? next->lists : 0),
                          .phrases = next ? next->phrases : 0,
                          .list = list};
  entry->pointer = value;
  return value;
}

/// Note that phrases of a list go on behind some words.
static void add_beginning(const Reading *reading, Str words) {
  const MapEntry *entry = map_find(reading->lexicon->words, words);
  LexiconValue *value =
      entry ? entry->pointer
            : add_value(reading, words, LEXICON_PHRASE, STR("1"));
  value->phrases |= LEXICON_BIT(reading->list);
}

static void add(const Reading *reading, Str phrase, Str text) {
  add_value(reading, phrase, reading->list, text);
  for (size_t i = 0; i < phrase.length; i++) {
    if (phrase.data[i] == ' ') {
      add_beginning(reading, str_slice(phrase, 0, i));
    }
  }
}

static void read_section(Reading *reading, Str line) {
  for (LexiconList list = 0; list < LEXICON_COUNT; list++) {
    size_t length = strlen(sections[list]);
    if (line.length == length + 2 && str_ends(line, STR("]")) &&
        memcmp(line.data + 1, sections[list], length) == 0) {
      reading->list = list;
      return;
    }
  }
  complain(reading, line, "unknown section");
}

static void read_line(Reading *reading, Str line) {
  line = trim(line);
  if (line.length == 0 || line.data[0] == '#') {
    return;
  }
  if (line.data[0] == '[') {
    read_section(reading, line);
    return;
  }
  Str rest = line;
  Str value = trim(str_cut(&rest, ':'));
  if (reading->list == LEXICON_COUNT || value.length == line.length) {
    complain(reading, line, "expected a section, or a value, ':' and words");
    return;
  }
  while (rest.length) {
    Str phrase = trim(str_cut(&rest, ','));
    if (phrase.length) {
      add(reading, phrase, value);
    }
  }
}

Lexicon *lexicon_new(Arena *arena, Report *report) {
  Lexicon *lexicon = ARENA_NEW(arena, Lexicon, 1);
  *lexicon = (Lexicon){arena, map_new(arena)};
  BuiltinList files = builtin_folder(STR("extract/lexicon/english/"));
  for (size_t i = 0; i < files.count; i++) {
    Reading reading = {lexicon, report, &files.files[i], LEXICON_COUNT};
    Str rest = files.files[i].bytes;
    while (rest.length) {
      read_line(&reading, str_cut(&rest, '\n'));
    }
  }
  return lexicon;
}

const LexiconValue *lexicon_find(const Lexicon *lexicon, Str phrase) {
  const MapEntry *entry = map_find(lexicon->words, phrase);
  return entry ? entry->pointer : NULL;
}

bool lexicon_has(const Lexicon *lexicon, LexiconList list, Str phrase) {
  return lexicon_get(lexicon_find(lexicon, phrase), list);
}

size_t lexicon_words(const Lexicon *lexicon, LexiconList list, Arena *arena,
                     Str **words) {
  uint32_t count = map_count(lexicon->words);
  *words = ARENA_NEW(arena, Str, count + 1);
  size_t found = 0;
  for (uint32_t i = 0; i < count; i++) {
    const MapEntry *entry = map_entry(lexicon->words, i);
    if (lexicon_get(entry->pointer, list)) {
      (*words)[found++] = entry->key;
    }
  }
  return found;
}
