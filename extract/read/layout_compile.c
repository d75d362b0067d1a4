/// The compiler of pattern files.
#include "extract/read/layout_internal.h"

#include "base/utf8.h"

enum { WHOLE_ANY_CASE = PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_ENDANCHORED };

/// The kinds' sections, what their patterns are compiled with, and how long a
/// text they are tried on: the limits save time on an article's paragraphs.
static const struct {
  const char *section;
  uint32_t options;
  size_t longest; ///< bytes
} kinds[] = {
    [LAYOUT_DATE] = {"date", WHOLE_ANY_CASE, 120},
    [LAYOUT_DATELINE] = {"dateline", 0, 160},
    [LAYOUT_BYLINE] = {"byline", PCRE2_ENDANCHORED, 200},
    [LAYOUT_CAPTION] = {"caption", WHOLE_ANY_CASE, 640},
    [LAYOUT_NOISE] = {"noise", WHOLE_ANY_CASE, 640},
    [LAYOUT_LIST] = {"list", WHOLE_ANY_CASE, 80},
    [LAYOUT_REST] = {"rest", WHOLE_ANY_CASE, 80},
    [LAYOUT_START] = {"start", 0, 40},
};
_Static_assert(sizeof kinds / sizeof *kinds == LAYOUT_COUNT,
               "every kind has a section");

size_t layout_longest(LayoutKind kind) { return kinds[kind].longest; }

bool layout_is_whole(LayoutKind kind) {
  return kinds[kind].options & PCRE2_ENDANCHORED;
}

typedef struct {
  Str name;
  Str pattern;
} Part;

/// A pattern file while it is compiled.
typedef struct {
  Arena *arena;
  Report *report;
  Str file;
  Str path;
  Part *parts;
  size_t part_count;
  size_t part_capacity;
  LayoutKind kind; ///< of the section; LAYOUT_COUNT before the first
  Layout *layout;
} Compiler;

static void complain(Compiler *compiler, Str place, const char *text) {
  report_at(compiler->report, SEVERITY_ERROR, compiler->path, compiler->file,
            (size_t)(place.data - compiler->file.data), "%s", text);
}

static Str trim(Str text) {
  while (text.length && (uint8_t)text.data[0] <= ' ') {
    text = str_slice(text, 1, text.length);
  }
  while (text.length && (uint8_t)text.data[text.length - 1] <= ' ') {
    text.length--;
  }
  return text;
}

/// The offset of `mark` in `text` from `begin` on, or the text's length.
static size_t find(Str text, size_t begin, Str mark) {
  while (begin + mark.length <= text.length &&
         memcmp(text.data + begin, mark.data, mark.length) != 0) {
    begin++;
  }
  return begin + mark.length <= text.length ? begin : text.length;
}

static const Part *find_part(const Compiler *compiler, Str name) {
  for (size_t i = 0; i < compiler->part_count; i++) {
    if (str_equal(compiler->parts[i].name, name)) {
      return &compiler->parts[i];
    }
  }
  return NULL;
}

/// Put the named parts in place of their names.
static Str expand(Compiler *compiler, Str pattern) {
  Str result = STR("");
  size_t begin = 0;
  while (begin < pattern.length) {
    size_t open = find(pattern, begin, STR("{{"));
    size_t close = find(pattern, open, STR("}}"));
    Str before = str_slice(pattern, begin, open);
    Str inserted = STR("");
    begin = pattern.length;
    if (close < pattern.length) {
      Str name = str_slice(pattern, open + 2, close);
      const Part *part = find_part(compiler, name);
      if (!part) {
        complain(compiler, name, "no part of this name was set by 'let'");
      } else {
        inserted = part->pattern;
      }
      begin = close + 2;
    } else if (open < pattern.length) {
      before = str_slice(pattern, (size_t)(before.data - pattern.data),
                         pattern.length);
    }
    result = ARENA_JOIN(compiler->arena, result, before, inserted);
  }
  return result;
}

/// Compile a pattern; NULL, and reported, if it is none.
static pcre2_code *compile(Compiler *compiler, Str place, Str pattern,
                           uint32_t options) {
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code *code =
      pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length,
                    options | PCRE2_ANCHORED | PCRE2_UTF | PCRE2_DUPNAMES |
                        PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C,
                    &error, &offset, NULL);
  if (!code) {
    PCRE2_UCHAR text[128];
    pcre2_get_error_message(error, text, sizeof text);
    complain(compiler, place, (const char *)text);
  }
  return code;
}

/// Learn with which bytes a match can begin: most lines begin with none of
/// them, and the pattern need not be tried.
static void find_starts(LayoutPattern *pattern) {
  const uint8_t *bitmap = NULL;
  uint32_t type = 0;
  pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
  pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODETYPE, &type);
  if (type == 1) {
    uint32_t first = 0;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODEUNIT, &first);
    bool is_letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
    uint32_t other = is_letter ? first ^ 0x20 : first;
    pattern->starts[first / 8] |= (uint8_t)(1u << first % 8);
    pattern->starts[other / 8] |= (uint8_t)(1u << other % 8);
  } else if (bitmap) {
    memcpy(pattern->starts, bitmap, sizeof pattern->starts);
  } else {
    memset(pattern->starts, 0xFF, sizeof pattern->starts);
  }
}

/// Is the pattern tried on many lines, which begin with a capital? Machine code
/// for the others costs more than it brings, all the time of the start.
static bool is_tried_often(const LayoutPattern *pattern) {
  enum { LEAST_CAPITALS = 4 };
  int capitals = 0;
  for (int letter = 'A'; letter <= 'Z'; letter++) {
    capitals += pattern->starts[letter / 8] >> letter % 8 & 1;
  }
  return capitals >= LEAST_CAPITALS;
}

static void add_part(Compiler *compiler, Str line) {
  size_t sign = find(line, 0, STR("="));
  Str name = trim(str_slice(line, 4, sign < 4 ? 4 : sign));
  if (sign == line.length || name.length == 0) {
    complain(compiler, line, "expected 'let NAME = PATTERN'");
    return;
  }
  Str place = trim(str_slice(line, sign + 1, line.length));
  Str pattern = expand(compiler, place);
  pcre2_code *code = compile(compiler, place, pattern, 0);
  if (code) {
    Part *part = ARENA_PUSH(compiler->arena, compiler->parts,
                            compiler->part_count, compiler->part_capacity);
    *part = (Part){name, pattern};
  }
  pcre2_code_free(code);
}

static void add_pattern(Compiler *compiler, Str line) {
  LayoutKind kind = compiler->kind;
  if (kind == LAYOUT_COUNT) {
    complain(compiler, line, "a pattern before the first section");
    return;
  }
  pcre2_code *code =
      compile(compiler, line, expand(compiler, line), kinds[kind].options);
  if (!code) {
    return;
  }
  LayoutPatterns *patterns = &compiler->layout->kinds[kind];
  LayoutPattern *pattern =
      ARENA_PUSH(compiler->layout->arena, patterns->patterns, patterns->count,
                 patterns->capacity);
  pattern->code = code;
  find_starts(pattern);
  if (is_tried_often(pattern)) {
    // Without the compiler for machine code matching is only slower.
    (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  }
}

static void open_section(Compiler *compiler, Str line) {
  Str name = str_slice(line, 1, line.length - 1);
  compiler->kind = LAYOUT_COUNT;
  for (int kind = 0; kind < LAYOUT_COUNT; kind++) {
    if (str_equal(name, str_from(kinds[kind].section))) {
      compiler->kind = (LayoutKind)kind;
    }
  }
  if (compiler->kind == LAYOUT_COUNT) {
    complain(compiler, line, "no section has this name");
  }
}

/// Is it "[word]"? A pattern may begin with a bracket, too.
static bool is_section(Str line) {
  if (line.length < 3 || line.data[0] != '[' ||
      line.data[line.length - 1] != ']') {
    return false;
  }
  for (size_t i = 1; i + 1 < line.length; i++) {
    if (line.data[i] < 'a' || line.data[i] > 'z') {
      return false;
    }
  }
  return true;
}

static void add_lines(Compiler *compiler) {
  size_t begin = 0;
  while (begin < compiler->file.length) {
    size_t end = find(compiler->file, begin, STR("\n"));
    Str line = trim(str_slice(compiler->file, begin, end));
    begin = end + 1;
    if (line.length == 0 || line.data[0] == '#') {
      continue;
    }
    if (is_section(line)) {
      open_section(compiler, line);
    } else if (str_starts(line, STR("let "))) {
      add_part(compiler, line);
    } else {
      add_pattern(compiler, line);
    }
  }
}

Status layout_compile(Str text, Str path, Report *report, Layout **result) {
  *result = NULL;
  size_t errors = report_error_count(report);
  size_t valid = utf8_valid_length(text);
  if (valid != text.length) {
    report_at(report, SEVERITY_ERROR, path, text, valid, "not valid UTF-8");
    return STATUS_BAD_SETUP;
  }
  Arena *arena = arena_new();
  Layout *layout = ARENA_NEW(arena, Layout, 1);
  layout->arena = arena;
  Compiler compiler = {.arena = arena_new(),
                       .report = report,
                       .file = text,
                       .path = path,
                       .kind = LAYOUT_COUNT,
                       .layout = layout};
  add_lines(&compiler);
  arena_free(compiler.arena);
  if (report_error_count(report) != errors) {
    layout_free(layout);
    return STATUS_BAD_SETUP;
  }
  *result = layout;
  return STATUS_OK;
}

void layout_free(Layout *layout) {
  if (!layout) {
    return;
  }
  for (int kind = 0; kind < LAYOUT_COUNT; kind++) {
    for (size_t i = 0; i < layout->kinds[kind].count; i++) {
      pcre2_code_free(layout->kinds[kind].patterns[i].code);
    }
  }
  arena_free(layout->arena);
}
