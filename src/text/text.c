#include "text/text.h"

#include "base/buf.h"
#include "text/engine.h"

#define SCRATCH_LIMIT_BYTES ((size_t)1 << 30)

struct text_engine *text_engine_new(struct arena *arena, const struct font_set *fonts,
                                    const char *hyphenation_folder, struct report *report)
{
    struct faces *faces = faces_new(arena, fonts, report);
    if (!faces) {
        return NULL;
    }
    struct text_engine *engine = ARENA_NEW(arena, struct text_engine);
    UErrorCode status = U_ZERO_ERROR;
    if (engine) {
        engine->arena = arena;
        engine->faces = faces;
        engine->face_count = font_set_face_count(fonts);
        engine->shaper = shaper_new(arena, engine->face_count);
        engine->hyphenator = hyphenator_new(arena, hyphenation_folder);
        /* The locale is given, never the environment's. */
        engine->line_breaks = ubrk_open(UBRK_LINE, "en", NULL, 0, &status);
        arena_init(&engine->scratch, SCRATCH_LIMIT_BYTES);
        if (engine->shaper && engine->hyphenator && U_SUCCESS(status)) {
            return engine;
        }
        text_engine_free(engine);
    } else {
        faces_free(faces);
    }
    report_out_of_memory(report);
    return NULL;
}

void text_engine_free(struct text_engine *engine)
{
    if (engine) {
        ubrk_close(engine->line_breaks);
        hyphenator_free(engine->hyphenator);
        shaper_free(engine->shaper);
        faces_free(engine->faces);
        arena_clear(&engine->scratch);
    }
}

/* Pieces of a word that fit: for addresses and code. Cuts where an address may be read
 * on, and a word that is wider than the line between any two characters. */
static bool cut_wide_tokens(struct text_engine *engine,
                            const struct paragraph_format *format, struct tokens *tokens)
{
    sp room = sp_sub(format->measure, sp_max(format->first_indent, format->later_indent));
    struct tokens cut = {.right_to_left = tokens->right_to_left, .mixed = tokens->mixed};
    for (size_t i = 0; i < tokens->count; i++) {
        struct token token = tokens->items[i];
        bool wide = token.kind == TOKEN_WORD && token.word->face && !(token.level & 1) &&
                    token.text.len > 8;
        bool too_wide = wide && token.width > room;
        size_t start = 0, advance_start = 0;
        int64_t em = wide ? face_metrics(token.word->face)->units_per_em : 1;
        for (size_t at = 1; wide && at < token.text.len; at++) {
            size_t advance = word_advance_to(token.word, at);
            if (advance == STR_NONE) {
                continue;
            }
            bool good = strchr("/?&=#.-_:", token.text.ptr[at - 1]) != NULL &&
                        !strchr("/?&=#.-_:", token.text.ptr[at]) && at > 8;
            sp width =
                sp_scale(token.span->style->size, (int64_t)(advance - advance_start), em);
            if (!good && (!too_wide || width < room / 3)) {
                continue;
            }
            struct token part = token;
            part.text = str_sub(token.text, start, at);
            part.word = shape_word(engine->shaper, token.word->face, part.text,
                                   token.script, false, token.span->style->language);
            if (!part.word) {
                return false;
            }
            part.width = word_width(part.word, token.span->style->size);
            part.break_after = true;
            part.hyphen_after = good;
            part.soft_hyphen = false;
            if (!arena_grow(&engine->scratch, &cut.items, cut.count, &cut.capacity,
                            sizeof *cut.items)) {
                return false;
            }
            cut.items[cut.count++] = part;
            start = at;
            advance_start = advance;
        }
        if (start > 0) {
            token.text = str_skip(token.text, start);
            token.word = shape_word(engine->shaper, token.word->face, token.text,
                                    token.script, false, token.span->style->language);
            if (!token.word) {
                return false;
            }
            token.width = word_width(token.word, token.span->style->size);
        }
        if (!arena_grow(&engine->scratch, &cut.items, cut.count, &cut.capacity,
                        sizeof *cut.items)) {
            return false;
        }
        cut.items[cut.count++] = token;
    }
    *tokens = cut;
    return true;
}

bool text_break(struct text_engine *engine, struct arena *arena,
                const struct text_span *spans, size_t count,
                const struct paragraph_format *format, struct lines *out,
                struct report *report)
{
    struct tokens tokens;
    struct line_ends ends;
    *out = (struct lines){0};
    arena_reset(&engine->scratch);
    if (!tokens_make(engine, spans, count, format, &tokens, report) ||
        (format->break_anywhere && !cut_wide_tokens(engine, format, &tokens)) ||
        !line_ends_find(engine, &tokens, format, &ends) ||
        !lines_make(engine, arena, &tokens, &ends, format, out)) {
        return report_out_of_memory(report);
    }
    return true;
}

bool text_measure(struct text_engine *engine, const struct text_span *spans, size_t count,
                  struct text_extent *out, struct report *report)
{
    struct tokens tokens;
    struct paragraph_format format = {.measure = SP_MAX};
    *out = (struct text_extent){0};
    arena_reset(&engine->scratch);
    if (!tokens_make(engine, spans, count, &format, &tokens, report)) {
        return report_out_of_memory(report);
    }
    sp line = 0, part = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        if (token->kind == TOKEN_BREAK) {
            line = part = 0;
            continue;
        }
        line = sp_add(line, token->width);
        part = token->kind == TOKEN_SPACE ? 0 : sp_add(part, token->width);
        out->natural = sp_max(out->natural, line);
        out->widest_word = sp_max(out->widest_word, part);
        if (token->break_after) {
            part = 0;
        }
    }
    return true;
}

const struct word *text_shape_word(struct text_engine *engine, const struct face *face,
                                   struct str text)
{
    return shape_word(engine->shaper, face, text, (uint32_t)HB_SCRIPT_LATIN, false,
                      (struct str){0});
}

size_t text_face_count(const struct text_engine *engine)
{
    return engine->face_count;
}

bool text_subset_face(struct arena *arena, const struct text_engine *engine,
                      const struct face *face, struct font_program *out,
                      struct report *report)
{
    return face_subset(arena, face, shaper_uses(engine->shaper, face), out, report);
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
