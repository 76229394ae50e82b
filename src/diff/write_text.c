/* A diff for people at a terminal: of each document what changed, under its heading. What
 * changes no word is counted in one line at the end, unless all is asked for. */
#include "diff/diff.h"

#include "base/number.h"
#include "diff/lines.h"
#include "diff/view.h"

#define CONTEXT_WORDS 8    /* of equal words around a change */
#define BEGINNING_WORDS 12 /* of a block that is only named */

static const char arrow[] = " \xe2\x80\xba ";
static const char ellipsis[] = "\xe2\x80\xa6";

struct writing {
    const struct diff *diff;
    const struct diff_view *view;
    struct lines lines;
    struct row_side told; /* whose headings were told last */
};

/* Words */

/* `count` words of a block; where there is no space before one, none is shown. */
static void add_words(struct writing *writing, struct row_side side, enum look look,
                      uint32_t first, uint32_t count, bool glue)
{
    const struct edition_word *words = side.edition->words + side.block->first_word;
    for (uint32_t i = first; i < first + count; i++) {
        bool joined = i > 0 && words[i].from == words[i - 1].to;
        lines_add(&writing->lines, look, (i == first && glue) || joined,
                  str_sub(side.edition->text, words[i].from, words[i].to));
    }
}

/* Of equal words those near a change. */
static void add_same(struct writing *writing, struct row_side side, enum look look,
                     uint32_t first, uint32_t count, bool is_first, bool is_last)
{
    uint32_t before = is_first ? 0 : CONTEXT_WORDS, behind = is_last ? 0 : CONTEXT_WORDS;
    if (count <= before + behind + 2) {
        add_words(writing, side, look, first, count, false);
        return;
    }
    add_words(writing, side, look, first, before, false);
    lines_add(&writing->lines, LOOK_FAINT, false, str_from(ellipsis));
    add_words(writing, side, look, first + count - behind, behind, false);
}

static void add_beginning(struct writing *writing, struct row_side side, enum look look)
{
    uint32_t count = side.block->word_count;
    uint32_t shown = count > BEGINNING_WORDS + 2 ? BEGINNING_WORDS : count;
    add_words(writing, side, look, 0, shown, false);
    if (shown < count) {
        lines_add(&writing->lines, LOOK_FAINT, false, str_from(ellipsis));
    }
}

/* The block with its changes in it: "We keep them [-90-] {+30+} days". */
static void add_inline(struct writing *writing, const struct diff_row *row)
{
    bool marks = !writing->view->colour;
    lines_begin(&writing->lines, "  ~ ", LOOK_PLAIN);
    for (uint32_t i = 0; i < row->run_count; i++) {
        const struct diff_words *run = &writing->diff->runs[row->first_run + i];
        struct row_side side = row_side(writing->diff, row, run->side == WORDS_REMOVED);
        bool removed = run->side == WORDS_REMOVED;
        enum look look = removed ? LOOK_REMOVED : LOOK_ADDED;
        if (run->side == WORDS_SAME && writing->view->by_word) {
            add_words(writing, side, LOOK_PLAIN, run->first, run->count, false);
        } else if (run->side == WORDS_SAME) {
            add_same(writing, side, LOOK_PLAIN, run->first, run->count, i == 0,
                     i + 1 == row->run_count);
        } else {
            if (marks) {
                lines_add(&writing->lines, look, false, removed ? STR("[-") : STR("{+"));
            }
            add_words(writing, side, look, run->first, run->count, marks);
            if (marks) {
                lines_add(&writing->lines, look, true, removed ? STR("-]") : STR("+}"));
            }
        }
    }
    lines_end(&writing->lines);
}

/* One side of a block, with context. */
static void add_side(struct writing *writing, const struct diff_row *row, bool old_side)
{
    enum look look = old_side ? LOOK_REMOVED : LOOK_ADDED;
    struct row_side side = row_side(writing->diff, row, old_side);
    lines_begin(&writing->lines, old_side ? "  - " : "  + ", look);
    for (uint32_t i = 0; i < row->run_count; i++) {
        const struct diff_words *run = &writing->diff->runs[row->first_run + i];
        if (run->side == WORDS_SAME) {
            add_same(writing, side, LOOK_PLAIN, old_side ? run->old_first : run->first,
                     run->count, i == 0, i + 1 == row->run_count);
        } else if ((run->side == WORDS_REMOVED) == old_side) {
            add_words(writing, side, look, run->first, run->count, false);
        }
    }
    lines_end(&writing->lines);
}

static bool changes_both_ways(const struct diff *diff, const struct diff_row *row)
{
    bool removes = false, adds = false;
    for (uint32_t i = 0; i < row->run_count; i++) {
        enum word_side side = diff->runs[row->first_run + i].side;
        removes = removes || side == WORDS_REMOVED;
        adds = adds || side == WORDS_ADDED;
    }
    return removes && adds;
}

/* Rows */

static void add_heading(struct writing *writing, struct row_side side)
{
    const struct edition_block *headings[HEADINGS_MOST];
    size_t count = headings_to_tell(&writing->told, side, headings);
    if (count == 0) {
        return;
    }
    lines_begin(&writing->lines, "  ", LOOK_HEADING);
    for (size_t i = 0; i < count; i++) {
        struct str text = edition_text(side.edition, headings[i]);
        lines_add(&writing->lines, LOOK_HEADING, false,
                  i ? str_trim(str_from(arrow)) : (struct str){0});
        lines_add(&writing->lines, LOOK_HEADING, false, text);
    }
    lines_end(&writing->lines);
}

static void add_whole(struct writing *writing, struct row_side side, bool removed)
{
    enum look look = removed ? LOOK_REMOVED : LOOK_ADDED;
    lines_begin(&writing->lines, removed ? "  - " : "  + ", look);
    add_words(writing, side, look, 0, side.block->word_count, false);
    lines_end(&writing->lines);
}

static void add_words_row(struct writing *writing, const struct diff_row *row)
{
    struct row_side shown = row_shown(writing->diff, row);
    if (row->run_count == 0) {
        add_whole(writing, shown, row->new_block == EDITION_NONE);
    } else if (writing->view->by_word || !changes_both_ways(writing->diff, row)) {
        add_inline(writing, row);
    } else {
        add_side(writing, row, true);
        add_side(writing, row, false);
    }
}

/* Where it was: a heading, and the document if it is another. */
static void add_place(struct writing *writing, struct row_side other, uint32_t document)
{
    const struct edition_block *headings[HEADINGS_MOST];
    size_t count = block_headings(other.edition, other.block, headings);
    bool elsewhere = other.block->document != document;
    if (count) {
        lines_add(&writing->lines, LOOK_MOVED, false, STR("from"));
        lines_add(&writing->lines, LOOK_HEADING, false,
                  edition_text(other.edition, headings[count - 1]));
    }
    if (elsewhere || !count) {
        lines_add(&writing->lines, LOOK_MOVED, false,
                  elsewhere ? STR("from") : STR("within the document"));
    }
    if (elsewhere) {
        lines_add(&writing->lines, LOOK_HEADING, false,
                  other.edition->documents[other.block->document].address);
    }
}

/* Gives how many rows it told of: what moved together is told of together. */
static size_t add_moved(struct writing *writing, const struct diff_document *document,
                        size_t at)
{
    const struct diff *diff = writing->diff;
    const struct diff_row *row = &diff->rows[document->first_row + at];
    size_t count = 1;
    while (at + count < document->row_count && row[count].change == CHANGE_MOVED &&
           row[count].old_block == EDITION_NONE &&
           row[count].elsewhere == row->elsewhere + count) {
        count++;
    }
    struct row_side other = row_elsewhere(diff, row);
    lines_begin(&writing->lines, "  > ", LOOK_MOVED);
    lines_add(&writing->lines, LOOK_MOVED, false, STR("moved here"));
    add_place(writing, other, document->old_document);
    if (count > 1) {
        struct buf text = {.part_of = writing->lines.out};
        number_add_count(&text, count, "paragraph", "paragraphs");
        lines_add(&writing->lines, LOOK_MOVED, true, STR(","));
        lines_add(&writing->lines, LOOK_MOVED, false, buf_str(&text));
        buf_clear(&text);
    }
    lines_add(&writing->lines, LOOK_MOVED, true, STR(":"));
    add_beginning(writing, row_side(diff, row, false), LOOK_PLAIN);
    lines_end(&writing->lines);
    return count;
}

static void add_link_change(struct writing *writing, const struct diff_row *row,
                            const struct link_change *change)
{
    const struct diff *diff = writing->diff;
    const struct edition_link *shown =
        change->new_link ? change->new_link : change->old_link;
    struct row_side side = row_side(diff, row, !change->new_link);
    struct str none = STR("(none)");
    lines_begin(&writing->lines, "  @ ", LOOK_FAINT);
    if (!side.block) { /* it has moved */
        side = row_elsewhere(diff, row);
    }
    if (shown->end > shown->word) {
        add_words(writing, side, LOOK_PLAIN, shown->word, shown->end - shown->word, false);
        lines_add(&writing->lines, LOOK_PLAIN, true, STR(":"));
    }
    struct str address = change->old_link ? change->old_link->address : none;
    lines_add(&writing->lines, LOOK_REMOVED, false, address.len ? address : none);
    lines_add(&writing->lines, LOOK_FAINT, false, STR("\xe2\x86\x92"));
    address = change->new_link ? change->new_link->address : none;
    lines_add(&writing->lines, LOOK_ADDED, false, address.len ? address : none);
    lines_end(&writing->lines);
}

static void add_links(struct writing *writing, const struct diff_row *row)
{
    struct row_side then = row_side(writing->diff, row, true);
    struct row_side now = row_side(writing->diff, row, false);
    if (row->elsewhere != EDITION_NONE) {
        then = row_elsewhere(writing->diff, row);
    }
    struct link_changes changes = {
        .diff = writing->diff, .then = then.block, .now = now.block};
    struct link_change change;
    while (then.block && now.block && link_changes_next(&changes, &change)) {
        add_link_change(writing, row, &change);
    }
}

static void add_files(struct writing *writing, const struct diff_row *row)
{
    struct row_side shown = row_shown(writing->diff, row);
    const struct edition_media *media = shown.edition->media + shown.block->first_media;
    for (uint32_t i = 0; i < shown.block->media_count; i++) {
        lines_begin(&writing->lines, "  # ", LOOK_FAINT);
        lines_add(&writing->lines, LOOK_PLAIN, false,
                  media[i].is_picture ? STR("picture") : STR("file"));
        lines_add(&writing->lines, LOOK_PLAIN, false,
                  media[i].name.len ? media[i].name : media[i].text);
        lines_add(&writing->lines, LOOK_PLAIN, true,
                  row->old_block == EDITION_NONE   ? STR(": added")
                  : row->new_block == EDITION_NONE ? STR(": removed")
                                                   : STR(": changed"));
        lines_end(&writing->lines);
    }
    if (shown.block->media_count == 0) {
        lines_begin(&writing->lines, "  # ", LOOK_FAINT);
        lines_add(&writing->lines, LOOK_PLAIN, false, STR("a picture or file is gone:"));
        add_beginning(writing, shown, LOOK_PLAIN);
        lines_end(&writing->lines);
    }
}

static void add_markup(struct writing *writing, const struct diff_row *row)
{
    struct row_side shown = row_shown(writing->diff, row);
    lines_begin(&writing->lines, "  * ", LOOK_FAINT);
    lines_add(&writing->lines, LOOK_FAINT, false, STR("markup:"));
    if (shown.block->word_count) {
        add_beginning(writing, shown, LOOK_PLAIN);
    } else {
        lines_add(&writing->lines, LOOK_PLAIN, false,
                  str_from(block_kind_name(shown.block->kind)));
    }
    lines_end(&writing->lines);
}

static bool is_shown(const struct writing *writing, const struct diff_row *row)
{
    bool told_there = row->change == CHANGE_MOVED && row->new_block == EDITION_NONE;
    bool shown = row->change == CHANGE_WORDS || row->change == CHANGE_MOVED;
    return !told_there && (shown || (writing->view->all && row->change != CHANGE_NONE));
}

static void add_rows(struct writing *writing, const struct diff_document *document)
{
    for (size_t i = 0; i < document->row_count; i++) {
        const struct diff_row *row = &writing->diff->rows[document->first_row + i];
        if (!is_shown(writing, row)) {
            continue;
        }
        add_heading(writing, row_shown(writing->diff, row));
        if (row->change == CHANGE_WORDS) {
            add_words_row(writing, row);
        } else if (row->change == CHANGE_MOVED) {
            size_t count = add_moved(writing, document, i);
            for (size_t k = 0; k < count && writing->view->all; k++) {
                add_links(writing, &row[k]);
            }
            i += count - 1;
            continue;
        }
        if (writing->view->all && (row->changes & CHANGE_BIT(CHANGE_LINKS)) &&
            row->change != CHANGE_WORDS) {
            add_links(writing, row);
        }
        if (writing->view->all && (row->changes & CHANGE_BIT(CHANGE_FILES))) {
            add_files(writing, row);
        }
        if (row->change == CHANGE_MARKUP) {
            add_markup(writing, row);
        }
    }
}

/* Documents */

static void add_title(struct writing *writing, const struct diff_document *document)
{
    const struct edition_document *shown = document_shown(writing->diff, document);
    bool added = document->old_document == EDITION_NONE;
    bool removed = document->new_document == EDITION_NONE;
    struct lines *lines = &writing->lines;
    lines_begin(lines, "", LOOK_TITLE);
    lines_add(lines, LOOK_TITLE, false, shown->title);
    lines_add(lines, LOOK_FAINT, false, shown->address);
    if (document->renamed) {
        lines_add(lines, LOOK_MOVED, false, STR("renamed, was"));
        lines_add(lines, LOOK_FAINT, false,
                  writing->diff->old_edition->documents[document->old_document].address);
    }
    if (document->reordered) {
        lines_add(lines, LOOK_MOVED, false, STR("at another place in the order"));
    }
    if (added || removed) {
        struct buf text = {.part_of = lines->out};
        buf_add_text(&text, added ? "added: " : "removed: ");
        number_add_count(&text, shown->word_count, "word", "words");
        lines_add(lines, added ? LOOK_ADDED : LOOK_REMOVED, false, buf_str(&text));
        buf_clear(&text);
    }
    lines_end(lines);
}

static bool has_more(const struct writing *writing, const struct diff_document *document)
{
    bool whole =
        document->old_document != EDITION_NONE && document->new_document != EDITION_NONE;
    bool any = document->counts.blocks[CHANGE_MOVED] > 0;
    for (size_t i = 0; i < CHANGE_COUNT; i++) {
        any = any || (document->counts.blocks[i] &&
                      (writing->view->all || (whole && i == CHANGE_WORDS)));
    }
    return any;
}

static void add_document(struct writing *writing, const struct diff_document *document)
{
    bool whole =
        document->old_document != EDITION_NONE && document->new_document != EDITION_NONE;
    bool more = has_more(writing, document);
    if (!more && whole && !document->renamed && !document->reordered) {
        return;
    }
    buf_add_text(writing->lines.out, writing->lines.out->len ? "\n" : "");
    add_title(writing, document);
    writing->told = (struct row_side){0};
    if (more && (whole || writing->view->all)) {
        add_rows(writing, document);
    }
}

/* Counts */

static void add_comma(struct buf *out, bool *any)
{
    buf_add_text(out, *any ? ", " : "");
    *any = true;
}

static void add_counted(struct buf *out, bool *any, size_t count, const char *one,
                        const char *many)
{
    if (count) {
        add_comma(out, any);
        number_add_count(out, count, one, many);
    }
}

/* "+ 14 links changed, 3 markup only: --all shows them" */
static void add_hidden(struct writing *writing)
{
    const struct diff_counts *counts = &writing->diff->counts;
    struct buf *out = writing->lines.out;
    bool any = false;
    if (writing->view->all ||
        !(counts->links || counts->blocks[CHANGE_FILES] || counts->blocks[CHANGE_MARKUP])) {
        return;
    }
    buf_add_text(out, out->len ? "\n+ " : "+ ");
    add_counted(out, &any, counts->links, "link changed", "links changed");
    add_counted(out, &any, counts->blocks[CHANGE_FILES], "picture or file",
                "pictures or files");
    add_counted(out, &any, counts->blocks[CHANGE_MARKUP], "markup only", "markup only");
    buf_add_text(out, ": --all shows them\n");
}

static void add_total(struct writing *writing)
{
    const struct diff *diff = writing->diff;
    struct buf *out = writing->lines.out;
    bool any = false;
    if (!diff_differs(diff)) {
        buf_add_text(out, "no difference: ");
        number_add_count(out, diff->new_edition->document_count, "document, ",
                         "documents, ");
        number_add_count(out, diff->new_edition->word_count, "word\n", "words\n");
        return;
    }
    buf_add_text(out, out->len ? "\n" : "");
    buf_add_text(out, "documents: ");
    add_counted(out, &any, diff->changed, "changed", "changed");
    add_counted(out, &any, diff->added, "added", "added");
    add_counted(out, &any, diff->removed, "removed", "removed");
    add_counted(out, &any, diff->renamed, "renamed", "renamed");
    any = false;
    buf_add_text(out, "; words: ");
    add_counted(out, &any, diff->counts.words_added, "added", "added");
    add_counted(out, &any, diff->counts.words_removed, "removed", "removed");
    buf_add_text(out, any ? "" : "none");
    if (diff->counts.blocks[CHANGE_MOVED]) {
        buf_add_text(out, "; ");
        number_add_count(out, diff->counts.blocks[CHANGE_MOVED], "paragraph moved",
                         "paragraphs moved");
    }
    buf_add_text(out, "\n");
}

/* --stat: a line for each document that changed. */
static void add_stat(struct writing *writing, const struct diff_document *document)
{
    const struct edition_document *shown = document_shown(writing->diff, document);
    const struct diff_counts *counts = &document->counts;
    struct buf *out = writing->lines.out;
    bool any = false;
    buf_add_visible(out, shown->address);
    if (document->renamed) {
        buf_add_text(out, " (was ");
        buf_add_visible(
            out, writing->diff->old_edition->documents[document->old_document].address);
        buf_add_byte(out, ')');
    }
    buf_add_text(out, document->old_document == EDITION_NONE   ? " (added): "
                      : document->new_document == EDITION_NONE ? " (removed): "
                                                               : ": ");
    if (counts->words_added || counts->words_removed) {
        add_comma(out, &any);
        buf_add_format(out, "words +%zu -%zu", counts->words_added, counts->words_removed);
    }
    add_counted(out, &any, counts->blocks[CHANGE_MOVED], "moved", "moved");
    add_counted(out, &any, counts->links, "link", "links");
    add_counted(out, &any, counts->blocks[CHANGE_FILES], "picture or file",
                "pictures or files");
    add_counted(out, &any, counts->blocks[CHANGE_MARKUP], "markup only", "markup only");
    if (document->reordered) {
        add_comma(out, &any);
        buf_add_text(out, "another place in the order");
    }
    buf_add_text(out, any ? "\n" : "no other change\n");
}

void diff_write_text(const struct diff *diff, const struct diff_view *view, struct buf *out)
{
    struct writing writing = {
        .diff = diff, .view = view, .lines = {.out = out, .view = view}};
    for (size_t i = 0; i < diff->document_count; i++) {
        const struct diff_document *document = &diff->documents[i];
        if (!view->counts) {
            add_document(&writing, document);
        } else if (document_changed(document)) {
            add_stat(&writing, document);
        }
    }
    if (!view->counts) {
        add_hidden(&writing);
    }
    add_total(&writing);
}
