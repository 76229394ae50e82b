/* A diff for programs. What it says of each document's blocks is enough to make the new
 * text of the old one: see doc/diff.md, where each member has its row. */
#include "diff/view.h"

#include "base/gate.h"

static void add_member(struct buf *out, const char *before, const char *name,
                       struct str value)
{
    buf_add_format(out, "%s\"%s\": ", before, name);
    gate_add_json(out, value);
}

static void add_count(struct buf *out, const char *before, const char *name, size_t count)
{
    buf_add_format(out, "%s\"%s\": %zu", before, name, count);
}

static void add_edition(struct buf *out, const char *name, const struct edition *edition)
{
    buf_add_format(out, "  \"%s\": {", name);
    add_member(out, "", "source", edition->name);
    if (edition->revision.len) {
        add_member(out, ", ", "revision", edition->revision);
    }
    if (edition->date.len) {
        add_member(out, ", ", "date", edition->date);
    }
    add_count(out, ", ", "documents", edition->document_count);
    add_count(out, ", ", "words", edition->word_count);
    buf_add_text(out, "},\n");
}

static void add_counts(struct buf *out, const struct diff_counts *counts)
{
    for (size_t i = 0; i < CHANGE_COUNT; i++) {
        add_count(out, i ? ", " : "", change_name((enum change)i), counts->blocks[i]);
    }
    add_count(out, ", ", "addresses", counts->links);
    add_count(out, ", ", "words_added", counts->words_added);
    add_count(out, ", ", "words_removed", counts->words_removed);
}

static void add_links(struct buf *out, const char *name, struct row_side side)
{
    if (!side.block) {
        return;
    }
    const struct edition_link *links = side.edition->links + side.block->first_link;
    buf_add_format(out, ", \"%s\": [", name);
    for (uint32_t i = 0; i < side.block->link_count; i++) {
        bool words = links[i].end > links[i].word;
        add_member(out, i ? ", {" : "{", "text",
                   words ? run_text(side.edition, side.block, links[i].word,
                                    links[i].end - links[i].word, false)
                         : (struct str){0});
        add_member(out, ", ", "address", links[i].address);
        buf_add_byte(out, '}');
    }
    buf_add_byte(out, ']');
}

static void add_files(struct buf *out, const char *name, struct row_side side)
{
    if (!side.block) {
        return;
    }
    const struct edition_media *media = side.edition->media + side.block->first_media;
    buf_add_format(out, ", \"%s\": [", name);
    for (uint32_t i = 0; i < side.block->media_count; i++) {
        add_member(out, i ? ", {" : "{", "name", media[i].name);
        buf_add_format(out, ", \"picture\": %s", media[i].is_picture ? "true" : "false");
        if (media[i].is_picture) {
            add_member(out, ", ", "text", media[i].text);
        }
        if (media[i].held) {
            buf_add_text(out, ", \"sha256\": \"");
            digest_add_hex(out, media[i].sha256, SHA256_BYTES);
            buf_add_byte(out, '"');
        }
        buf_add_byte(out, '}');
    }
    buf_add_byte(out, ']');
}

static void add_headings(struct buf *out, struct row_side side)
{
    const struct edition_block *headings[HEADINGS_MOST];
    size_t count = block_headings(side.edition, side.block, headings);
    buf_add_text(out, ", \"heading\": [");
    for (size_t i = 0; i < count; i++) {
        buf_add_text(out, i ? ", " : "");
        gate_add_json(out, edition_text(side.edition, headings[i]));
    }
    buf_add_byte(out, ']');
}

/* What is the same and what is new makes the new text, letter for letter. */
static void add_runs(struct buf *out, const struct diff *diff, const struct diff_row *row)
{
    static const char *const signs[] = {
        [WORDS_SAME] = "=", [WORDS_REMOVED] = "-", [WORDS_ADDED] = "+"};
    buf_add_text(out, ", \"words\": [");
    for (uint32_t i = 0; i < row->run_count; i++) {
        const struct diff_words *run = &diff->runs[row->first_run + i];
        struct row_side side = row_side(diff, row, run->side == WORDS_REMOVED);
        buf_add_format(out, "%s[\"%s\", ", i ? ", " : "", signs[run->side]);
        gate_add_json(out,
                      run_text(side.edition, side.block, run->first, run->count, true));
        buf_add_byte(out, ']');
    }
    buf_add_byte(out, ']');
}

static void add_elsewhere(struct buf *out, const struct diff *diff,
                          const struct diff_row *row)
{
    struct row_side other = row_elsewhere(diff, row);
    const struct edition_document *document =
        &other.edition->documents[other.block->document];
    buf_add_format(out, ", \"%s\": {", row->new_block == EDITION_NONE ? "to" : "from");
    add_member(out, "", "address", document->address);
    buf_add_format(out, ", \"block\": %u}", other.index - document->first_block);
}

static void add_changes(struct buf *out, unsigned changes)
{
    bool any = false;
    buf_add_text(out, ", \"changes\": [");
    for (size_t i = 0; i < CHANGE_COUNT; i++) {
        if (changes & CHANGE_BIT(i)) {
            buf_add_format(out, "%s\"%s\"", any ? ", " : "", change_name((enum change)i));
            any = true;
        }
    }
    buf_add_byte(out, ']');
}

static void add_row(struct buf *out, const struct diff *diff, const struct diff_row *row)
{
    struct row_side then = row_side(diff, row, true), now = row_side(diff, row, false);
    struct row_side shown = row_shown(diff, row);
    const char *kind = !then.block ? "added" : !now.block ? "removed" : "text";
    buf_add_format(out, "{\"change\": \"%s\"", change_name(row->change));
    add_changes(out, row->changes);
    buf_add_format(out, ", \"kind\": \"%s\"", block_kind_name(shown.block->kind));
    add_headings(out, shown);
    if (row->elsewhere != EDITION_NONE) {
        add_elsewhere(out, diff, row);
    }
    if (row->run_count) {
        add_runs(out, diff, row);
    } else {
        add_member(out, ", ", kind, edition_text(shown.edition, shown.block));
    }
    if (row->changes & CHANGE_BIT(CHANGE_LINKS)) {
        add_links(out, "old_links", then);
        add_links(out, "new_links", now);
    }
    if (row->changes & CHANGE_BIT(CHANGE_FILES)) {
        add_files(out, "old_files", then);
        add_files(out, "new_files", now);
    }
    buf_add_byte(out, '}');
}

static void add_blocks(struct buf *out, const struct diff *diff,
                       const struct diff_document *document)
{
    size_t same = 0;
    const char *comma = "\n      ";
    buf_add_text(out, ",\n     \"blocks\": [");
    for (size_t i = 0; i <= document->row_count; i++) {
        const struct diff_row *row =
            i < document->row_count ? &diff->rows[document->first_row + i] : NULL;
        if (row && row->change == CHANGE_NONE) {
            same++;
            continue;
        }
        if (same) {
            buf_add_format(out, "%s{\"same\": %zu}", comma, same);
            comma = ",\n      ";
            same = 0;
        }
        if (row) {
            buf_add_text(out, comma);
            add_row(out, diff, row);
            comma = ",\n      ";
        }
    }
    buf_add_byte(out, ']');
}

static void add_side(struct buf *out, const char *name, const struct edition *edition,
                     uint32_t index)
{
    if (index == EDITION_NONE) {
        return;
    }
    const struct edition_document *document = &edition->documents[index];
    buf_add_format(out, ", \"%s\": {", name);
    add_count(out, "", "number", (size_t)index + 1);
    add_member(out, ", ", "address", document->address);
    if (document->live_url.len) {
        add_member(out, ", ", "url", document->live_url);
    }
    add_member(out, ", ", "title", document->title);
    add_count(out, ", ", "words", document->word_count);
    buf_add_byte(out, '}');
}

static void add_document(struct buf *out, const struct diff *diff,
                         const struct diff_document *document)
{
    const char *status = document->old_document == EDITION_NONE   ? "added"
                         : document->new_document == EDITION_NONE ? "removed"
                         : document_changed(document)             ? "changed"
                                                                  : "same";
    buf_add_format(out, "\n    {\"status\": \"%s\", \"renamed\": %s, \"reordered\": %s",
                   status, document->renamed ? "true" : "false",
                   document->reordered ? "true" : "false");
    add_side(out, "old", diff->old_edition, document->old_document);
    add_side(out, "new", diff->new_edition, document->new_document);
    buf_add_text(out, ",\n     \"counts\": {");
    add_counts(out, &document->counts);
    buf_add_byte(out, '}');
    add_blocks(out, diff, document);
    buf_add_byte(out, '}');
}

void diff_write_json(const struct diff *diff, struct buf *out)
{
    buf_add_format(out, "  \"differs\": %s,\n", diff_differs(diff) ? "true" : "false");
    add_edition(out, "old", diff->old_edition);
    add_edition(out, "new", diff->new_edition);
    add_count(out, "  \"counts\": {", "documents_added", diff->added);
    add_count(out, ", ", "documents_removed", diff->removed);
    add_count(out, ", ", "documents_renamed", diff->renamed);
    add_count(out, ", ", "documents_changed", diff->changed);
    buf_add_text(out, ",\n    ");
    add_counts(out, &diff->counts);
    buf_add_text(out, "},\n  \"documents\": [");
    for (size_t i = 0; i < diff->document_count; i++) {
        buf_add_text(out, i ? "," : "");
        add_document(out, diff, &diff->documents[i]);
    }
    buf_add_text(out, diff->document_count ? "\n  ]" : "]");
}
