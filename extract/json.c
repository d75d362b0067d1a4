/// Writing strings as JSON.
#include "extract/json.h"

void json_escape(Output *output, Str text) {
  static const char letters[] = "btn\0fr"; // \b \t \n (\v) \f \r
  size_t begin = 0;
  for (size_t i = 0; i < text.length; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F) {
      continue;
    }
    output_write(output, str_slice(text, begin, i));
    begin = i + 1;
    if (byte == '"' || byte == '\\') {
      output_byte(output, '\\');
      output_byte(output, (char)byte);
    } else if (byte >= '\b' && byte <= '\r' && letters[byte - '\b']) {
      output_byte(output, '\\');
      output_byte(output, letters[byte - '\b']);
    } else {
      output_format(output, "\\u%04x", byte);
    }
  }
  output_write(output, str_slice(text, begin, text.length));
}

void json_share(Output *output, double share) {
  unsigned thousandths = (unsigned)(share * 1000 + 0.5);
  unsigned fraction = thousandths % 1000;
  int digits = 3;
  while (digits > 1 && fraction % 10 == 0) {
    fraction /= 10;
    digits--;
  }
  output_format(output, "%u.%0*u", thousandths / 1000, digits, fraction);
}
