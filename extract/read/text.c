/// Plain text: checking the bytes, then finding the blocks.
#include "extract/read/text.h"

#include "base/utf8.h"
#include "extract/read/block.h"

/// A few control characters come with bad copying; this many bytes a control
/// character, or fewer, make a file binary.
enum { BYTES_PER_CONTROL = 50, FEW_CONTROLS = 8 };

static bool is_control(char byte) {
  uint8_t value = (uint8_t)byte;
  return (value < ' ' && !(value >= '\t' && value <= '\r')) || value == 0x7F;
}

static char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static size_t count_controls(Str source) {
  enum { STRIDE = 64 }; // counted in bytes, which compilers make vector code of
  size_t count = 0;
  size_t i = 0;
  for (; source.length - i >= STRIDE; i += STRIDE) {
    uint8_t found = 0;
    for (size_t j = 0; j < STRIDE; j++) {
      found = (uint8_t)(found + is_control(source.data[i + j]));
    }
    count += found;
  }
  for (; i < source.length; i++) {
    count += is_control(source.data[i]);
  }
  return count;
}

static Status refuse(Report *report, Str name, Str source, size_t offset,
                     const char *cause) {
  report_at(report, SEVERITY_ERROR, name, source, offset, "%s", cause);
  return STATUS_BAD_INPUT;
}

static Status refuse_binary(Report *report, Str name, const char *signs) {
  report_add(report, SEVERITY_ERROR, name, "looks like a binary file (%s)",
             signs);
  return STATUS_BAD_INPUT;
}

/// Does the text begin as an HTML page does? Upper and lower case are the same.
static bool is_html(Str source) {
  static const char *const beginnings[] = {"<!doctype html", "<html"};
  size_t begin = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
  while (begin < source.length && memchr(" \t\r\n", source.data[begin], 4)) {
    begin++;
  }
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    Str beginning = str_from(beginnings[i]);
    size_t same = 0;
    while (same < beginning.length && begin + same < source.length &&
           lower(source.data[begin + same]) == beginning.data[same]) {
      same++;
    }
    if (same == beginning.length) {
      return true;
    }
  }
  return false;
}

/// Is the file what quern reads? Bad files are told by what users know them as.
static Status check(Str source, Str name, Report *report) {
  if (source.length > DOCUMENT_LONGEST) {
    report_add(report, SEVERITY_ERROR, name,
               "%zu bytes are more than the %d of the longest document",
               source.length, DOCUMENT_LONGEST);
    return STATUS_BAD_INPUT;
  }
  if (str_starts(source, STR("\xFF\xFE")) ||
      str_starts(source, STR("\xFE\xFF"))) {
    return refuse(report, name, STR(""), 0,
                  "the text is UTF-16; convert it to UTF-8, for example with "
                  "iconv -f UTF-16 -t UTF-8");
  }
  if (utf8_is_binary(source)) {
    return refuse_binary(report, name, "it has NUL bytes");
  }
  if (is_html(source)) {
    return refuse(report, name, STR(""), 0,
                  "the text is an HTML page; convert it to plain text, for "
                  "example with html2text or lynx -dump");
  }
  size_t controls = count_controls(source);
  if (controls > FEW_CONTROLS && controls > source.length / BYTES_PER_CONTROL) {
    return refuse_binary(report, name, "it is full of control characters");
  }
  size_t valid = utf8_valid_length(source);
  if (valid < source.length) {
    report_at(report, SEVERITY_ERROR, name, source, valid,
              "byte 0x%02X at offset %zu is not valid UTF-8; if the text is in "
              "another encoding, convert it, for example with iconv -f "
              "WINDOWS-1252 -t UTF-8",
              (unsigned)(uint8_t)source.data[valid], valid);
    return STATUS_BAD_INPUT;
  }
  return STATUS_OK;
}

Status text_read(Str source, Str name, const Layout *layout, Arena *arena,
                 Report *report, Document *document) {
  Status status = check(source, name, report);
  if (status != STATUS_OK) {
    return status;
  }
  *document = (Document){.name = name, .text = source};
  document_index(document, arena);
  blocks_find(document, layout, arena);
  return STATUS_OK;
}
