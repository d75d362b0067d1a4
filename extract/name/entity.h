/// Entity: one thing a document speaks of, with all its names.
#ifndef QUERN_EXTRACT_NAME_ENTITY_H
#define QUERN_EXTRACT_NAME_ENTITY_H

#include "base/arena.h"

/// One resolved thing. All text points into the document's arena or the
/// gazetteer.
typedef struct {
  Str name; ///< canonical name ("China"); of a nameless thing its phrase, most
            ///< telling mention, without determiner ("high-level talks")
  Str head; ///< of a nameless thing: the head word of its first mention
  Str type; ///< an ontology class name ("Country"), or empty
  Str id;   ///< the gazetteer's local name or absolute IRI; empty if unknown
  Str *aliases; ///< other names, the most used first
  uint32_t alias_count;
  Str *links; ///< IRIs of the same thing elsewhere (owl:sameAs)
  uint32_t link_count;
  bool is_local; ///< named, but only this document tells what is meant: a given
                 ///< name, an institution of nobody
  bool is_homonym;   ///< a known thing bears the name, but is not surely this
  uint32_t *members; ///< of a group ("both sides"): who it is made of, entities
  uint32_t member_count;
  Range first; ///< its first mention, bytes of the document
  bool named;  ///< has a proper name: the same thing in every document
} Entity;

/// The entities of one document, named ones first, in the order of their first
/// mentions; Part.entity is an index here.
typedef struct {
  Entity *entities;
  size_t count;
} Entities;

#endif
