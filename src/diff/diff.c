/* From what stands for what to rows, classes and counts. */
#include "diff/diff.h"

#include "diff/parts.h"
#include "diff/view.h"

#define SHORT_RUN_WORDS 3 /* equal words between larger changes that only disturb */

const char *change_name(enum change change)
{
    static const char *const names[] = {
        [CHANGE_WORDS] = "words", [CHANGE_MOVED] = "moved",   [CHANGE_LINKS] = "links",
        [CHANGE_FILES] = "files", [CHANGE_MARKUP] = "markup", [CHANGE_NONE] = "same",
    };
    return names[change];
}

bool diff_differs(const struct diff *diff)
{
    bool differs = diff->added || diff->removed || diff->renamed;
    for (size_t i = 0; i < diff->document_count && !differs; i++) {
        differs = diff->documents[i].reordered;
    }
    for (size_t i = 0; i < CHANGE_COUNT && !differs; i++) {
        differs = diff->counts.blocks[i] > 0;
    }
    return differs;
}

/* What rows are made with. */
struct building {
    struct diff *diff;
    struct matching *matching;
    struct aligner *words;
    uint32_t *old_ids, *new_ids;
    struct align_runs runs;
    struct diff_words *last; /* of the row: its last run */
};

/* Links and media of two blocks of equal words */

static uint32_t count_link_changes(const struct diff *diff,
                                   const struct edition_block *then,
                                   const struct edition_block *now)
{
    struct link_changes changes = {.diff = diff, .then = then, .now = now};
    struct link_change change;
    uint32_t count = 0;
    while (link_changes_next(&changes, &change)) {
        count++;
    }
    return count;
}

static bool links_differ(const struct diff *diff, const struct edition_block *then,
                         const struct edition_block *now)
{
    bool differ = then->link_count != now->link_count;
    for (uint32_t i = 0; i < then->link_count && !differ; i++) {
        differ = !str_eq(diff->old_edition->links[then->first_link + i].address,
                         diff->new_edition->links[now->first_link + i].address);
    }
    return differ;
}

/* Bytes count, not the names that they lie under: those are addresses. */
static bool media_differ(const struct edition_media *then, const struct edition_media *now)
{
    bool same = then->is_picture == now->is_picture && then->held == now->held &&
                str_eq(then->text, now->text) &&
                (then->held ? memcmp(then->sha256, now->sha256, SHA256_BYTES) == 0
                            : str_eq(then->name, now->name));
    return !same;
}

/* Of a file that is linked anew the link's address tells. */
static bool files_differ(const struct diff *diff, const struct edition_block *then,
                         const struct edition_block *now)
{
    const struct edition_media *olds = diff->old_edition->media + then->first_media;
    const struct edition_media *news = diff->new_edition->media + now->first_media;
    bool differ = then->media_count != now->media_count;
    for (uint32_t i = 0; i < then->media_count && !differ; i++) {
        differ = media_differ(&olds[i], &news[i]);
    }
    return differ;
}

static unsigned compare_blocks(const struct diff *diff, uint32_t old_block,
                               uint32_t new_block, uint32_t *link_changes)
{
    const struct edition_block *then = &diff->old_edition->blocks[old_block];
    const struct edition_block *now = &diff->new_edition->blocks[new_block];
    bool same_words = then->row == now->row;
    unsigned changes = same_words ? 0 : CHANGE_BIT(CHANGE_WORDS);
    if (same_words) {
        *link_changes = count_link_changes(diff, then, now);
        changes |= *link_changes ? CHANGE_BIT(CHANGE_LINKS) : 0;
    } else if (links_differ(diff, then, now)) {
        changes |= CHANGE_BIT(CHANGE_LINKS);
    }
    if (files_differ(diff, then, now)) {
        changes |= CHANGE_BIT(CHANGE_FILES);
    }
    bool same_text =
        str_eq(edition_text(diff->old_edition, then), edition_text(diff->new_edition, now));
    bool same_look =
        then->kind == now->kind && then->level == now->level && then->markup == now->markup;
    if (same_words && (!same_text || !same_look)) {
        changes |= CHANGE_BIT(CHANGE_MARKUP);
    }
    return changes;
}

static enum change gravest(unsigned changes)
{
    enum change change = CHANGE_WORDS;
    while (change < CHANGE_NONE && !(changes & CHANGE_BIT(change))) {
        change++;
    }
    return change;
}

/* A block that is in one edition alone. */
static enum change change_of_block(const struct edition_block *block)
{
    return block->word_count    ? CHANGE_WORDS
           : block->media_count ? CHANGE_FILES
                                : CHANGE_MARKUP;
}

/* Words */

static bool add_words(struct building *building, size_t first_run, enum word_side side,
                      uint32_t first, uint32_t count, uint32_t old_first)
{
    struct diff *diff = building->diff;
    struct diff_words *last =
        diff->run_count > first_run ? &diff->runs[diff->run_count - 1] : NULL;
    if (count == 0) {
        return true;
    }
    if (last && last->side == side && last->first + last->count == first) {
        last->count += count;
        return true;
    }
    if (!arena_grow(diff->arena, &diff->runs, diff->run_count, &diff->run_capacity,
                    sizeof *diff->runs)) {
        return false;
    }
    diff->runs[diff->run_count++] = (struct diff_words){side, first, count, old_first};
    return true;
}

/* Takes out short equal runs that stand between larger changes: "the" alone in what was
 * written anew. */
static size_t drop_short_runs(struct align_runs *runs, uint32_t old_count,
                              uint32_t new_count)
{
    size_t kept = 0;
    for (size_t i = 0; i < runs->count; i++) {
        struct align_run run = runs->items[i];
        struct align_run before =
            kept ? runs->items[kept - 1] : (struct align_run){0, 0, 0};
        bool last = i + 1 == runs->count;
        uint32_t old_gap = run.old_from - (before.old_from + before.count);
        uint32_t new_gap = run.new_from - (before.new_from + before.count);
        uint32_t old_next =
            (last ? old_count : runs->items[i + 1].old_from) - (run.old_from + run.count);
        uint32_t new_next =
            (last ? new_count : runs->items[i + 1].new_from) - (run.new_from + run.count);
        uint32_t gap = old_gap > new_gap ? old_gap : new_gap;
        uint32_t next = old_next > new_next ? old_next : new_next;
        bool disturbs = run.count <= SHORT_RUN_WORDS && run.count < gap && run.count < next;
        if (!disturbs) {
            runs->items[kept++] = run;
        }
    }
    return kept;
}

static bool align_words(struct building *building, const struct edition_block *then,
                        const struct edition_block *now)
{
    const struct edition_word *olds = building->diff->old_edition->words + then->first_word;
    const struct edition_word *news = building->diff->new_edition->words + now->first_word;
    for (uint32_t i = 0; i < then->word_count; i++) {
        building->old_ids[i] = olds[i].id;
    }
    for (uint32_t i = 0; i < now->word_count; i++) {
        building->new_ids[i] = news[i].id;
    }
    building->runs.count = 0;
    if (!align(building->words, building->old_ids, then->word_count, building->new_ids,
               now->word_count, &building->runs)) {
        return false;
    }
    building->runs.count =
        drop_short_runs(&building->runs, then->word_count, now->word_count);
    return true;
}

static bool add_runs(struct building *building, struct diff_row *row,
                     struct diff_counts *counts)
{
    struct diff *diff = building->diff;
    const struct edition_block *then = &diff->old_edition->blocks[row->old_block];
    const struct edition_block *now = &diff->new_edition->blocks[row->new_block];
    size_t first_run = diff->run_count;
    uint32_t old_at = 0, new_at = 0;
    if (!align_words(building, then, now)) {
        return false;
    }
    for (size_t i = 0; i <= building->runs.count; i++) {
        struct align_run end = {then->word_count, now->word_count, 0};
        struct align_run run = i < building->runs.count ? building->runs.items[i] : end;
        counts->words_removed += run.old_from - old_at;
        counts->words_added += run.new_from - new_at;
        if (!add_words(building, first_run, WORDS_REMOVED, old_at, run.old_from - old_at,
                       0) ||
            !add_words(building, first_run, WORDS_ADDED, new_at, run.new_from - new_at,
                       0) ||
            !add_words(building, first_run, WORDS_SAME, run.new_from, run.count,
                       run.old_from)) {
            return false;
        }
        old_at = run.old_from + run.count;
        new_at = run.new_from + run.count;
    }
    row->first_run = (uint32_t)first_run;
    row->run_count = (uint32_t)(diff->run_count - first_run);
    return true;
}

/* Rows */

static bool add_row(struct building *building, struct diff_document *document,
                    struct diff_row row)
{
    struct diff *diff = building->diff;
    struct diff_counts *counts = &document->counts;
    bool both = row.old_block != EDITION_NONE && row.new_block != EDITION_NONE;
    if (both && row.change == CHANGE_WORDS && !add_runs(building, &row, counts)) {
        return false;
    }
    if (!both && row.change == CHANGE_WORDS) {
        const struct edition_block *block = row.old_block != EDITION_NONE
                                                ? &diff->old_edition->blocks[row.old_block]
                                                : &diff->new_edition->blocks[row.new_block];
        counts->words_removed += row.old_block != EDITION_NONE ? block->word_count : 0;
        counts->words_added += row.new_block != EDITION_NONE ? block->word_count : 0;
    }
    bool told_there = row.change == CHANGE_MOVED && row.new_block == EDITION_NONE;
    if (row.change != CHANGE_NONE && !told_there) {
        counts->blocks[row.change]++;
        counts->links += row.link_changes;
    }
    if (!arena_grow(diff->arena, &diff->rows, diff->row_count, &diff->row_capacity,
                    sizeof *diff->rows)) {
        return false;
    }
    diff->rows[diff->row_count++] = row;
    return true;
}

static struct diff_row pair_row(const struct diff *diff, uint32_t old_block,
                                uint32_t new_block)
{
    struct diff_row row = {
        .old_block = old_block, .new_block = new_block, .elsewhere = EDITION_NONE};
    row.changes = compare_blocks(diff, old_block, new_block, &row.link_changes);
    row.change = gravest(row.changes);
    return row;
}

/* `moved`: the block of the other edition that it is, or none. */
static struct diff_row single_row(const struct diff *diff, uint32_t old_block,
                                  uint32_t new_block, uint32_t moved)
{
    bool is_old = old_block != EDITION_NONE;
    const struct edition_block *block = is_old ? &diff->old_edition->blocks[old_block]
                                               : &diff->new_edition->blocks[new_block];
    struct diff_row row = {
        .old_block = old_block, .new_block = new_block, .elsewhere = moved};
    if (moved != EDITION_NONE) {
        row.changes = compare_blocks(diff, is_old ? old_block : moved,
                                     is_old ? moved : new_block, &row.link_changes) |
                      CHANGE_BIT(CHANGE_MOVED);
    } else {
        row.changes = CHANGE_BIT(change_of_block(block));
    }
    row.change = gravest(row.changes);
    return row;
}

/* Up to a pair: what is gone, then what is new. */
static bool add_rows(struct building *building, struct diff_document *document)
{
    struct diff *diff = building->diff;
    const struct matching *matching = building->matching;
    const struct edition_document none = {0};
    const struct edition_document *then =
        document->old_document == EDITION_NONE
            ? &none
            : &diff->old_edition->documents[document->old_document];
    const struct edition_document *now =
        document->new_document == EDITION_NONE
            ? &none
            : &diff->new_edition->documents[document->new_document];
    uint32_t old_at = then->first_block, old_end = old_at + then->block_count;
    uint32_t new_at = now->first_block, new_end = new_at + now->block_count;
    document->first_row = diff->row_count;
    bool ok = true;
    while (ok && (old_at < old_end || new_at < new_end)) {
        if (old_at < old_end && matching->old_blocks[old_at] == EDITION_NONE) {
            ok = add_row(
                building, document,
                single_row(diff, old_at, EDITION_NONE, matching->old_moved[old_at]));
            old_at++;
        } else if (new_at < new_end && matching->new_blocks[new_at] == EDITION_NONE) {
            ok = add_row(
                building, document,
                single_row(diff, EDITION_NONE, new_at, matching->new_moved[new_at]));
            new_at++;
        } else {
            ok = add_row(building, document, pair_row(diff, old_at++, new_at++));
        }
    }
    document->row_count = diff->row_count - document->first_row;
    return ok;
}

/* Documents */

static void count_document(struct diff *diff, const struct diff_document *document)
{
    bool both =
        document->old_document != EDITION_NONE && document->new_document != EDITION_NONE;
    bool changed = document->reordered;
    for (size_t i = 0; i < CHANGE_COUNT; i++) {
        diff->counts.blocks[i] += document->counts.blocks[i];
        changed = changed || document->counts.blocks[i];
    }
    diff->counts.links += document->counts.links;
    diff->counts.words_added += document->counts.words_added;
    diff->counts.words_removed += document->counts.words_removed;
    diff->added += document->old_document == EDITION_NONE;
    diff->removed += document->new_document == EDITION_NONE;
    diff->renamed += document->renamed;
    diff->changed += both && changed;
}

/* Those that stand at another place among the others: all but the longest row in order. */
static bool mark_reordered(struct diff *diff, const struct matching *matching)
{
    struct arena *arena = matching->arena;
    size_t old_count = 0, new_count = 0, most = diff->document_count;
    uint32_t *olds = ARENA_ARRAY(arena, uint32_t, most + 1);
    uint32_t *news = ARENA_ARRAY(arena, uint32_t, most + 1);
    struct aligner *aligner =
        aligner_new(arena, (uint32_t)diff->new_edition->document_count, most);
    struct align_runs runs = {0};
    if (!olds || !news || !aligner) {
        return false;
    }
    for (size_t i = 0; i < diff->old_edition->document_count; i++) {
        if (matching->old_documents[i] != EDITION_NONE) {
            olds[old_count++] = matching->old_documents[i];
        }
    }
    for (size_t i = 0; i < diff->new_edition->document_count; i++) {
        if (matching->new_documents[i] != EDITION_NONE) {
            news[new_count++] = (uint32_t)i;
            diff->documents[i].reordered = true;
        }
    }
    if (!align(aligner, olds, old_count, news, new_count, &runs)) {
        return false;
    }
    for (size_t i = 0; i < runs.count; i++) {
        for (uint32_t k = 0; k < runs.items[i].count; k++) {
            diff->documents[news[runs.items[i].new_from + k]].reordered = false;
        }
    }
    return true;
}

static bool list_documents(struct diff *diff, const struct matching *matching)
{
    const struct edition *olds = diff->old_edition, *news = diff->new_edition;
    size_t room = olds->document_count + news->document_count + 1;
    diff->documents = ARENA_ARRAY(diff->arena, struct diff_document, room);
    if (!diff->documents) {
        return false;
    }
    for (size_t i = 0; i < news->document_count; i++) {
        uint32_t old_document = matching->new_documents[i];
        bool renamed =
            old_document != EDITION_NONE &&
            !str_eq(olds->documents[old_document].address, news->documents[i].address);
        diff->documents[diff->document_count++] = (struct diff_document){
            .old_document = old_document, .new_document = (uint32_t)i, .renamed = renamed};
    }
    for (size_t i = 0; i < olds->document_count; i++) {
        if (matching->old_documents[i] == EDITION_NONE) {
            diff->documents[diff->document_count++] = (struct diff_document){
                .old_document = (uint32_t)i, .new_document = EDITION_NONE};
        }
    }
    return mark_reordered(diff, matching);
}

static uint32_t most_words(const struct edition *edition)
{
    uint32_t most = 0;
    for (size_t i = 0; i < edition->block_count; i++) {
        most = edition->blocks[i].word_count > most ? edition->blocks[i].word_count : most;
    }
    return most;
}

static bool build(struct diff *diff, struct matching *matching)
{
    struct arena *arena = matching->arena;
    size_t most = most_words(diff->old_edition), other = most_words(diff->new_edition);
    most = other > most ? other : most;
    struct building building = {
        .diff = diff,
        .matching = matching,
        .words =
            aligner_new(arena, vocabulary_word_count(diff->old_edition->vocabulary), most),
        .old_ids = ARENA_ARRAY(arena, uint32_t, most + 1),
        .new_ids = ARENA_ARRAY(arena, uint32_t, most + 1),
    };
    if (!building.words || !building.old_ids || !building.new_ids ||
        !list_documents(diff, matching)) {
        return false;
    }
    for (size_t i = 0; i < diff->document_count; i++) {
        if (!add_rows(&building, &diff->documents[i])) {
            return false;
        }
        count_document(diff, &diff->documents[i]);
    }
    return true;
}

static uint32_t *nothing_matched(struct arena *arena, size_t count)
{
    uint32_t *list = ARENA_ARRAY(arena, uint32_t, count + 1);
    if (list) {
        memset(list, 0xff, (count + 1) * sizeof *list);
    }
    return list;
}

static bool matching_init(struct matching *matching, struct arena *arena,
                          const struct diff *diff)
{
    const struct edition *olds = diff->old_edition, *news = diff->new_edition;
    *matching = (struct matching){
        .arena = arena,
        .old_edition = olds,
        .new_edition = news,
        .old_documents = nothing_matched(arena, olds->document_count),
        .new_documents = nothing_matched(arena, news->document_count),
        .old_blocks = nothing_matched(arena, olds->block_count),
        .new_blocks = nothing_matched(arena, news->block_count),
        .old_moved = nothing_matched(arena, olds->block_count),
        .new_moved = nothing_matched(arena, news->block_count),
    };
    return matching->old_documents && matching->new_documents && matching->old_blocks &&
           matching->new_blocks && matching->old_moved && matching->new_moved;
}

bool diff_editions(struct arena *arena, const struct edition *old_edition,
                   const struct edition *new_edition, struct diff *out)
{
    struct arena held;
    struct matching matching;
    *out = (struct diff){
        .arena = arena, .old_edition = old_edition, .new_edition = new_edition};
    arena_init_within(&held, 0, arena->budget);
    bool ok = matching_init(&matching, &held, out) && matching_weigh(&matching) &&
              matching_pair_documents(&matching) && matching_align_blocks(&matching) &&
              matching_find_moved(&matching) && matching_pair_rest(&matching) &&
              build(out, &matching);
    arena_clear(&held);
    return ok;
}
