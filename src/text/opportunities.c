/* From tokens to break opportunities: after spaces, hyphens and signs, inside words that
 * hyphenation allows, and, where all that does not do, between any two clusters of what is
 * wider than the measure. One pass over the tokens; those of a stretch without a break are
 * looked at twice, as its width says whether it must be cut. */
#include "text/opportunities.h"

#include "base/utf8.h"

#define PENALTY_HYPHEN 400
#define PENALTY_HARD_HYPHEN 30
#define PENALTY_JOIN 15     /* between words without a space: ideographs, after '/' */
#define PENALTY_SLASH 100   /* after the slash of an address */
#define PENALTY_ADDRESS 300 /* before another sign of it */
/* Lines may end short by measure / 5 before an address that is as long, or within one:
 * better than that the lines above are torn with them. */
#define ADDRESS_PARTS 5
#define PENALTY_CUT_SIGN 12000
#define PENALTY_CUT 20000
#define PENALTY_CUT_MARK 40000 /* between two marks, when nothing else is left */

struct collector {
    struct text_engine *engine;
    const struct tokens *tokens;
    const struct paragraph_format *format;
    struct opportunities *out;
    size_t stretch_end; /* of the stretch without a break that is being read */
    bool wide;          /* it must be cut */
};

static bool add(struct collector *collector, struct opportunity item)
{
    struct opportunities *out = collector->out;
    out->items = list_room(collector->engine, LIST_BREAKS, out->count, sizeof *out->items);
    if (!out->items) {
        return false;
    }
    out->items[out->count++] = item;
    return true;
}

static void add_to(struct sums *sums, const struct tokens *tokens, size_t index,
                   bool justified)
{
    const struct token *token = &tokens->items[index];
    const struct text_style *style = token->span->style;
    sums->width += token->width;
    if (token->kind == TOKEN_SPACE && justified && !style->preserve &&
        !style->keep_together) {
        sums->stretch += token->width / 2;
        sums->shrink += token_shrink(tokens, index);
    }
}

/* Within words */

static bool is_hump(struct str text, size_t at)
{
    char before = text.ptr[at - 1], here = text.ptr[at];
    return before >= 'a' && before <= 'z' && here >= 'A' && here <= 'Z';
}

static bool is_sign(char c)
{
    return (unsigned char)c < 0x80 && !ascii_is_alnum(c);
}

/* A cut behind a sign or before a capital hurts less. */
static int32_t penalty_of_cut(struct str text, size_t at)
{
    return is_sign(text.ptr[at - 1]) || is_hump(text, at) ? PENALTY_CUT_SIGN : PENALTY_CUT;
}

/* A break inside token `index`, `advance` font units and `glyphs` glyphs behind its start.
 */
static bool add_inside(struct collector *collector, size_t index, size_t cut,
                       int64_t advance, uint32_t glyphs, const struct sums *sums,
                       const struct word *hyphen)
{
    const struct token *token = &collector->tokens->items[index];
    const struct text_style *style = token->span->style;
    struct sums here = *sums;
    here.width +=
        sp_scale(style->size, advance, face_metrics(token->word->face)->units_per_em);
    here.width += (int64_t)style->tracking * glyphs;
    /* Letters that join end wider than they go on; the parts of other words are as wide
     * together as the word, but for their kerning. */
    sp width = hyphen                       ? word_width(hyphen, style->size)
               : token->word->right_to_left ? sp_scale(style->size, 1, 2)
                                            : 0;
    bool hangs = hyphen && collector->format->hang_punctuation;
    return add(collector,
               (struct opportunity){
                   .token = index,
                   .cut = cut,
                   .before = here,
                   .after = here,
                   .extra = hangs ? width - width / 2 : width,
                   .penalty = hyphen ? PENALTY_HYPHEN : penalty_of_cut(token->text, cut),
                   .hyphen = hyphen != NULL,
                   .dash = hyphen != NULL,
               });
}

/* In the order of its text: where its language parts the word, and, where it must be cut,
 * between all its clusters. Marks stay whole: they are short. */
static bool add_within_word(struct collector *collector, size_t index,
                            const struct sums *sums)
{
    const struct token *token = &collector->tokens->items[index];
    const struct word *word = token->word;
    const struct text_engine *engine = collector->engine;
    const uint16_t *points = NULL;
    size_t count = 0;
    if (token->may_hyphenate && collector->format->hyphenate) {
        points = shaper_points(engine->shaper, engine->hyphenator, word, &count);
    }
    const struct word *hyphen = count ? hyphen_word(collector->engine, token) : NULL;
    count = hyphen ? count : 0;
    bool cut = collector->wide && !token->span->style->joined;
    int64_t advance = 0;
    size_t point = 0, last = 0, len;
    uint32_t glyphs = 0;
    for (uint32_t i = 0; i < word->glyph_count && (count || cut); i++) {
        const struct glyph *glyph =
            &word->glyphs[word->right_to_left ? word->glyph_count - 1 - i : i];
        while (point < count && points[point] < glyph->cluster) {
            point++; /* inside a ligature */
        }
        bool here = point < count && points[point] == glyph->cluster;
        if (glyph->cluster > last && (here || cut) &&
            !character_sticks(utf8_decode(word->text, glyph->cluster, &len)) &&
            !add_inside(collector, index, glyph->cluster, advance, glyphs, sums,
                        here ? hyphen : NULL)) {
            return false;
        }
        last = glyph->cluster > last ? glyph->cluster : last;
        advance += glyph->advance > 0 ? glyph->advance : 0;
        glyphs += !glyph->blank;
    }
    return true;
}

/* Behind tokens */

static sp hang_of_line_end(const struct collector *collector, size_t index)
{
    const struct token *token = &collector->tokens->items[index];
    return collector->format->hang_punctuation && token->kind == TOKEN_WORD
               ? hang_after(token, token->text)
               : 0;
}

/* U+002D, and U+2010 to U+2015. */
static inline bool ends_in_dash(struct str text)
{
    static const char start[] = "\xe2\x80";
    char last = text.len ? text.ptr[text.len - 1] : 0;
    return last == '-' || (last >= '\x90' && last <= '\x95' && text.len > 2 &&
                           memcmp(text.ptr + text.len - 3, start, 2) == 0);
}

static int32_t penalty_behind(const struct token *token)
{
    bool slash = str_ends(token->text, "/");
    return token->kind == TOKEN_SPACE || token->kind == TOKEN_BREAK ? 0
           : token->address      ? (slash ? PENALTY_SLASH : PENALTY_ADDRESS)
           : token->hyphen_after ? PENALTY_HARD_HYPHEN
                                 : PENALTY_JOIN;
}

static bool is_joined(const struct token *token)
{
    return token->span->style && token->span->style->joined;
}

/* Where one mark ends and another begins, which may be with the space before it. */
static bool parts_marks(const struct token *token)
{
    return is_joined(&token[0]) && is_joined(&token[1]) && token[0].span != token[1].span;
}

/* A stretch that must be cut may be so between its words, but before a note's mark only
 * where another one ends. 0: it may not. */
static int32_t penalty_of_cut_behind(const struct collector *collector, size_t index)
{
    const struct token *token = &collector->tokens->items[index];
    if (!collector->wide || index + 1 >= collector->stretch_end ||
        token[0].kind == TOKEN_SPACE || token[1].kind == TOKEN_LEADER) {
        return 0;
    }
    bool may = token[1].kind != TOKEN_SPACE && !is_joined(&token[1]);
    return may ? PENALTY_CUT : parts_marks(token) ? PENALTY_CUT_MARK : 0;
}

/* Whether a long address goes on, or begins, behind token `index`. */
static bool parts_address(const struct collector *collector, size_t index)
{
    const struct tokens *tokens = collector->tokens;
    size_t next = index + 1;
    if (next >= tokens->count || !tokens->items[next].address ||
        collector->format->align != TEXT_JUSTIFY) {
        return false;
    }
    int64_t width = 0, enough = collector->format->measure / ADDRESS_PARTS;
    for (; next < tokens->count && tokens->items[next].address && width < enough; next++) {
        width += tokens->items[next].width;
    }
    return width >= enough || tokens->items[index].address;
}

/* The break after token `index`; `before` is what a line that ends there holds, `sums` what
 * stands before the next. */
static bool add_behind(struct collector *collector, size_t index, const struct sums *before,
                       const struct sums *sums)
{
    const struct token *token = &collector->tokens->items[index];
    bool space = token->kind == TOKEN_SPACE, forced = token->kind == TOKEN_BREAK;
    int32_t cut = penalty_of_cut_behind(collector, index);
    if (!forced && !token->break_after && cut == 0) {
        return true;
    }
    struct opportunity item = {
        .token = index,
        .before = *before,
        .after = *sums,
        .extra = -(space && index > 0 ? hang_of_line_end(collector, index - 1)
                                      : hang_of_line_end(collector, index)),
        .penalty = cut ? cut : penalty_behind(token),
        .forced = forced,
        .dash = ends_in_dash(space && index ? token[-1].text : token->text),
    };
    if (!forced && parts_address(collector, index)) {
        item.before.stretch += collector->format->measure / ADDRESS_PARTS;
    }
    const struct word *hyphen =
        token->soft_hyphen ? hyphen_word(collector->engine, token) : NULL;
    if (hyphen) {
        sp width = word_width(hyphen, token->span->style->size);
        item.extra = collector->format->hang_punctuation ? width - width / 2 : width;
        item.penalty = PENALTY_HYPHEN;
        item.hyphen = item.dash = true;
    }
    return add(collector, item);
}

/* The stretch without a break that begins at token `start`. */
static void measure_stretch(struct collector *collector, size_t start)
{
    const struct tokens *tokens = collector->tokens;
    const struct paragraph_format *format = collector->format;
    int64_t width = 0;
    size_t end = start;
    for (bool broken = false; end < tokens->count && !broken; end++) {
        const struct token *token = &tokens->items[end];
        broken = token->break_after || token->kind == TOKEN_BREAK;
        width += token->kind == TOKEN_SPACE && broken ? 0 : token->width;
    }
    collector->stretch_end = end;
    collector->wide =
        width > sp_sub(format->measure, sp_max(format->first_indent, format->later_indent));
}

static bool add_end(struct collector *collector, const struct sums *sums)
{
    struct opportunities *out = collector->out;
    size_t last = collector->tokens->count - 1;
    if (out->count && out->items[out->count - 1].token == last &&
        !out->items[out->count - 1].cut) {
        out->count--; /* the text's own last break is the end */
    }
    return add(collector, (struct opportunity){.token = last,
                                               .before = *sums,
                                               .after = {.width = sums->width},
                                               .extra = -hang_of_line_end(collector, last),
                                               .forced = true,
                                               .end = true});
}

bool opportunities_find(struct text_engine *engine, const struct tokens *tokens,
                        const struct paragraph_format *format, enum need need,
                        struct opportunities *out)
{
    struct collector collector = {
        .engine = engine, .tokens = tokens, .format = format, .out = out};
    bool justified = format->align == TEXT_JUSTIFY;
    struct sums sums = {0};
    out->count = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        if (need == NEED_CUTS && i == collector.stretch_end) {
            measure_stretch(&collector, i);
        }
        if (need != NEED_SPACES && token->kind == TOKEN_WORD && token->word->face &&
            !add_within_word(&collector, i, &sums)) {
            return false;
        }
        struct sums before = sums;
        add_to(&sums, tokens, i, justified);
        before = token->kind == TOKEN_SPACE ? before : sums;
        sums.stretch += justified ? token_joint(tokens, i) : 0;
        if (!add_behind(&collector, i, &before, &sums)) {
            return false;
        }
    }
    return add_end(&collector, &sums);
}
