/// Choosing among several things of one name.
#include "extract/name/link_choose.h"

#include "extract/name/link_around.h"

/// Points. A thing is linked that is AHEAD of the next one.
enum {
  POINTS_COUNTRY = 60,
  POINTS_STATE = 45,
  POINTS_OTHER = 50,
  POINTS_CAPITAL = 20,
  POINTS_AFTER = 60,    ///< "Paris, Texas"
  POINTS_CUE = 40,      ///< "the Georgia legislature"
  POINTS_BEFORE = 10,   ///< "in Victoria"
  POINTS_REGION = 30,   ///< a city of the state is named
  POINTS_PLACE = 15,    ///< its country is named
  POINTS_PLACES = 5,    ///< more than once; so many times three at most
  POINTS_FOREIGN = 25,  ///< that of another is, and it is no very large city
  POINTS_ITSELF = 10,   ///< people or cities of the country are named
  POINTS_NEVER = -1000, ///< nothing outweighs it
  AHEAD = 20,
  MOST_TIMES = 3,
  VERY_LARGE_CITY = 4 * 1000 * 1000, ///< people: known all over the world
  LARGE_CITY = 300 * 1000 ///< people: named without saying where it lies
};

/// Points for a city's size: 5 for ten thousand people, 20 more for ten times
/// as many; and 5 more for the largest.
static int city_points(uint32_t population) {
  const double step = 1.1220184543; // the 20th root of 10
  int points = population >= VERY_LARGE_CITY ? 10 : 5;
  for (double size = 10000; size * step <= population; size *= step) {
    points++;
  }
  return points;
}

/// How often the document speaks of it, up to MOST_TIMES.
static int times(const Map *map, Str key) {
  uint32_t count = key.length ? map_get(map, key, 0) : 0;
  return (int)(count < MOST_TIMES ? count : MOST_TIMES);
}

static bool is_named(const LinkScene *scene, const GazetteerEntity *entity) {
  return scene && times(scene->places, entity->place) > 0;
}

static int scene_points(const LinkScene *scene, const GazetteerEntity *entity) {
  if (!scene) {
    return 0;
  }
  int named = times(scene->places, entity->place);
  int points = named ? POINTS_PLACE + POINTS_PLACES * (named - 1) : 0;
  if (link_is_city(entity)) {
    points += times(scene->regions, entity->region) ? POINTS_CUE : 0;
  } else if (link_is_type(entity, "Country")) {
    points += POINTS_ITSELF * times(scene->places, entity->id);
  } else if (link_is_place(entity)) {
    points += times(scene->regions, entity->label) ? POINTS_REGION : 0;
  }
  return points;
}

/// Does the place behind the comma hold this one? A part of a country may: of
/// cities of other countries than the United States the part is seldom known.
static bool is_inside(const GazetteerEntity *entity,
                      const GazetteerEntity *after) {
  bool is_part = after->place.length && str_equal(after->place, entity->place);
  return str_equal(entity->place, after->id) ||
         (entity->region.length && str_equal(entity->region, after->label)) ||
         (is_part && !link_is_type(after, "State"));
}

/// Points for the place behind a comma. A list of countries is no address.
static int after_points(const GazetteerEntity *entity,
                        const GazetteerEntity *after) {
  if (is_inside(entity, after)) {
    return POINTS_AFTER;
  }
  if (!link_is_city(entity) || str_equal(entity->stands_for, after->id)) {
    return 0;
  }
  return link_is_type(after, "State") ? POINTS_NEVER : -POINTS_CUE;
}

/// Points for words beside the name that tell its kind.
static int cue_points(const LinkPlace *place, const GazetteerEntity *entity,
                      bool is_area) {
  if (is_area) {
    return link_has_cue(place, LEXICON_STATE_CUE) ? POINTS_CUE : 0;
  }
  if (link_is_city(entity)) {
    int points = link_has_cue(place, LEXICON_CITY_CUE) ? POINTS_CUE : 0;
    bool is_state = link_has_cue(place, LEXICON_STATE_CUE);
    return points - (is_state ? POINTS_CUE / 2 : 0);
  }
  return link_is_type(entity, "Country") &&
                 link_has_cue(place, LEXICON_COUNTRY_CUE)
             ? POINTS_CUE
             : 0;
}

/// Points for the words around; a negative number that nothing outweighs if
/// they speak against it.
static int around_points(const LinkAround *around,
                         const GazetteerEntity *entity) {
  int points = 0;
  const GazetteerEntity *after = &around->after.entity;
  bool is_area =
      link_is_type(entity, "State") || link_is_type(entity, "Region");
  if (after->id.length && link_is_place(entity)) {
    points += after_points(entity, after);
  }
  if (around->owner.length && entity->place.length && !link_is_place(entity)) {
    points +=
        str_equal(around->owner, entity->place) ? POINTS_CUE : POINTS_NEVER;
  }
  points += link_is_place(entity) && around->before == 1 ? POINTS_BEFORE : 0;
  points += cue_points(around->place, entity, is_area);
  // "The Shell", but the New York Stock Exchange
  bool is_firm = link_is_type(entity, "Corporation") &&
                 around->place->end - around->place->begin == 1;
  points += is_firm && around->has_article && !link_has_noun(around->place)
                ? POINTS_NEVER
                : 0;
  return points;
}

/// Points against cities of countries that are not named, if others' are.
static int foreign_points(const LinkAround *around,
                          const GazetteerEntity *entity, bool others_named) {
  bool is_foreign = others_named && link_is_city(entity) &&
                    entity->population < VERY_LARGE_CITY &&
                    !is_named(around->place->scene, entity);
  return is_foreign ? -POINTS_FOREIGN : 0;
}

static int points_of(const LinkAround *around, const GazetteerHit *hit) {
  const GazetteerEntity *entity = &hit->entity;
  int points = link_is_city(entity) ? city_points(entity->population)
               : link_is_type(entity, "Country") ? POINTS_COUNTRY
               : link_is_place(entity)           ? POINTS_STATE
                                                 : POINTS_OTHER;
  points +=
      link_is_city(entity) && entity->stands_for.length ? POINTS_CAPITAL : 0;
  return points + around_points(around, entity) +
         scene_points(around->place->scene, entity);
}

/// Is there reason enough to think of this thing at all?
static bool is_likely(const LinkAround *around, const GazetteerEntity *entity) {
  const LinkScene *scene = around->place->scene;
  bool is_known =
      around->owner.length && str_equal(around->owner, entity->place);
  bool is_near = is_named(scene, entity);
  if (entity->is_shared) {
    bool is_medium = link_is_type(entity, "NewsMediaOrganization");
    return is_known || (is_medium ? around->speaks : is_near);
  }
  if (!link_is_place(entity)) {
    return true;
  }
  bool has_after = around->after.entity.id.length &&
                   is_inside(entity, &around->after.entity);
  if (around->is_word && !link_is_type(entity, "Country")) {
    return has_after || (around->before == 1 && !around->has_article);
  }
  if (link_is_city(entity)) {
    bool is_large = entity->population >= LARGE_CITY && !around->is_given;
    return has_after || around->before || is_large || is_near;
  }
  return !around->is_given || link_is_type(entity, "Country") ||
         around->before || has_after || is_near;
}

/// The class that all things have; empty if they differ.
static Str common_type(const GazetteerHit *hits, size_t count) {
  Str type = hits[0].entity.type;
  for (size_t i = 1; i < count; i++) {
    type = str_equal(type, hits[i].entity.type) ? type : STR("");
  }
  return type;
}

/// Leave out cities that bear the name of the country that they lie in.
static size_t drop_namesakes(GazetteerHit *hits, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    bool is_inner = false;
    for (size_t k = 0; k < count; k++) {
      is_inner |= link_is_type(&hits[k].entity, "Country") &&
                  str_equal(hits[i].entity.place, hits[k].entity.id);
    }
    if (!is_inner) {
      hits[kept++] = hits[i];
    }
  }
  return kept;
}

/// How sure the link is: by how far it is ahead, and by its kind.
static float rate(const LinkAround *around, const GazetteerEntity *entity,
                  int lead) {
  float confidence = lead >= 2 * AHEAD ? 0.95F : 0.8F;
  if (entity->is_shared) {
    confidence = 0.8F;
  } else if (link_is_city(entity) && entity->population < LARGE_CITY) {
    confidence -= 0.1F;
  }
  if (around->is_word || around->is_given) {
    confidence -= 0.1F;
  }
  return confidence;
}

/// The hit with the most points, and how far it is ahead of the next; NULL if
/// none has any.
static const GazetteerHit *find_best(const LinkAround *around,
                                     const GazetteerHit *hits, size_t count,
                                     int *lead) {
  enum { NOTHING = -100 };
  bool others_named = false;
  for (size_t i = 0; i < count; i++) {
    others_named |= is_named(around->place->scene, &hits[i].entity);
  }
  const GazetteerHit *best = NULL;
  int first = NOTHING;
  int second = NOTHING;
  for (size_t i = 0; i < count; i++) {
    int points = points_of(around, &hits[i]) +
                 foreign_points(around, &hits[i].entity, others_named);
    if (points > first) {
      second = first;
      first = points;
      best = &hits[i];
    } else if (points > second) {
      second = points;
    }
  }
  *lead = first - second;
  return first > 0 ? best : NULL;
}

LinkResult link_choose(const LinkPlace *place, const GazetteerHit *hits,
                       size_t count, Link *link) {
  GazetteerHit likely[GAZETTEER_MOST_HITS];
  LinkAround around = link_look_around(place);
  size_t kept = 0;
  bool has_shared = false;
  for (size_t i = 0; i < count; i++) {
    has_shared |= hits[i].entity.is_shared;
    if (is_likely(&around, &hits[i].entity)) {
      likely[kept++] = hits[i];
    }
  }
  kept = drop_namesakes(likely, kept);
  int lead;
  const GazetteerHit *best = find_best(&around, likely, kept, &lead);
  *link = (Link){.is_open = !place->scene};
  if (best && lead >= AHEAD) {
    link->entity = best->entity;
    link->confidence = rate(&around, &best->entity, lead);
    // What a document says may turn the choice among several.
    link->is_open = !place->scene && (count > 1 || has_shared);
    return LINK_SURE;
  }
  bool is_plain = kept == 0 && !has_shared;
  link->entity.type = kept       ? common_type(likely, kept)
                      : is_plain ? STR("")
                                 : common_type(hits, count);
  return is_plain ? LINK_NONE : LINK_AMBIGUOUS;
}
