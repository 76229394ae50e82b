/* What the tests of text/ share: an engine over the faces and patterns of the build. */
#ifndef OFFPRINT_TESTS_TEXT_H
#define OFFPRINT_TESTS_TEXT_H

#include "engine_offprint.h"

struct text_fixture {
    struct arena arena;
    struct report *report;
    struct text_engine *engine;
};

static inline int text_fixture_open(void **state)
{
    static struct text_fixture fixture;
    fixture.report = report_new();
    arena_init(&fixture.arena, 0);
    fixture.engine = open_engine(&fixture.arena, fixture.report);
    *state = &fixture;
    return fixture.engine ? 0 : -1;
}

static inline int text_fixture_close(void **state)
{
    struct text_fixture *fixture = *state;
    text_engine_free(fixture->engine);
    arena_clear(&fixture->arena);
    report_free(fixture->report);
    return 0;
}

#endif
