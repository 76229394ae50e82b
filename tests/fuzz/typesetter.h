/* The engine that sets words, for many inputs. */
#ifndef OFFPRINT_TESTS_FUZZ_TYPESETTER_H
#define OFFPRINT_TESTS_FUZZ_TYPESETTER_H

#include "room.h"

#include "text/text.h"

#define INPUTS_AN_ENGINE 64 /* its words and faces grow with each */

struct typesetter {
    struct arena arena;
    struct report *report;
    struct text_engine *engine;
    size_t inputs;
};

/* Opened faces and shaped words serve many inputs: to open them takes longer than to set
 * one. */
static inline struct text_engine *open_typesetter(struct typesetter *setter)
{
    if (setter->engine && setter->inputs++ % INPUTS_AN_ENGINE) {
        return setter->engine;
    }
    if (setter->engine) {
        text_engine_free(setter->engine);
        report_free(setter->report);
        arena_clear(&setter->arena);
    }
    arena_init(&setter->arena, ROOM_LIMIT_BYTES);
    setter->report = report_new();
    const struct font_set *fonts =
        font_set_open(&setter->arena, OFFPRINT_SHARE "/fonts", setter->report);
    must(fonts);
    setter->engine =
        text_engine_new(&setter->arena, fonts, OFFPRINT_SHARE "/hyphenation", setter->report);
    must(setter->engine);
    return setter->engine;
}

#endif
