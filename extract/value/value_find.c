/// The date, time or quantity that stands at a place.
#include "extract/value/value_find.h"

#include "extract/value/quantity.h"

void value_find(const WhenReader *reader, uint32_t at, Value *value) {
  Value quantity = {0};
  quantity_find(reader->atoms, at, reader->arena, &quantity);
  when_find(reader, at, value);
  bool is_money = str_equal(quantity.type, STR("Money"));
  if (quantity.end > value->end ||
      (quantity.end && quantity.end == value->end && is_money)) {
    *value = quantity;
  }
}
