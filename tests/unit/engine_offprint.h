/* An engine over the faces and patterns of the build. */
#ifndef OFFPRINT_TESTS_ENGINE_H
#define OFFPRINT_TESTS_ENGINE_H

#include "cmocka_offprint.h"
#include "text/engine.h"

/* NULL when the faces or the patterns cannot be opened; the report says why. */
static inline struct text_engine *open_engine(struct arena *arena, struct report *report)
{
    const struct font_set *fonts = font_set_open(arena, OFFPRINT_SHARE "/fonts", report);
    return fonts ? text_engine_new(arena, fonts, OFFPRINT_SHARE "/hyphenation", report)
                 : NULL;
}

#endif
