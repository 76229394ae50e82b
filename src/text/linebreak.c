/* Line breaking: where the lines of one paragraph end, chosen for the paragraph as a
 * whole (D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", 1981).
 *
 * Every place where a line may end is a break: after a space, after a hyphen, inside
 * a word that hyphenation allows, at the end. A line between two breaks has a natural
 * width and room that its spaces can stretch or shrink; the ratio of what is missing
 * to that room gives its badness, and with the break's penalty its demerits. Going
 * through the breaks from left to right, a list of active ones is kept: breaks from
 * which the current line may have begun, each with the least demerits that lead to it
 * in its class of fitness and of hyphens in a row. Breaks too far back for any line leave
 * the list, so it stays as short as a line is, and the whole is linear in the text.
 *
 *     The goal of M-Lab is to ad|vance network re|search and em|power the public
 *     ^ active                  ^ candidates that one line can reach
 *
 * Three passes, each only when the one before finds nothing: without hyphens; with
 * hyphens; with hyphens and some extra stretch in every line. In the last, a word
 * wider than the measure gets a line of its own. All arithmetic is in integers. */
#include "text/engine.h"

#define BAD_LIMIT 10000
#define DEMERITS_NONE INT64_MAX
#define PENALTY_HYPHEN 60
#define PENALTY_HARD_HYPHEN 30
#define PENALTY_JOIN 15       /* between words without a space: ideographs, after '/' */
#define DEMERITS_HYPHENS 8000 /* a second hyphen in a row */
#define HYPHENS_IN_A_ROW 2
/* In the last pass: worse than any loose line, better than an overfull one. In the
 * others more hyphens than that are not allowed. */
#define DEMERITS_MORE_HYPHENS INT64_C(1000000000)
#define DEMERITS_FITNESS 3000 /* a tight line beside a loose one */
#define DEMERITS_LAST_HYPHEN 5000
#define DEMERITS_SHORT_END 12000 /* a last line shorter than a few ems */
#define RAGGED_PARTS 5           /* unjustified lines may stay short by measure / 5 */

struct brk {
    size_t token, cut;
    /* Sums up to the break; and where the next line starts. Of a whole paragraph, so
     * longer than `sp` can say. */
    int64_t width_before, width_after;
    int64_t stretch_before, stretch_after, shrink_before, shrink_after;
    sp extra; /* the hyphen, less what may hang */
    int32_t penalty;
    bool hyphen, forced, end;
};

struct active {
    size_t brk;      /* index + 1; 0: the paragraph's start */
    size_t previous; /* index into the history */
    int64_t demerits;
    uint8_t fitness;
    uint8_t hyphens; /* in a row, up to here */
    bool overfull;
};

struct breaker {
    struct text_engine *engine;
    const struct tokens *tokens;
    const struct paragraph_format *format;
    struct brk *breaks;
    size_t count, capacity;
    struct active *history; /* every active node ever made */
    size_t history_count, history_capacity;
    size_t *list; /* indexes into history of those still active */
    size_t list_count, list_capacity;
    bool hyphens, emergency;
    int32_t tolerance;
};

/* Collecting breaks */

static bool add_break(struct breaker *breaker, struct brk brk)
{
    if (!arena_grow(&breaker->engine->scratch, &breaker->breaks, breaker->count,
                    &breaker->capacity, sizeof *breaker->breaks)) {
        return false;
    }
    breaker->breaks[breaker->count++] = brk;
    return true;
}

struct sums {
    int64_t width, stretch, shrink;
};

static void add_to(struct sums *sums, const struct token *token, bool justified)
{
    sums->width += token->width;
    if (token->kind == TOKEN_SPACE && justified && !token->span->style->preserve) {
        sums->stretch += token->width / 2;
        sums->shrink += token->width / 3;
    }
}

/* Inside a word: where its language hyphenates it and no glyph stands across. */
static bool add_hyphen_breaks(struct breaker *breaker, size_t index,
                              const struct sums *sums)
{
    const struct token *token = &breaker->tokens->items[index];
    uint16_t points[HYPHEN_POINTS_LIMIT];
    size_t count = hyphenator_points(breaker->engine->hyphenator, token->text,
                                     token->span->style->language, points);
    const struct word *hyphen = count ? hyphen_word(breaker->engine, token) : NULL;
    if (!hyphen) {
        return true;
    }
    sp size = token->span->style->size;
    sp hyphen_width = word_width(hyphen, size);
    int64_t em = face_metrics(token->word->face)->units_per_em;
    for (size_t i = 0; i < count; i++) {
        size_t advance = word_advance_to(token->word, points[i]);
        if (advance == STR_NONE) {
            continue; /* inside a ligature */
        }
        int64_t at = sums->width + sp_scale(size, (int64_t)advance, em);
        sp hang = breaker->format->hang_punctuation ? hyphen_width / 2 : 0;
        struct brk brk = {
            .token = index,
            .cut = points[i],
            .width_before = at,
            .width_after = at,
            .stretch_before = sums->stretch,
            .stretch_after = sums->stretch,
            .shrink_before = sums->shrink,
            .shrink_after = sums->shrink,
            .extra = hyphen_width - hang,
            .penalty = PENALTY_HYPHEN,
            .hyphen = true,
        };
        if (!add_break(breaker, brk)) {
            return false;
        }
    }
    return true;
}

static sp hang_of_line_end(const struct breaker *breaker, size_t index)
{
    const struct token *token = &breaker->tokens->items[index];
    return breaker->format->hang_punctuation && token->kind == TOKEN_WORD
               ? hang_after(token, token->text)
               : 0;
}

/* The break after token `index`; `sums` includes it. */
static bool add_token_break(struct breaker *breaker, size_t index,
                            const struct sums *before, const struct sums *sums)
{
    const struct token *token = &breaker->tokens->items[index];
    bool space = token->kind == TOKEN_SPACE, forced = token->kind == TOKEN_BREAK;
    if (!forced && !token->break_after) {
        return true;
    }
    const struct sums *end = space ? before : sums;
    struct brk brk = {
        .token = index,
        .width_before = end->width,
        .width_after = sums->width,
        .stretch_before = end->stretch,
        .stretch_after = sums->stretch,
        .shrink_before = end->shrink,
        .shrink_after = sums->shrink,
        .extra = -(space && index > 0 ? hang_of_line_end(breaker, index - 1)
                                      : hang_of_line_end(breaker, index)),
        .penalty = forced || space       ? 0
                   : token->hyphen_after ? PENALTY_HARD_HYPHEN
                                         : PENALTY_JOIN,
        .forced = forced,
    };
    const struct word *hyphen =
        token->soft_hyphen ? hyphen_word(breaker->engine, token) : NULL;
    if (hyphen) {
        sp width = word_width(hyphen, token->span->style->size);
        brk.extra = breaker->format->hang_punctuation ? width - width / 2 : width;
        brk.penalty = PENALTY_HYPHEN;
        brk.hyphen = true;
    }
    return add_break(breaker, brk);
}

/* All places where a line may end, with the sums of what stands before each. */
static bool collect_breaks(struct breaker *breaker)
{
    const struct tokens *tokens = breaker->tokens;
    bool justified = breaker->format->align == TEXT_JUSTIFY;
    struct sums sums = {0};
    breaker->count = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        if (breaker->hyphens && token->may_hyphenate &&
            !add_hyphen_breaks(breaker, i, &sums)) {
            return false;
        }
        struct sums before = sums;
        add_to(&sums, token, justified);
        if (!add_token_break(breaker, i, &before, &sums)) {
            return false;
        }
    }
    size_t last = tokens->count - 1;
    struct brk end = {.token = last,
                      .width_before = sums.width,
                      .width_after = sums.width,
                      .stretch_before = sums.stretch,
                      .shrink_before = sums.shrink,
                      .extra = -hang_of_line_end(breaker, last),
                      .forced = true,
                      .end = true};
    if (breaker->count && breaker->breaks[breaker->count - 1].token == last &&
        !breaker->breaks[breaker->count - 1].cut) {
        breaker->count--; /* the text's own last break is the end */
    }
    return add_break(breaker, end);
}

/* Weighing lines */

struct fit {
    int32_t badness; /* BAD_LIMIT + 1: too wide */
    uint8_t fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
};

/* TeX's approximation of 100 (slack / room)^3. */
static int32_t badness_of(int64_t slack, int64_t room)
{
    if (slack == 0) {
        return 0;
    }
    if (room <= 0) {
        return BAD_LIMIT;
    }
    int64_t ratio = slack * 297 / room;
    if (ratio > 1290) {
        return BAD_LIMIT;
    }
    return (int32_t)((ratio * ratio * ratio + 131072) / 262144);
}

static sp line_measure(const struct breaker *breaker, bool first)
{
    const struct paragraph_format *format = breaker->format;
    return sp_sub(format->measure, first ? format->first_indent : format->later_indent);
}

static struct fit weigh(const struct breaker *breaker, size_t from, const struct brk *to)
{
    const struct brk *start = from ? &breaker->breaks[from - 1] : NULL;
    int64_t width = to->width_before + to->extra - (start ? start->width_after : 0);
    int64_t stretch = to->stretch_before - (start ? start->stretch_after : 0);
    int64_t shrink = to->shrink_before - (start ? start->shrink_after : 0);
    sp measure = line_measure(breaker, !start);
    int64_t slack = (int64_t)measure - width;
    bool ragged = breaker->format->align != TEXT_JUSTIFY;
    if (ragged) {
        stretch += measure / RAGGED_PARTS;
    }
    if (breaker->emergency) {
        stretch += measure / 12;
    }
    if (slack < 0) {
        int32_t bad = -slack > shrink ? BAD_LIMIT + 1 : badness_of(-slack, shrink);
        return (struct fit){bad, bad > 12 ? 0 : 1};
    }
    if (to->forced) {
        return (struct fit){0, 1};
    }
    int32_t bad = badness_of(slack, stretch);
    return (struct fit){bad, bad > 99 ? 3 : bad > 12 ? 2 : 1};
}

static int64_t demerits_of(const struct breaker *breaker, const struct active *from,
                           const struct brk *to, struct fit fit)
{
    int64_t line = 10 + (int64_t)fit.badness;
    int64_t demerits = line * line + (int64_t)to->penalty * to->penalty;
    uint8_t apart = from->fitness > fit.fitness ? (uint8_t)(from->fitness - fit.fitness)
                                                : (uint8_t)(fit.fitness - from->fitness);
    demerits += apart > 1 ? DEMERITS_FITNESS : 0;
    if (to->hyphen && from->hyphens) {
        demerits +=
            from->hyphens < HYPHENS_IN_A_ROW ? DEMERITS_HYPHENS : DEMERITS_MORE_HYPHENS;
    }
    if (to->end && from->brk) {
        const struct brk *start = &breaker->breaks[from->brk - 1];
        int64_t width = to->width_before - start->width_after;
        sp size = breaker->tokens->items[to->token].span->style->size;
        demerits += start->hyphen ? DEMERITS_LAST_HYPHEN : 0;
        demerits += width < 3 * (int64_t)size ? DEMERITS_SHORT_END : 0;
    }
    return demerits;
}

/* Making lines */

static bool activate(struct breaker *breaker, struct active node)
{
    struct arena *scratch = &breaker->engine->scratch;
    if (!arena_grow(scratch, &breaker->history, breaker->history_count,
                    &breaker->history_capacity, sizeof *breaker->history) ||
        !arena_grow(scratch, &breaker->list, breaker->list_count, &breaker->list_capacity,
                    sizeof *breaker->list)) {
        return false;
    }
    breaker->history[breaker->history_count] = node;
    breaker->list[breaker->list_count++] = breaker->history_count++;
    return true;
}

#define FITNESS_CLASSES 4
#define HYPHEN_CLASSES (HYPHENS_IN_A_ROW + 2) /* none, up to the limit, beyond */

/* Tries every active node as the start of a line that ends at break `index`. */
static bool try_break(struct breaker *breaker, size_t index)
{
    const struct brk *to = &breaker->breaks[index];
    struct active best[FITNESS_CLASSES * HYPHEN_CLASSES];
    for (size_t i = 0; i < FITNESS_CLASSES * HYPHEN_CLASSES; i++) {
        best[i].demerits = DEMERITS_NONE;
    }
    size_t kept = 0, last_dropped = STR_NONE;
    for (size_t i = 0; i < breaker->list_count; i++) {
        size_t node = breaker->list[i];
        const struct active *from = &breaker->history[node];
        struct fit fit = weigh(breaker, from->brk, to);
        bool too_wide = fit.badness > BAD_LIMIT;
        if (too_wide || to->forced) {
            last_dropped = node;
        } else {
            breaker->list[kept++] = node;
        }
        uint8_t hyphens = to->hyphen ? (uint8_t)(from->hyphens + 1) : 0;
        bool too_many = hyphens > HYPHENS_IN_A_ROW;
        if (too_wide || fit.badness > breaker->tolerance ||
            (too_many && !breaker->emergency)) {
            continue;
        }
        hyphens = too_many ? HYPHENS_IN_A_ROW + 1 : hyphens;
        struct active *rival = &best[fit.fitness * HYPHEN_CLASSES + hyphens];
        int64_t demerits = from->demerits + demerits_of(breaker, from, to, fit);
        if (demerits < rival->demerits) {
            *rival = (struct active){
                .brk = index + 1,
                .previous = node,
                .demerits = demerits,
                .fitness = fit.fitness,
                .hyphens = hyphens,
            };
        }
    }
    breaker->list_count = kept;
    bool found = false;
    for (size_t i = 0; i < FITNESS_CLASSES * HYPHEN_CLASSES; i++) {
        if (best[i].demerits != DEMERITS_NONE) {
            found = true;
            if (!activate(breaker, best[i])) {
                return false;
            }
        }
    }
    if (!found && kept == 0 && breaker->emergency && last_dropped != STR_NONE) {
        /* Nothing fits: the line is overfull, and the rest goes on from here. */
        const struct active *from = &breaker->history[last_dropped];
        struct active node = {.brk = index + 1,
                              .previous = last_dropped,
                              .demerits = from->demerits,
                              .fitness = 1,
                              .overfull =
                                  weigh(breaker, from->brk, to).badness > BAD_LIMIT};
        return activate(breaker, node);
    }
    return true;
}

static bool run_pass(struct breaker *breaker, size_t *winner)
{
    breaker->history_count = breaker->list_count = 0;
    *winner = STR_NONE;
    if (!collect_breaks(breaker) || !activate(breaker, (struct active){.fitness = 1})) {
        return false;
    }
    for (size_t i = 0; i < breaker->count && breaker->list_count; i++) {
        if (!try_break(breaker, i)) {
            return false;
        }
    }
    for (size_t i = 0; i < breaker->list_count; i++) {
        size_t node = breaker->list[i];
        if (breaker->history[node].brk == breaker->count &&
            (*winner == STR_NONE ||
             breaker->history[node].demerits < breaker->history[*winner].demerits)) {
            *winner = node;
        }
    }
    return true;
}

static bool trace_back(struct breaker *breaker, size_t winner, struct line_ends *out)
{
    size_t count = 0;
    for (size_t node = winner; breaker->history[node].brk;
         node = breaker->history[node].previous) {
        count++;
    }
    out->items = ARENA_ARRAY(&breaker->engine->scratch, struct line_end, count + 1);
    out->count = count;
    if (!out->items) {
        return false;
    }
    for (size_t node = winner; count > 0; node = breaker->history[node].previous) {
        const struct active *active = &breaker->history[node];
        const struct brk *brk = &breaker->breaks[active->brk - 1];
        out->items[--count] = (struct line_end){.token = brk->token,
                                                .cut = brk->cut,
                                                .hyphen = brk->hyphen,
                                                .forced = brk->forced,
                                                .overfull = active->overfull};
    }
    return true;
}

bool line_ends_find(struct text_engine *engine, const struct tokens *tokens,
                    const struct paragraph_format *format, struct line_ends *out)
{
    static const struct {
        bool hyphens, emergency;
        int32_t tolerance;
    } passes[] = {{false, false, 120}, {true, false, 300}, {true, true, BAD_LIMIT}};
    struct breaker breaker = {.engine = engine, .tokens = tokens, .format = format};
    *out = (struct line_ends){0};
    if (tokens->count == 0) {
        return true;
    }
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        breaker.hyphens = passes[i].hyphens && format->hyphenate;
        breaker.emergency = passes[i].emergency;
        breaker.tolerance = passes[i].tolerance;
        size_t winner;
        if (!run_pass(&breaker, &winner)) {
            return false;
        }
        if (winner != STR_NONE) {
            return trace_back(&breaker, winner, out);
        }
    }
    return false;
}
