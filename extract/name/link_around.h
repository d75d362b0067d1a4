/// What stands around a name, and what that says about it.
#ifndef QUERN_EXTRACT_NAME_LINK_AROUND_H
#define QUERN_EXTRACT_NAME_LINK_AROUND_H

#include "extract/name/link_choose.h"

/// What the words around a name say.
typedef struct {
  const LinkPlace *place;
  GazetteerHit after; ///< the place behind a comma; without id if none
  Str owner;          ///< id of the country before: "China's", "Chinese"
  int64_t before;     ///< 1: surely where a place stands, 2 perhaps, 0
  bool is_word;       ///< it may be no name of a place at all
  bool is_given;      ///< a given name alone
  bool has_article;
  bool speaks; ///< subject of a verb of reporting
} LinkAround;

LinkAround link_look_around(const LinkPlace *place);

/// Does a word of the list stand beside the name: "the Georgia legislature",
/// "state of Washington", "Paris police"?
bool link_has_cue(const LinkPlace *place, LexiconList list);

/// Is the token behind the name a common noun?
bool link_has_noun(const LinkPlace *place);

bool link_is_type(const GazetteerEntity *entity, const char *type);
bool link_is_city(const GazetteerEntity *entity);
bool link_is_place(const GazetteerEntity *entity);

#endif
