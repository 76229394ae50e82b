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
 * hyphens; with hyphens, some extra stretch in every line, and cuts within what is wider
 * than the measure. All arithmetic is in integers. */
#include "text/opportunities.h"

#define BAD_LIMIT 10000
#define DEMERITS_HYPHENS 60000 /* a second hyphen in a row */
#define HYPHENS_IN_A_ROW 2
/* In the last pass: worse than any loose line, better than an overfull one. In the
 * others more hyphens than that are not allowed. */
#define DEMERITS_MORE_HYPHENS INT64_C(1000000000)
#define DEMERITS_FITNESS 3000 /* a tight line beside a loose one */
#define DEMERITS_LAST_HYPHEN 2000000 /* a last line that begins with the rest of a word */
#define DEMERITS_FRAGMENT 100000000 /* a last line that is the rest of a word: likewise */
#define DEMERITS_SHORT_END 40000    /* a last line shorter than a few ems */
#define SHORT_EMS 3
/* One that begins with the rest of a word is little more if it is as short, and shorter
 * than measure / 4. */
#define FRAGMENT_EMS 6
#define FRAGMENT_PARTS 4
#define RAGGED_PARTS 5 /* unjustified lines may stay short by measure / 5 */

struct active {
    size_t from;     /* the opportunity, index + 1; 0: the paragraph's start */
    size_t previous; /* index into the history */
    int64_t demerits;
    uint8_t fitness;
    uint8_t hyphens; /* or dashes, in a row, up to here */
    bool overfull;
};

struct breaker {
    struct text_engine *engine;
    const struct tokens *tokens;
    const struct paragraph_format *format;
    struct opportunities breaks;
    struct active *history; /* every active node ever made */
    size_t history_count;
    size_t *list; /* indexes into history of those still active */
    size_t list_count;
    bool emergency;
    int32_t tolerance;
};

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

static struct fit weigh(const struct breaker *breaker, size_t from,
                        const struct opportunity *to)
{
    const struct opportunity *start = from ? &breaker->breaks.items[from - 1] : NULL;
    int64_t width = to->before.width + to->extra - (start ? start->after.width : 0);
    int64_t stretch = to->before.stretch - (start ? start->after.stretch : 0);
    int64_t shrink = to->before.shrink - (start ? start->after.shrink : 0);
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

static int64_t size_of_end(const struct breaker *breaker, const struct opportunity *end)
{
    return breaker->tokens->items[end->token].span->style->size;
}

static int64_t width_of_end(const struct opportunity *start, const struct opportunity *end)
{
    return end->before.width - start->after.width;
}

/* Whether the last line is nothing but the rest of a word, and marks that stay with it, or
 * little more. */
static bool is_fragment(const struct breaker *breaker, size_t from,
                        const struct opportunity *end)
{
    const struct opportunity *start = from ? &breaker->breaks.items[from - 1] : NULL;
    if (!start || (!start->hyphen && !start->cut)) {
        return false;
    }
    int64_t little = FRAGMENT_EMS * size_of_end(breaker, end);
    int64_t most = line_measure(breaker, false) / FRAGMENT_PARTS;
    bool fragment = true;
    for (const struct opportunity *at = start; fragment && ++at < end;) {
        fragment = breaker->tokens->items[at->token].kind != TOKEN_SPACE;
    }
    return fragment || width_of_end(start, end) < (little < most ? little : most);
}

/* Of the last line. */
static int64_t demerits_of_end(const struct breaker *breaker, size_t from,
                               const struct opportunity *end)
{
    const struct opportunity *start = &breaker->breaks.items[from - 1];
    return (is_fragment(breaker, from, end)    ? DEMERITS_FRAGMENT
            : start->hyphen || start->cut != 0 ? DEMERITS_LAST_HYPHEN
                                               : 0) +
           (width_of_end(start, end) < SHORT_EMS * size_of_end(breaker, end)
                ? DEMERITS_SHORT_END
                : 0);
}

static int64_t demerits_of(const struct breaker *breaker, const struct active *from,
                           const struct opportunity *to, struct fit fit)
{
    int64_t line = 10 + (int64_t)fit.badness;
    int64_t demerits = line * line + (int64_t)to->penalty * to->penalty;
    uint8_t apart = from->fitness > fit.fitness ? (uint8_t)(from->fitness - fit.fitness)
                                                : (uint8_t)(fit.fitness - from->fitness);
    demerits += apart > 1 ? DEMERITS_FITNESS : 0;
    if (to->dash && from->hyphens) {
        demerits +=
            from->hyphens < HYPHENS_IN_A_ROW ? DEMERITS_HYPHENS : DEMERITS_MORE_HYPHENS;
    }
    if (to->end && from->from) {
        demerits += demerits_of_end(breaker, from->from, to);
    }
    return demerits;
}

/* Making lines */

static bool activate(struct breaker *breaker, struct active node)
{
    breaker->history = list_room(breaker->engine, LIST_HISTORY, breaker->history_count,
                                 sizeof *breaker->history);
    breaker->list =
        list_room(breaker->engine, LIST_ACTIVE, breaker->list_count, sizeof *breaker->list);
    if (!breaker->history || !breaker->list) {
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
    const struct opportunity *to = &breaker->breaks.items[index];
    struct active best[FITNESS_CLASSES * HYPHEN_CLASSES];
    uint32_t found = 0; /* a bit for each of the best that there is */
    size_t kept = 0, last_dropped = STR_NONE;
    for (size_t i = 0; i < breaker->list_count; i++) {
        size_t node = breaker->list[i];
        const struct active *from = &breaker->history[node];
        struct fit fit = weigh(breaker, from->from, to);
        bool too_wide = fit.badness > BAD_LIMIT;
        if (too_wide || to->forced) {
            last_dropped = node;
        } else {
            breaker->list[kept++] = node;
        }
        uint8_t hyphens = to->dash ? (uint8_t)(from->hyphens + 1) : 0;
        bool too_many = hyphens > HYPHENS_IN_A_ROW;
        bool ugly = too_many || (to->end && is_fragment(breaker, from->from, to));
        if (too_wide || fit.badness > breaker->tolerance || (ugly && !breaker->emergency)) {
            continue;
        }
        hyphens = too_many ? HYPHENS_IN_A_ROW + 1 : hyphens;
        size_t class = (size_t)fit.fitness * HYPHEN_CLASSES + hyphens;
        struct active *rival = &best[class];
        int64_t demerits = from->demerits + demerits_of(breaker, from, to, fit);
        if (!(found & UINT32_C(1) << class) || demerits < rival->demerits) {
            found |= UINT32_C(1) << class;
            *rival = (struct active){
                .from = index + 1,
                .previous = node,
                .demerits = demerits,
                .fitness = fit.fitness,
                .hyphens = hyphens,
            };
        }
    }
    breaker->list_count = kept;
    for (size_t i = 0; found >> i; i++) {
        if ((found >> i & 1) && !activate(breaker, best[i])) {
            return false;
        }
    }
    if (!found && kept == 0 && breaker->emergency && last_dropped != STR_NONE) {
        /* Nothing fits: the line is overfull, and the rest goes on from here. */
        const struct active *from = &breaker->history[last_dropped];
        struct active node = {.from = index + 1,
                              .previous = last_dropped,
                              .demerits = from->demerits,
                              .fitness = 1,
                              .overfull =
                                  weigh(breaker, from->from, to).badness > BAD_LIMIT};
        return activate(breaker, node);
    }
    return true;
}

static bool run_pass(struct breaker *breaker, size_t *winner)
{
    breaker->history_count = breaker->list_count = 0;
    *winner = STR_NONE;
    if (!activate(breaker, (struct active){.fitness = 1})) {
        return false;
    }
    for (size_t i = 0; i < breaker->breaks.count && breaker->list_count; i++) {
        if (!try_break(breaker, i)) {
            return false;
        }
    }
    for (size_t i = 0; i < breaker->list_count; i++) {
        size_t node = breaker->list[i];
        if (breaker->history[node].from == breaker->breaks.count &&
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
    for (size_t node = winner; breaker->history[node].from;
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
        const struct opportunity *brk = &breaker->breaks.items[active->from - 1];
        out->items[--count] = (struct line_end){.token = brk->token,
                                                .cut = brk->cut,
                                                .hyphen = brk->hyphen,
                                                .forced = brk->forced,
                                                .overfull = active->overfull};
    }
    return true;
}

/* At the ends alone that are asked for: without a choice, and so in linear time, however
 * many places for ends one line has. */
static bool take_forced(struct breaker *breaker, struct line_ends *out)
{
    const struct opportunities *breaks = &breaker->breaks;
    out->items = ARENA_ARRAY(&breaker->engine->scratch, struct line_end, breaks->count);
    for (size_t i = 0; i < breaks->count && out->items; i++) {
        const struct opportunity *brk = &breaks->items[i];
        if (brk->forced) {
            out->items[out->count++] =
                (struct line_end){.token = brk->token, .forced = true};
        }
    }
    return out->items;
}

bool line_ends_find(struct text_engine *engine, const struct tokens *tokens,
                    const struct paragraph_format *format, struct line_ends *out)
{
    static const struct {
        enum need need;
        int32_t tolerance;
    } passes[] = {{NEED_SPACES, 300}, {NEED_HYPHENS, 500}, {NEED_CUTS, BAD_LIMIT}};
    struct breaker breaker = {.engine = engine, .tokens = tokens, .format = format};
    *out = (struct line_ends){0};
    if (tokens->count == 0) {
        return true;
    }
    if (format->unbroken) {
        return opportunities_find(engine, tokens, format, NEED_SPACES, &breaker.breaks) &&
               take_forced(&breaker, out);
    }
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        breaker.emergency = passes[i].need == NEED_CUTS;
        breaker.tolerance = format->hyphens_at_need ? BAD_LIMIT : passes[i].tolerance;
        size_t winner;
        if (!opportunities_find(engine, tokens, format, passes[i].need, &breaker.breaks) ||
            !run_pass(&breaker, &winner)) {
            return false;
        }
        if (winner != STR_NONE) {
            return trace_back(&breaker, winner, out);
        }
    }
    return false;
}
