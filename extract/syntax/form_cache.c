/// Forms that came up lately.
#include "extract/syntax/form_cache.h"

FormCache form_cache_new(Arena *arena, size_t slots) {
  return (FormCache){ARENA_NEW(arena, FormKey, slots), slots};
}

bool form_cache_find(const FormCache *cache, Str form, size_t *slot) {
  *slot = (size_t)str_hash(form) % cache->slots;
  const FormKey *key = &cache->keys[*slot];
  return form.length && str_equal((Str){key->form, key->length}, form);
}

bool form_cache_keep(FormCache *cache, Str form, size_t *slot) {
  if (form.length == 0 || form.length > WORD_LONGEST) {
    return false;
  }
  *slot = (size_t)str_hash(form) % cache->slots;
  FormKey *key = &cache->keys[*slot];
  memcpy(key->form, form.data, form.length);
  key->length = (uint8_t)form.length;
  return true;
}
