/// Literals between quotes, as Turtle and N-Triples write them.
#include "graph/writer.h"

enum {
  ESCAPES = RAPTOR_ESCAPED_WRITE_BITFLAG_UTF8 |
            RAPTOR_ESCAPED_WRITE_BITFLAG_BS_ESCAPES_TNRU |
            RAPTOR_ESCAPED_WRITE_BITFLAG_BS_ESCAPES_BF
};

static bool is_plain(Str text) {
  for (size_t i = 0; i < text.length; i++) {
    uint8_t byte = (uint8_t)text.data[i];
    if (byte < ' ' || byte >= 0x7F || byte == '"' || byte == '\\') {
      return false;
    }
  }
  return true;
}

void stream_put_quoted(const Stream *stream, Arena *scratch, Str text) {
  stream_put(stream, STR("\""));
  if (is_plain(text)) {
    stream_put(stream, text);
  } else {
    ArenaMark mark = arena_mark(scratch);
    Str copy = arena_copy(scratch, text); // raptor reads up to a NUL
    raptor_string_escaped_write((const unsigned char *)copy.data, copy.length,
                                '"', ESCAPES, stream->raptor);
    arena_rewind(scratch, mark);
  }
  stream_put(stream, STR("\""));
}
