/* What blocks, runs and links of a diff are in words and places, for those who write them. */
#include "diff/view.h"

struct row_side row_side(const struct diff *diff, const struct diff_row *row, bool old_side)
{
    const struct edition *edition = old_side ? diff->old_edition : diff->new_edition;
    uint32_t index = old_side ? row->old_block : row->new_block;
    return (struct row_side){edition,
                             index == EDITION_NONE ? NULL : &edition->blocks[index], index};
}

struct row_side row_shown(const struct diff *diff, const struct diff_row *row)
{
    return row_side(diff, row, row->new_block == EDITION_NONE);
}

struct row_side row_elsewhere(const struct diff *diff, const struct diff_row *row)
{
    const struct edition *edition =
        row->new_block == EDITION_NONE ? diff->new_edition : diff->old_edition;
    return (struct row_side){edition, &edition->blocks[row->elsewhere], row->elsewhere};
}

size_t block_headings(const struct edition *edition, const struct edition_block *block,
                      const struct edition_block *out[HEADINGS_MOST])
{
    const struct edition_block *from_inner[HEADINGS_MOST];
    size_t count = 0;
    for (uint32_t at = block->heading; at != EDITION_NONE && count < HEADINGS_MOST;
         at = edition->blocks[at].heading) {
        from_inner[count++] = &edition->blocks[at];
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = from_inner[count - 1 - i];
    }
    return count;
}

/* Whether both stand under headings of the same words. */
static bool same_headings(struct row_side one, struct row_side other)
{
    const struct edition_block *blocks = one.edition->blocks,
                               *others = other.edition->blocks;
    uint32_t at = one.block->heading, other_at = other.block->heading;
    while (at != EDITION_NONE && other_at != EDITION_NONE &&
           blocks[at].row == others[other_at].row) {
        at = blocks[at].heading;
        other_at = others[other_at].heading;
    }
    return at == EDITION_NONE && other_at == EDITION_NONE;
}

size_t headings_to_tell(struct row_side *told, struct row_side side,
                        const struct edition_block *out[HEADINGS_MOST])
{
    if (told->block && same_headings(*told, side)) {
        return 0;
    }
    *told = side;
    return block_headings(side.edition, side.block, out);
}

struct str run_text(const struct edition *edition, const struct edition_block *block,
                    uint32_t first, uint32_t count, bool with_space)
{
    const struct edition_word *words = edition->words + block->first_word;
    uint32_t end = first + count;
    uint32_t to = !with_space               ? words[end - 1].to
                  : end < block->word_count ? words[end].from
                                            : block->to;
    return str_sub(edition->text, words[first].from, to);
}

const struct edition_document *document_shown(const struct diff *diff,
                                              const struct diff_document *document)
{
    return document->new_document != EDITION_NONE
               ? &diff->new_edition->documents[document->new_document]
               : &diff->old_edition->documents[document->old_document];
}

bool document_changed(const struct diff_document *document)
{
    bool changed = document->old_document == EDITION_NONE ||
                   document->new_document == EDITION_NONE || document->renamed ||
                   document->reordered;
    for (size_t i = 0; i < CHANGE_COUNT && !changed; i++) {
        changed = document->counts.blocks[i] > 0;
    }
    return changed;
}

static bool is_before(const struct edition_link *a, const struct edition_link *b)
{
    return a->word < b->word || (a->word == b->word && a->end < b->end);
}

bool link_changes_next(struct link_changes *changes, struct link_change *out)
{
    const struct edition_block *then = changes->then, *now = changes->now;
    while (changes->old_at < then->link_count || changes->new_at < now->link_count) {
        const struct edition_link *old_link =
            changes->old_at < then->link_count
                ? &changes->diff->old_edition->links[then->first_link + changes->old_at]
                : NULL;
        const struct edition_link *new_link =
            changes->new_at < now->link_count
                ? &changes->diff->new_edition->links[now->first_link + changes->new_at]
                : NULL;
        bool gone = old_link && (!new_link || is_before(old_link, new_link));
        bool come = new_link && (!old_link || is_before(new_link, old_link));
        changes->old_at += !come;
        changes->new_at += !gone;
        if (gone || come || !str_eq(old_link->address, new_link->address)) {
            *out = (struct link_change){come ? NULL : old_link, gone ? NULL : new_link};
            return true;
        }
    }
    return false;
}
