/* The engine that sets words, for many inputs. */
#ifndef OFFPRINT_TESTS_FUZZ_PRESS_H
#define OFFPRINT_TESTS_FUZZ_PRESS_H

#include "room.h"

#include "text/text.h"

#define INPUTS_AN_ENGINE 64 /* its words and faces grow with each */

struct press {
    struct arena arena;
    struct report *report;
    struct text_engine *engine;
    size_t inputs;
};

/* Opened faces and shaped words serve many inputs: to open them takes longer than to set
 * one. */
static inline struct text_engine *open_press(struct press *press)
{
    if (press->engine && press->inputs++ % INPUTS_AN_ENGINE) {
        return press->engine;
    }
    if (press->engine) {
        text_engine_free(press->engine);
        report_free(press->report);
        arena_clear(&press->arena);
    }
    arena_init(&press->arena, ROOM_LIMIT_BYTES);
    press->report = report_new();
    const struct font_set *fonts =
        font_set_open(&press->arena, OFFPRINT_SHARE "/fonts", press->report);
    must(fonts);
    press->engine =
        text_engine_new(&press->arena, fonts, OFFPRINT_SHARE "/hyphenation", press->report);
    must(press->engine);
    return press->engine;
}

#endif
