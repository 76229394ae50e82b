/* The order of work on one paragraph, and the life of an engine. What the steps below
 * could not do for want of memory is reported here, once. */
#include "text/text.h"

#include "base/buf.h"
#include "base/memory_watch.h"
#include "text/engine.h"

static void open_line_breaks(struct text_engine *engine)
{
    UErrorCode status = U_ZERO_ERROR;
    /* The locale is given, never the environment's. */
    UBreakIterator *line_breaks = ubrk_open(UBRK_LINE, "en", NULL, 0, &status);
    engine->line_breaks = U_SUCCESS(status) ? line_breaks : NULL;
}

/* Anew all that lasts and that libraries may have made without a part. */
static void renew(struct text_engine *engine)
{
    faces_renew(engine->faces);
    shaper_forget(engine->shaper);
    hyphenator_renew(engine->hyphenator);
    ubrk_close(engine->line_breaks);
    open_line_breaks(engine);
}

#define LISTS_LIMIT_BYTES ((size_t)1 << 20) /* that are kept from a paragraph */

static void begin_paragraph(struct text_engine *engine)
{
    arena_reset(&engine->scratch);
    if (engine->lists_arena.used_bytes > LISTS_LIMIT_BYTES ||
        arena_failed(&engine->lists_arena)) {
        arena_clear(&engine->lists_arena);
        memset(engine->lists, 0, sizeof engine->lists);
    }
}

struct text_engine *text_engine_new(struct arena *arena, const struct font_set *fonts,
                                    const char *hyphenation_folder, struct report *report)
{
    memory_watch_begin();
    struct faces *faces = faces_new(arena, fonts, report);
    if (!faces) {
        return NULL;
    }
    struct text_engine *engine = ARENA_NEW(arena, struct text_engine);
    if (engine) {
        engine->arena = arena;
        engine->faces = faces;
        engine->face_count = font_set_face_count(fonts);
        engine->shaper = shaper_new(arena);
        engine->hyphenator = hyphenator_new(arena, hyphenation_folder);
        arena_init_within(&engine->scratch, 0, arena->budget);
        arena_init_within(&engine->lists_arena, 0, arena->budget);
        open_line_breaks(engine);
        unsigned runs = 0;
        while (engine->shaper && engine->hyphenator && memory_watch_again(&runs)) {
            renew(engine);
        }
        if (engine->shaper && engine->hyphenator && engine->line_breaks &&
            !faces_unreadable(faces) && !memory_watch_failed()) {
            return engine;
        }
        text_engine_free(engine);
    } else {
        faces_free(faces);
    }
    report_out_of_memory(report);
    return NULL;
}

/* Whether something that lasts lacks a part: for want of memory, or of a file. */
static bool is_short(const struct text_engine *engine)
{
    return memory_watch_failed() || arena_failed(engine->arena) || !engine->line_breaks ||
           faces_unreadable(engine->faces) || hyphenator_unreadable(engine->hyphenator);
}

/* Whether a step shall be done anew, for it is not sure that it had all memory it asked
 * for; then the engine is as new, or cannot be. */
static bool again(struct text_engine *engine, unsigned *runs)
{
    if (arena_failed(engine->arena) || !memory_watch_again(runs)) {
        return false;
    }
    renew(engine);
    return !faces_unreadable(engine->faces) && engine->line_breaks;
}

/* What a step could not have; false for the caller to return. */
static bool report_failure(const struct text_engine *engine, struct report *report)
{
    const char *face = faces_unreadable(engine->faces);
    const char *patterns = hyphenator_unreadable(engine->hyphenator);
    if (memory_watch_failed() || arena_failed(engine->arena) || (!face && !patterns)) {
        return report_out_of_memory(report);
    }
    if (face) {
        report_system_error(report, "font-missing", "cannot read the face '%s'", face);
    } else {
        report_system_error(report, "hyphenation-missing",
                            "cannot read the hyphenation patterns '%s'", patterns);
    }
    return false;
}

void text_engine_free(struct text_engine *engine)
{
    if (engine) {
        ubrk_close(engine->line_breaks);
        hyphenator_free(engine->hyphenator);
        shaper_free(engine->shaper);
        faces_free(engine->faces);
        arena_clear(&engine->scratch);
        arena_clear(&engine->lists_arena);
    }
}

bool text_break(struct text_engine *engine, struct arena *arena,
                const struct text_span *spans, size_t count,
                const struct paragraph_format *format, struct lines *out,
                struct report *report)
{
    struct tokens tokens;
    struct line_ends ends;
    bool made;
    unsigned runs = 0;
    memory_watch_begin();
    do {
        *out = (struct lines){0};
        begin_paragraph(engine);
        made = tokens_make(engine, spans, count, format, &tokens) &&
               line_ends_find(engine, &tokens, format, &ends) &&
               lines_make(engine, arena, &tokens, &ends, format, out);
    } while (again(engine, &runs));
    return (made && !is_short(engine)) || report_failure(engine, report);
}

bool text_measure(struct text_engine *engine, const struct text_span *spans, size_t count,
                  enum text_direction direction, struct text_extent *out,
                  struct report *report)
{
    struct tokens tokens;
    struct paragraph_format format = {.measure = SP_MAX, .direction = direction};
    bool made;
    unsigned runs = 0;
    *out = (struct text_extent){0};
    memory_watch_begin();
    do {
        begin_paragraph(engine);
        made = tokens_make(engine, spans, count, &format, &tokens);
    } while (again(engine, &runs));
    if (!made || is_short(engine)) {
        return report_failure(engine, report);
    }
    sp line = 0, word = 0, part = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        bool parts = token->kind == TOKEN_BREAK || token->break_after;
        if (token->kind == TOKEN_BREAK) {
            line = word = part = 0;
            continue;
        }
        line = sp_add(line, token->width);
        word = sp_add(word, token->width);
        part = sp_add(part, token->width);
        if (token->kind != TOKEN_SPACE) { /* which vanishes at a line's end */
            out->natural = sp_max(out->natural, line);
            out->widest_word = sp_max(out->widest_word, word);
            out->widest_part = sp_max(out->widest_part, part);
        }
        word = parts && token->kind == TOKEN_SPACE ? 0 : word;
        part = parts ? 0 : part;
    }
    return true;
}

const struct word *text_shape_word(struct text_engine *engine, const struct face *face,
                                   struct str text, struct report *report)
{
    const struct word *word;
    unsigned runs = 0;
    memory_watch_begin();
    do {
        word = shape_word(engine->shaper, face, text, (uint32_t)HB_SCRIPT_LATIN, false,
                          (struct str){0});
    } while (again(engine, &runs));
    if (word && !is_short(engine)) {
        return word;
    }
    (void)report_failure(engine, report);
    return NULL;
}

struct str glyph_text(const struct word *word, const struct glyph *glyph)
{
    return str_sub(word->parts, glyph->text_at, (size_t)glyph->text_at + glyph->text_len);
}

size_t text_face_count(const struct text_engine *engine)
{
    return engine->face_count;
}

bool text_subset_face(struct arena *arena, const struct face *face, const uint16_t *glyphs,
                      size_t count, struct str *out, struct report *report)
{
    bool made;
    unsigned runs = 0;
    do {
        memory_watch_begin();
        made = face_subset(arena, face, glyphs, count, out);
    } while (memory_watch_again(&runs));
    if (memory_watch_failed() || arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    if (!made) {
        report_system_error(report, "font-subset",
                            "cannot take a subset of the face '%.*s'",
                            STR_ARG(face_name(face)));
    }
    return made;
}

void lines_dump(const struct lines *lines, struct buf *out)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        buf_add_format(out, "%zu %d%s%s:", i, line->width / SP_PER_PT,
                       line->last ? " last" : "", line->overfull ? " overfull" : "");
        for (uint32_t k = 0; k < line->count; k++) {
            const struct piece *piece = &line->pieces[k];
            struct str text = piece->word ? piece->word->text : STR("[]");
            buf_add_format(out, " %.*s%s@%d", STR_ARG(text), piece->hyphen ? "~" : "",
                           piece->x / SP_PER_PT);
        }
        buf_add_byte(out, '\n');
    }
}
