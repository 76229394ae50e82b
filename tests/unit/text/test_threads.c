/* Engines in threads: over one set of faces, without locks, they set the same lines. */
#include "engine_offprint.h"

#include <pthread.h>

#define THREAD_COUNT 2
#define ROUND_COUNT 8

/* One face each, ligatures and hyphens, a fallback, right to left, and a lack. */
static const struct {
    enum font_role role;
    bool bold, italic;
    const char *text;
} spans[] = {
    {FONT_SERIF, false, false, "The measurement infrastructure of the office is "},
    {FONT_SERIF, true, false, "extraordinarily well documented "},
    {FONT_SANS, false, true, "in several international publications, "},
    {FONT_MONO, false, false, "a->b "},
    {FONT_SERIF, false, false, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE0\xA4\x95 \xCD\xB8."},
};
#define SPAN_COUNT (sizeof spans / sizeof spans[0])

struct worker {
    const struct font_set *fonts;
    struct buf lines;
    size_t program_bytes; /* of all faces */
    bool ok;
};

static void fill_spans(struct text_style *styles, struct text_span *out)
{
    for (size_t i = 0; i < SPAN_COUNT; i++) {
        styles[i] = (struct text_style){.role = (uint8_t)spans[i].role,
                                        .bold = spans[i].bold,
                                        .italic = spans[i].italic,
                                        .size = SP_PT(10),
                                        .language = STR("en")};
        out[i] = (struct text_span){.style = &styles[i], .text = str_from(spans[i].text)};
    }
}

static bool subset_faces(struct worker *worker, struct arena *arena,
                         const struct lines *lines, struct report *report)
{
    for (size_t i = 0; i < lines->count; i++) {
        for (size_t k = 0; k < lines->items[i].count; k++) {
            const struct word *word = lines->items[i].pieces[k].word;
            struct str program = {0};
            if (word->face && !text_subset_face(arena, word->face, &word->glyphs[0].id, 1,
                                                &program, report)) {
                return false;
            }
            worker->program_bytes += program.len;
        }
    }
    return true;
}

/* Everything but the set is this thread's own. */
static void *set_lines(void *data)
{
    struct worker *worker = data;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct text_engine *engine =
        text_engine_new(&arena, worker->fonts, OFFPRINT_SHARE "/hyphenation", report);
    struct text_style styles[SPAN_COUNT];
    struct text_span list[SPAN_COUNT];
    fill_spans(styles, list);
    worker->ok = engine != NULL;
    for (int round = 0; round < ROUND_COUNT && worker->ok; round++) {
        struct paragraph_format format = {.measure = SP_PT(90 + 15 * round),
                                          .hyphenate = true};
        struct lines lines;
        worker->ok =
            text_break(engine, &arena, list, SPAN_COUNT, &format, &lines, report) &&
            subset_faces(worker, &arena, &lines, report);
        lines_dump(&lines, &worker->lines);
    }
    text_engine_free(engine);
    arena_clear(&arena);
    report_free(report);
    return NULL;
}

static void sets_the_same_lines_in_every_thread(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    const struct font_set *fonts = font_set_open(&arena, OFFPRINT_SHARE "/fonts", report);
    assert_non_null(fonts);
    struct worker alone = {.fonts = fonts}, workers[THREAD_COUNT];
    pthread_t threads[THREAD_COUNT];
    for (size_t i = 0; i < THREAD_COUNT; i++) {
        workers[i] = (struct worker){.fonts = fonts};
        assert_int_equal(pthread_create(&threads[i], NULL, set_lines, &workers[i]), 0);
    }
    (void)set_lines(&alone);
    assert_true(alone.ok);
    assert_true(str_find(buf_str(&alone.lines), STR("~"), 0) != STR_NONE); /* hyphens */
    for (size_t i = 0; i < THREAD_COUNT; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_true(workers[i].ok);
        assert_true(str_eq(buf_str(&workers[i].lines), buf_str(&alone.lines)));
        assert_int_equal(workers[i].program_bytes, alone.program_bytes);
        buf_clear(&workers[i].lines);
    }
    buf_clear(&alone.lines);
    arena_clear(&arena);
    report_free(report);
}

static void says_which_main_face_is_missing(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    const struct font_set *fonts = font_set_open(&arena, "/nowhere", report);
    assert_non_null(fonts); /* no file is looked at */
    assert_null(text_engine_new(&arena, fonts, OFFPRINT_SHARE "/hyphenation", report));
    assert_true(report_has_system_error(report));
    arena_clear(&arena);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_the_same_lines_in_every_thread),
        cmocka_unit_test(says_which_main_face_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
