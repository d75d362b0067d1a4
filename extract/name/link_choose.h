/// Choosing among several things of one name.
///
/// Each thing gets points for what it is, and for what stands beside the name
/// and elsewhere in the document; the best one is taken if it is well ahead of
/// the next. The points were set by hand on sentences like those of
/// tests/golden/links.
#ifndef QUERN_EXTRACT_NAME_LINK_CHOOSE_H
#define QUERN_EXTRACT_NAME_LINK_CHOOSE_H

#include "extract/name/link.h"

/// What stands around the name in the tokens [begin, end).
typedef struct {
  const Linker *linker;
  uint32_t begin;
  uint32_t end;
  const LinkScene *scene; ///< NULL while the document is not known
} LinkPlace;

/// Choose one of the hits, which must be at least one. As link_name().
LinkResult link_choose(const LinkPlace *place, const GazetteerHit *hits,
                       size_t count, Link *link);

#endif
