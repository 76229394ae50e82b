/* Wide words in pieces, for addresses and code: a line may end where an address is read
 * on, and in a word that is wider than the line between any two characters. Runs between
 * itemize.c and linebreak.c, only where the format asks for it. */
#include "text/engine.h"

#include <string.h>

#define LEAST_BYTES 8 /* a shorter word is not cut, nor cut this near to its start */
#define JOINTS "/?&=#.-_:"

static bool add_token(struct text_engine *engine, struct tokens *tokens,
                      const struct token *token)
{
    if (!arena_grow(&engine->scratch, &tokens->items, tokens->count, &tokens->capacity,
                    sizeof *tokens->items)) {
        return false;
    }
    tokens->items[tokens->count++] = *token;
    return true;
}

/* The bytes [from, to) of a token as one of its own. */
static bool add_part(struct text_engine *engine, struct tokens *tokens, struct token token,
                     size_t from, size_t to)
{
    const struct text_style *style = token.span->style;
    token.text = str_sub(token.text, from, to);
    token.word = shape_word(engine->shaper, token.word->face, token.text, token.script,
                            false, style->language);
    if (!token.word) {
        return false;
    }
    token.width = word_width(token.word, style->size);
    return add_token(engine, tokens, &token);
}

static bool is_joint(struct str text, size_t at)
{
    return at > LEAST_BYTES && strchr(JOINTS, text.ptr[at - 1]) != NULL &&
           !strchr(JOINTS, text.ptr[at]);
}

/* Where nothing better offers, a part of a word that is too wide for the line is at least
 * a third of it. */
static bool cut_token(struct text_engine *engine, struct tokens *tokens,
                      const struct token *token, sp room)
{
    int64_t em = face_metrics(token->word->face)->units_per_em;
    size_t start = 0, start_advance = 0;
    for (size_t at = 1; at < token->text.len; at++) {
        size_t advance = word_advance_to(token->word, at);
        if (advance == STR_NONE) {
            continue;
        }
        bool joint = is_joint(token->text, at);
        sp width =
            sp_scale(token->span->style->size, (int64_t)(advance - start_advance), em);
        if (!joint && (token->width <= room || width < room / 3)) {
            continue;
        }
        struct token part = *token;
        part.break_after = true;
        part.hyphen_after = joint;
        part.soft_hyphen = false;
        if (!add_part(engine, tokens, part, start, at)) {
            return false;
        }
        start = at;
        start_advance = advance;
    }
    return start > 0 ? add_part(engine, tokens, *token, start, token->text.len)
                     : add_token(engine, tokens, token);
}

bool tokens_cut(struct text_engine *engine, const struct paragraph_format *format,
                struct tokens *tokens)
{
    sp room = sp_sub(format->measure, sp_max(format->first_indent, format->later_indent));
    struct tokens cut = {.right_to_left = tokens->right_to_left, .mixed = tokens->mixed};
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        bool wide = token->kind == TOKEN_WORD && token->word->face && !(token->level & 1) &&
                    token->text.len > LEAST_BYTES;
        if (!(wide ? cut_token(engine, &cut, token, room)
                   : add_token(engine, &cut, token))) {
            return false;
        }
    }
    *tokens = cut;
    return true;
}
