/// Treebank: walking block by block.
#include "extract/train/treebank.h"

static TreebankBlock gather(Arena *arena, const Treebank *treebank,
                            size_t first, size_t end) {
  const Sentence *sentences = treebank->sentences->sentences;
  const Document *document = treebank->document;
  Range range = document->blocks[sentences[first].block].range;
  size_t count = 0;
  for (size_t s = first; s < end; s++) {
    count += sentences[s].token_count;
  }
  BlockToken *tokens = ARENA_NEW(arena, BlockToken, count);
  count = 0;
  for (size_t s = first; s < end; s++) {
    uint32_t left = 0; // tokens of the surface word still to come
    for (uint32_t t = 0; t < sentences[s].token_count; t++) {
      const Token *token = &sentences[s].tokens[t];
      tokens[count++] =
          (BlockToken){token, left > 0, t + 1 == sentences[s].token_count};
      left = left > 0 ? left - 1 : token->surface_count - 1u;
    }
  }
  return (TreebankBlock){str_slice(document->text, range.begin, range.end),
                         range.begin, tokens, count};
}

void treebank_visit(const Treebank *treebanks, size_t count,
                    TreebankVisitor visit, void *data) {
  Arena *arena = arena_new();
  for (size_t i = 0; i < count; i++) {
    const Sentences *sentences = treebanks[i].sentences;
    size_t first = 0;
    for (size_t s = 1; s <= sentences->count; s++) {
      if (s == sentences->count ||
          sentences->sentences[s].block != sentences->sentences[first].block) {
        TreebankBlock block = gather(arena, &treebanks[i], first, s);
        visit(arena, &block, data);
        arena_reset(arena);
        first = s;
      }
    }
  }
  arena_free(arena);
}
