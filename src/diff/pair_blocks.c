/* Equal blocks: those in order, which hold the rest of a document together, then those that
 * have moved, from any document to any. */
#include "diff/parts.h"

#include <stdlib.h>

#define MOVED_WORDS_LEAST                                                                  \
    4 /* between documents, or where the text stands more than once                        \
       */

static uint32_t most_blocks(const struct edition *edition)
{
    uint32_t most = 0;
    for (size_t i = 0; i < edition->document_count; i++) {
        uint32_t count = edition->documents[i].block_count;
        most = count > most ? count : most;
    }
    return most;
}

static void copy_rows(const struct edition *edition,
                      const struct edition_document *document, uint32_t *out)
{
    for (uint32_t i = 0; i < document->block_count; i++) {
        out[i] = edition->blocks[document->first_block + i].row;
    }
}

bool matching_align_blocks(struct matching *matching)
{
    const struct edition *olds = matching->old_edition, *news = matching->new_edition;
    struct arena *arena = matching->arena;
    size_t old_most = most_blocks(olds), new_most = most_blocks(news);
    size_t most = old_most > new_most ? old_most : new_most;
    struct aligner *aligner =
        aligner_new(arena, vocabulary_row_count(olds->vocabulary), most);
    uint32_t *old_rows = ARENA_ARRAY(arena, uint32_t, most + 1);
    uint32_t *new_rows = ARENA_ARRAY(arena, uint32_t, most + 1);
    struct align_runs runs = {0};
    for (size_t i = 0; i < news->document_count; i++) {
        if (!aligner || !old_rows || !new_rows) {
            return false;
        }
        if (matching->new_documents[i] == EDITION_NONE) {
            continue;
        }
        const struct edition_document *now = &news->documents[i];
        const struct edition_document *then = &olds->documents[matching->new_documents[i]];
        copy_rows(olds, then, old_rows);
        copy_rows(news, now, new_rows);
        runs.count = 0;
        if (!align(aligner, old_rows, then->block_count, new_rows, now->block_count,
                   &runs)) {
            return false;
        }
        for (size_t k = 0; k < runs.count; k++) {
            const struct align_run *run = &runs.items[k];
            for (uint32_t n = 0; n < run->count; n++) {
                uint32_t old_block = then->first_block + run->old_from + n;
                uint32_t new_block = now->first_block + run->new_from + n;
                matching->old_blocks[old_block] = new_block;
                matching->new_blocks[new_block] = old_block;
            }
        }
    }
    return true;
}

/* Moves */

/* A block that is in one edition alone so far. */
struct loose {
    uint32_t row, block;
    uint32_t home; /* the new document that its own is, or none */
};

static int compare_loose(const void *a, const void *b)
{
    const struct loose *one = a, *other = b;
    if (one->row != other->row) {
        return one->row < other->row ? -1 : 1;
    }
    if (one->home != other->home) {
        return one->home < other->home ? -1 : 1;
    }
    return (one->block > other->block) - (one->block < other->block);
}

static struct loose *list_loose(const struct matching *matching, bool old_side,
                                size_t *count)
{
    const struct edition *edition =
        old_side ? matching->old_edition : matching->new_edition;
    const uint32_t *paired = old_side ? matching->old_blocks : matching->new_blocks;
    struct loose *list =
        ARENA_ARRAY(matching->arena, struct loose, edition->block_count + 1);
    for (size_t i = 0; i < edition->block_count && list; i++) {
        const struct edition_block *block = &edition->blocks[i];
        if (paired[i] == EDITION_NONE && (block->word_count || block->media_count)) {
            list[(*count)++] = (struct loose){
                block->row, (uint32_t)i,
                old_side ? matching->old_documents[block->document] : block->document};
        }
    }
    if (list && *count) {
        qsort(list, *count, sizeof *list, compare_loose);
    }
    return list;
}

static void move(struct matching *matching, struct loose *from, struct loose *to)
{
    matching->old_moved[from->block] = to->block;
    matching->new_moved[to->block] = from->block;
    from->block = to->block = EDITION_NONE;
}

static uint32_t words_of(const struct matching *matching, const struct loose *loose)
{
    return matching->new_edition->blocks[loose->block].word_count;
}

/* Those of one text: first within documents, then between them. */
static void move_equal(struct matching *matching, struct loose *from, size_t from_count,
                       struct loose *to, size_t to_count)
{
    bool only = from_count == 1 && to_count == 1;
    bool telling = words_of(matching, to) >= MOVED_WORDS_LEAST;
    if (!only && !telling) {
        return;
    }
    for (size_t i = 0, k = 0; i < from_count && k < to_count;) {
        if (from[i].home == to[k].home) {
            move(matching, &from[i++], &to[k++]);
        } else if (from[i].home < to[k].home) {
            i++;
        } else {
            k++;
        }
    }
    for (size_t i = 0, k = 0; telling && i < from_count && k < to_count;) {
        if (from[i].block == EDITION_NONE) {
            i++;
        } else if (to[k].block == EDITION_NONE) {
            k++;
        } else {
            move(matching, &from[i++], &to[k++]);
        }
    }
}

static size_t same_row(const struct loose *list, size_t from, size_t count)
{
    size_t to = from;
    while (to < count && list[to].row == list[from].row) {
        to++;
    }
    return to;
}

bool matching_find_moved(struct matching *matching)
{
    size_t from_count = 0, to_count = 0;
    struct loose *from = list_loose(matching, true, &from_count);
    struct loose *to = list_loose(matching, false, &to_count);
    if (!from || !to) {
        return false;
    }
    for (size_t i = 0, k = 0; i < from_count && k < to_count;) {
        size_t i_end = same_row(from, i, from_count), k_end = same_row(to, k, to_count);
        if (from[i].row < to[k].row) {
            i = i_end;
        } else if (from[i].row > to[k].row) {
            k = k_end;
        } else {
            move_equal(matching, &from[i], i_end - i, &to[k], k_end - k);
            i = i_end;
            k = k_end;
        }
    }
    return true;
}
