/// Hostile inputs: texts that nobody should write and somebody will send.
///
/// An index makes the same bytes on every machine: its remainder chooses what
/// the text is made of, the index itself seeds the random numbers.
#ifndef QUERN_TESTS_UNIT_HOSTILE_H
#define QUERN_TESTS_UNIT_HOSTILE_H

#include "base/output.h"
#include "base/utf8.h"

enum {
  HOSTILE_COUNT = 1000,
  HOSTILE_LARGE = 32, ///< indexes below this may give a megabyte
};

typedef struct {
  Output *output;
  uint32_t index;
  uint64_t state;
} Hostile;

typedef struct {
  const char *name;
  void (*write)(Hostile *hostile);
} HostileKind;

/// A random number below `limit`.
static inline uint32_t hostile_below(Hostile *hostile, uint32_t limit) {
  hostile->state ^= hostile->state << 13;
  hostile->state ^= hostile->state >> 7;
  hostile->state ^= hostile->state << 17;
  return (uint32_t)(hostile->state >> 32) % limit;
}

static inline void hostile_repeat(Hostile *hostile, Str text, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    output_write(hostile->output, text);
  }
}

static inline void hostile_code_point(Hostile *hostile, uint32_t code_point) {
  char bytes[UTF8_LONGEST];
  output_write(hostile->output, (Str){bytes, utf8_encode(code_point, bytes)});
}

/// `count` pieces, each one of `pieces`.
static inline void hostile_mix(Hostile *hostile, const char *const *pieces,
                               uint32_t piece_count, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t piece = hostile_below(hostile, piece_count);
    output_write(hostile->output, str_from(pieces[piece]));
  }
}

#define HOSTILE_MIX(hostile, count, ...)                                       \
  do {                                                                         \
    static const char *const pieces[] = {__VA_ARGS__};                         \
    hostile_mix((hostile), pieces, sizeof pieces / sizeof *pieces, (count));   \
  } while (0)

static void hostile_bytes(Hostile *hostile) {
  for (uint32_t i = hostile_below(hostile, 1000); i > 0; i--) {
    output_byte(hostile->output, (char)hostile_below(hostile, 256));
  }
}

static void hostile_few_bytes(Hostile *hostile) {
  uint32_t count = hostile->index % 7;
  for (uint32_t i = 0; i < count; i++) {
    output_byte(hostile->output, (char)hostile_below(hostile, 128));
  }
}

static void hostile_code_points(Hostile *hostile) {
  for (uint32_t i = hostile_below(hostile, 500); i > 0; i--) {
    uint32_t code_point = hostile_below(hostile, 0x110000);
    bool is_surrogate = code_point >= 0xD800 && code_point < 0xE000;
    hostile_code_point(hostile, is_surrogate || !code_point ? 'x' : code_point);
  }
}

static void hostile_encodings(Hostile *hostile) {
  HOSTILE_MIX(hostile, 50, "caf\xC3\xA9 ", "caf\xE9 ", "\x93quoted\x94 ",
              "\xEF\xBB\xBF", "\xFF\xFE", "na\xCC\x88ive ", "\xC0\xAF",
              "\xED\xA0\x80", "plain words. ");
}

static void hostile_words(Hostile *hostile) {
  HOSTILE_MIX(hostile, 150, "The ", "minister ", "of ", "defence ", "said ",
              "that ", "it ", "was ", "not ", "true, ", "and ", "\"we ",
              "don't ", "know\" ", "cannot ", "Berg's ", "U.S. ", "3.5% ",
              "$4m ", "who ", "whom ", "is. ", "(see ", "below) ");
}

static void hostile_long_line(Hostile *hostile) {
  bool is_large = hostile->index < HOSTILE_LARGE;
  hostile_repeat(hostile, STR("word and another word that never end "),
                 is_large ? 5000 : 50);
}

static void hostile_one_character(Hostile *hostile) {
  static const char *const characters[] = {
      "a",
      ".",
      "\"",
      " ",
      "\n",
      "(",
      "-",
      "'",
      "\t",
      "\r",
      "0",
      "\xC2\xAD",
      "\xF0\x9F\x98\x80",
      "\xCC\x81",
      "\xE2\x80\x9C",
      "\xC2\xA0",
      "\xE4\xB8\xAD",
      "A",
      "@",
      "\xC2\x85",
  };
  enum { CHARACTERS = sizeof characters / sizeof *characters };
  bool is_large = hostile->index < HOSTILE_LARGE;
  Str text = str_from(characters[hostile_below(hostile, CHARACTERS)]);
  uint32_t bytes = is_large ? 1024 * 1024 : 1000;
  hostile_repeat(hostile, text, bytes / (uint32_t)text.length);
}

static void hostile_nesting(Hostile *hostile) {
  uint32_t depth = 1 + hostile_below(hostile, 500);
  for (uint32_t i = 0; i < depth; i++) {
    HOSTILE_MIX(hostile, 1, "(", "[", "{", "\"", "\xE2\x80\x9C", "'", "``",
                "\xC2\xAB", "he said \"");
  }
  output_write(hostile->output, STR("yes"));
  for (uint32_t i = 0; i < depth; i++) {
    HOSTILE_MIX(hostile, 1, ")", "]", "}", "\"", "\xE2\x80\x9D", "'", "''",
                "\xC2\xBB", ".\" ");
  }
}

static void hostile_emoji(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "\xF0\x9F\x98\x80", "\xE2\x80\x8D",
              "\xF0\x9F\x91\xA9", "\xEF\xB8\x8F", "\xF0\x9F\x87\xB3",
              "\xF0\x9F\x87\xB4", "\xF0\x9F\x8F\xBD", " ", "ok", ":-)", "<3");
}

static void hostile_combining(Hostile *hostile) {
  for (uint32_t i = hostile_below(hostile, 600); i > 0; i--) {
    if (hostile_below(hostile, 6) == 0) {
      HOSTILE_MIX(hostile, 1, "a", "Z", " ", ".", "\n");
    }
    hostile_code_point(hostile, 0x300 + hostile_below(hostile, 0x70));
  }
}

static void hostile_directions(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "\xE2\x80\xAE", "\xE2\x80\xAD", "\xE2\x80\xAC",
              "\xE2\x81\xA6", "\xE2\x81\xA9", "\xE2\x80\x8F", "said ",
              "\xD8\xA7\xD9\x84 ", "\xD7\xA9\xD7\x9C ", "abc", "123. ");
}

static void hostile_punctuation(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, ".", ",", "!", "?", ";", ":", "-", "--", "...", "'",
              "\"", "/", "\\", "|", "&", "#", "%", "*", "_", "~", "^", "<", ">",
              "=", "+", "`", "\xE2\x80\xA6", "\xE2\x80\x94", " ", "\n");
}

static void hostile_blank_lines(Hostile *hostile) {
  hostile_repeat(hostile, STR("\n"), 10000);
  output_write(hostile->output, STR("The end."));
  hostile_repeat(hostile, STR(" \r\n\t\n"), hostile_below(hostile, 2000));
}

static void hostile_line_ends(Hostile *hostile) {
  HOSTILE_MIX(hostile, 150, "\n", "\r", "\r\n", "\xC2\x85", "\xE2\x80\xA8",
              "\xE2\x80\xA9", "\f", "\v", "It is so. ", "it", "He said", " ");
}

static void hostile_controls(Hostile *hostile) {
  for (uint32_t i = hostile_below(hostile, 1000); i > 0; i--) {
    if (hostile_below(hostile, 100) == 0) {
      output_byte(hostile->output, (char)hostile_below(hostile, 32));
    }
    HOSTILE_MIX(hostile, 1, "a", "b", "c ", "d", "e. ", "\t");
  }
}

static void hostile_long_words(Hostile *hostile) {
  hostile_repeat(hostile, STR("re-"), hostile_below(hostile, 800));
  hostile_repeat(hostile, STR("aaaa"), hostile_below(hostile, 800));
  hostile_repeat(hostile, STR("'s"), hostile_below(hostile, 300));
}

static void hostile_addresses(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "http://", "www.", "example", ".org", "/a/",
              "?b=", "&c", "@", "#", "%20", ".", " ", "user", ":80", "~",
              ".pdf");
}

static void hostile_numbers(Hostile *hostile) {
  HOSTILE_MIX(hostile, 150, "1", "0", "9", ",", ".", "-", "/", ":", "%", "$",
              "\xE2\x82\xAC", "1st ", "2nd", " ", "million ", "e10", "\xC2\xBD",
              "\xD9\xA1", "4 p.m. ");
}

static void hostile_abbreviations(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "U.S. ", "Mr. ", "No. ", "a.m. ", "J. ", "K. ",
              "Inc. ", "vs. ", "e.g. ", "St. ", "Jan. ", "Ph.D. ", "\"", "he ",
              "The ", "... ", "Co.", "?! ");
}

static void hostile_conllu(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "# text = ", "# newdoc\n", "1\t", "2-3\t", "_\t",
              "SpaceAfter=No", "\n", "\n\n", "root", "0\t", "1.1\t", "|",
              "word ");
}

static void hostile_markup(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "<p>", "</p>", "<a href=\"x\">", "&amp;", "&#160;",
              "<!--", "-->", "<script>", "{\"a\":", "}", "\\n", "\\u0000",
              "Some text. ", "\n");
}

static void hostile_scripts(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "\xE4\xB8\xAD\xE5\x9B\xBD", "\xE3\x80\x82",
              "\xE0\xB8\x81\xE0\xB8\xB2", "\xD0\x94\xD0\xB0 ",
              "\xEF\xBC\xA1\xEF\xBC\xA2", "\xF0\x9D\x94\xB8", "\xEF\xAC\x81",
              "\xC3\x9F", "\xC4\xB0", "\xEA\xB0\x80", "said ", "\xEE\x80\x80",
              "\xEF\xBF\xBE", "\xF4\x8F\xBF\xBF");
}

static void hostile_hidden(Hostile *hostile) {
  HOSTILE_MIX(hostile, 120, "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0",
              "\xEF\xBB\xBF", "\xE2\x80\x8C", "co", "op", "er", "ate", " ",
              "\xC2\xA0", ".", "\xC2\xAD\n", "'t");
}

static void hostile_ends_early(Hostile *hostile) {
  hostile_words(hostile);
  HOSTILE_MIX(hostile, 1, "\xE2\x82", "\xF0\x9F\x98", "\xC3", "\r", "\"", "-");
}

static void hostile_nul(Hostile *hostile) {
  hostile_words(hostile);
  if (hostile->index % 2) {
    output_byte(hostile->output, 0);
  }
  hostile_words(hostile);
}

static void hostile_short_lines(Hostile *hostile) {
  HOSTILE_MIX(hostile, 150, "By Anna Berg\n", "April 13, 2013\n", "\n",
              "3 comments\n", "Related stories\n", "- item\n", "MARHAVEN, ",
              "May 4 (NTB) - ", "The talks ended.\n", "Read more\n", "* * *\n",
              "a line that goes on and on until it is wrapped by a program\n",
              "(Reporting by ", "By ", "Copyright 2013 ");
}

static const HostileKind hostile_kinds[] = {
    {"random bytes", hostile_bytes},
    {"few bytes", hostile_few_bytes},
    {"random code points", hostile_code_points},
    {"mixed encodings", hostile_encodings},
    {"random words", hostile_words},
    {"one long line", hostile_long_line},
    {"one character", hostile_one_character},
    {"nested quotes and brackets", hostile_nesting},
    {"emoji", hostile_emoji},
    {"combining marks", hostile_combining},
    {"directions", hostile_directions},
    {"punctuation", hostile_punctuation},
    {"blank lines", hostile_blank_lines},
    {"line ends", hostile_line_ends},
    {"control characters", hostile_controls},
    {"long words", hostile_long_words},
    {"addresses", hostile_addresses},
    {"numbers", hostile_numbers},
    {"abbreviations", hostile_abbreviations},
    {"CoNLL-U as text", hostile_conllu},
    {"markup", hostile_markup},
    {"scripts", hostile_scripts},
    {"hidden characters", hostile_hidden},
    {"an end too early", hostile_ends_early},
    {"NUL", hostile_nul},
    {"short lines", hostile_short_lines},
};

static inline const HostileKind *hostile_kind(uint32_t index) {
  return &hostile_kinds[index % (sizeof hostile_kinds / sizeof *hostile_kinds)];
}

/// Write the input of an index, below HOSTILE_COUNT.
static inline void hostile_write(Output *output, uint32_t index) {
  Hostile hostile = {output, index, 0x9E3779B97F4A7C15u * (index + 1)};
  hostile_kind(index)->write(&hostile);
}

#endif
