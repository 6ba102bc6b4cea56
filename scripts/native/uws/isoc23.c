/* The three functions for which the uWebSockets.js addon asks for glibc 2.38, in terms of older ones.
 * C23's only change to them is that base 0 and 2 also read "0b" numbers, which the addon does not use. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int __isoc23_sscanf(const char *text, const char *format, ...) {
  va_list values;
  va_start(values, format);
  int count = vsscanf(text, format, values);
  va_end(values);
  return count;
}

long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }

unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }

/* Node loads a shared object only if it looks like an addon. */
void *napi_register_module_v1(void *env, void *exports) { return exports; }
