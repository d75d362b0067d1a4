/// Link: which known thing a name stands for, if that is sure.
#ifndef QUERN_EXTRACT_NAME_LINK_H
#define QUERN_EXTRACT_NAME_LINK_H

#include "extract/lexicon/lexicon.h"
#include "extract/name/gazetteer.h"
#include "extract/syntax/sentence.h"

/// What names are looked up with.
typedef struct {
  const Lexicon *lexicon;
  const Gazetteer *gazetteer;
  Arena *arena; ///< the document's
  const Sentence *sentence;
} Linker;

/// What else a document speaks of.
typedef struct {
  Map *places;  ///< ids of countries; how often they or what is theirs is named
  Map *regions; ///< names of states and provinces; how often cities of theirs
} LinkScene;

typedef enum {
  LINK_NONE,
  LINK_SURE,     ///< the entity is known
  LINK_AMBIGUOUS ///< only its type is
} LinkResult;

typedef struct {
  GazetteerEntity entity; ///< of an ambiguous name only the type
  float confidence;       ///< from 0 to 1; 0 if there is no link
  bool is_open;           ///< the rest of the document may change it
} Link;

/**
   Look up the name in the tokens [begin, end).

   @param type       What the words tell; a person is never linked to a place.
   @param scene      The document's; NULL as long as it is not all read.
   @param[out] link  Empty if there is no link.
*/
LinkResult link_name(const Linker *linker, uint32_t begin, uint32_t end,
                     Str type, const LinkScene *scene, Link *link);

/// Note that the document speaks of the thing.
void link_scene_add(LinkScene *scene, const GazetteerEntity *entity);

/// Look up a demonym ("Chinese", "North Koreans") that fills the tokens
/// [begin, end); false if they are none.
bool link_demonym(const Linker *linker, uint32_t begin, uint32_t end,
                  GazetteerEntity *entity);

/// The end of the longest demonym of several words that begins at a token and
/// is no part of a name; `begin` if there is none.
uint32_t link_demonym_longest(const Linker *linker, const bool *taken,
                              uint32_t begin, GazetteerEntity *entity);

/// The end of the longest known name of several words that begins at a token
/// and is no part of a longer name; `begin` if there is none.
uint32_t link_longest(const Linker *linker, const bool *taken, uint32_t begin);

#endif
