/// Link: which known thing a name stands for, if that is sure.
#ifndef QUERN_EXTRACT_MENTION_LINK_H
#define QUERN_EXTRACT_MENTION_LINK_H

#include "extract/mention/gazetteer.h"
#include "extract/mention/lexicon.h"
#include "extract/syntax/sentence.h"

/// What names are looked up with.
typedef struct {
  const Lexicon *lexicon;
  const Gazetteer *gazetteer;
  Arena *arena; ///< the document's
  const Sentence *sentence;
} Linker;

typedef enum {
  LINK_NONE,
  LINK_SURE,     ///< the entity is known
  LINK_AMBIGUOUS ///< only its type is
} LinkResult;

/**
   Look up the name in the tokens [begin, end).

   @param type        What the words tell; a person is never linked to a place.
   @param[out] entity Filled unless there is no link; of an ambiguous name only
                      the type.
*/
LinkResult link_name(const Linker *linker, uint32_t begin, uint32_t end,
                     Str type, GazetteerEntity *entity);

/// Look up a demonym ("Chinese", "Americans"); false if the token is none.
bool link_demonym(const Linker *linker, uint32_t token,
                  GazetteerEntity *entity);

/// The end of the longest known name of several words that begins at a token
/// and is no part of a longer name; `begin` if there is none.
uint32_t link_longest(const Linker *linker, const bool *taken, uint32_t begin);

#endif
