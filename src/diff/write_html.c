/* A diff as a page: of each document the changed blocks, old beside new, under their
 * headings; what changes no word stands folded below them. No script; what may be shown is
 * in the page itself, and its policy allows nothing else. */
#include "diff/diff.h"

#include "base/gate.h"
#include "base/number.h"
#include "diff/html_style.h"
#include "diff/view.h"

struct writing {
    const struct diff *diff;
    const struct diff_view *view;
    struct buf *out;
    struct row_side told; /* whose headings were told last */
};

static void add_html(struct writing *writing, const char *html)
{
    buf_add_text(writing->out, html);
}

static void add_text(struct writing *writing, struct str text)
{
    gate_add_markup(writing->out, text);
}

/* Words of a document run as it does, whatever the page's language. */
static void add_language(struct writing *writing, const struct edition_document *document)
{
    if (document->language.len) {
        add_html(writing, " lang=\"");
        add_text(writing, document->language);
        add_html(writing, "\"");
    }
    add_html(writing, " dir=\"auto\"");
}

static void open_words(struct writing *writing, struct row_side side)
{
    static const char *const classes[] = {
        [BLOCK_TITLE] = "title", [BLOCK_HEADING] = "title", [BLOCK_PARAGRAPH] = "",
        [BLOCK_ITEM] = "",       [BLOCK_TERM] = "title",    [BLOCK_CAPTION] = "",
        [BLOCK_ROW] = "",        [BLOCK_CODE] = "code",     [BLOCK_RULE] = "",
    };
    const char *class = classes[side.block->kind];
    add_html(writing, "<p");
    if (*class) {
        buf_add_format(writing->out, " class=\"%s\"", class);
    }
    add_language(writing, &side.edition->documents[side.block->document]);
    add_html(writing, ">");
}

/* Words */

static void add_changed(struct writing *writing, struct str text, bool removed)
{
    add_html(writing, removed ? "<del><span class=\"aside\">removed: </span>"
                              : "<ins><span class=\"aside\">added: </span>");
    add_text(writing, text);
    add_html(writing, removed ? "<span class=\"aside\">; </span></del>"
                              : "<span class=\"aside\">; </span></ins>");
}

static void add_space(struct writing *writing, const struct row_side *side, uint32_t first)
{
    const struct edition_word *words = side->edition->words + side->block->first_word;
    if (first > 0 && words[first].from > words[first - 1].to) {
        add_html(writing, " ");
    }
}

static void add_runs(struct writing *writing, const struct diff_row *row, bool old_side)
{
    struct row_side side = row_side(writing->diff, row, old_side);
    for (uint32_t i = 0; i < row->run_count; i++) {
        const struct diff_words *run = &writing->diff->runs[row->first_run + i];
        bool own = run->side == (old_side ? WORDS_REMOVED : WORDS_ADDED);
        uint32_t first = run->side == WORDS_SAME && old_side ? run->old_first : run->first;
        if (!own && run->side != WORDS_SAME) {
            continue;
        }
        struct str text = run_text(side.edition, side.block, first, run->count, false);
        add_space(writing, &side, first);
        if (own) {
            add_changed(writing, text, old_side);
        } else {
            add_text(writing, text);
        }
    }
}

static void open_side(struct writing *writing, const char *class, const char *label)
{
    buf_add_format(writing->out, "<div class=\"side %s\">\n<p class=\"label\">%s</p>\n",
                   class, label);
}

static void add_side(struct writing *writing, const struct diff_row *row, bool old_side)
{
    struct row_side side = row_side(writing->diff, row, old_side);
    if (!side.block) {
        add_html(writing, "<div class=\"side none\"></div>\n");
        return;
    }
    open_side(writing, old_side ? "old" : "new", old_side ? "Old" : "New");
    open_words(writing, side);
    if (row->run_count) {
        add_runs(writing, row, old_side);
    } else {
        add_changed(writing, edition_text(side.edition, side.block), old_side);
    }
    add_html(writing, "</p>\n</div>\n");
}

/* Rows */

static void add_headings(struct writing *writing, struct row_side side)
{
    const struct edition_block *headings[HEADINGS_MOST];
    size_t count = headings_to_tell(&writing->told, side, headings);
    if (count == 0) {
        return;
    }
    add_html(writing, "<h3");
    add_language(writing, &side.edition->documents[side.block->document]);
    add_html(writing, ">");
    for (size_t i = 0; i < count; i++) {
        add_html(writing, i ? " \xe2\x80\xba " : "");
        add_text(writing, edition_text(side.edition, headings[i]));
    }
    add_html(writing, "</h3>\n");
}

static void add_words_row(struct writing *writing, const struct diff_row *row)
{
    add_html(writing, "<div class=\"change pair\">\n");
    add_side(writing, row, true);
    add_side(writing, row, false);
    add_html(writing, "</div>\n");
}

static void add_place(struct writing *writing, struct row_side other, uint32_t document)
{
    const struct edition_block *headings[HEADINGS_MOST];
    size_t count = block_headings(other.edition, other.block, headings);
    if (count) {
        add_html(writing, " from <bdi>");
        add_text(writing, edition_text(other.edition, headings[count - 1]));
        add_html(writing, "</bdi>");
    }
    if (other.block->document != document) {
        add_html(writing, count ? " in <bdi>" : " from <bdi>");
        add_text(writing, other.edition->documents[other.block->document].title);
        add_html(writing, "</bdi>");
    } else if (!count) {
        add_html(writing, " within the document");
    }
}

static void add_moved(struct writing *writing, const struct diff_document *document,
                      const struct diff_row *row)
{
    struct row_side now = row_side(writing->diff, row, false);
    add_html(writing, "<div class=\"change\">\n<div class=\"side moved\">\n"
                      "<p><strong>Moved here</strong><span class=\"soft\">");
    add_place(writing, row_elsewhere(writing->diff, row), document->old_document);
    add_html(writing, "</span></p>\n");
    open_words(writing, now);
    add_text(writing, edition_text(now.edition, now.block));
    add_html(writing, "</p>\n</div>\n</div>\n");
}

static void add_address(struct writing *writing, const struct edition_link *link,
                        bool removed)
{
    static const char nowhere[] = "nowhere";
    struct str address =
        link && link->address.len ? link->address : str_from(link ? nowhere : "no link");
    add_changed(writing, address, removed);
}

static void add_link_rows(struct writing *writing, const struct diff_row *row)
{
    struct row_side then = row_side(writing->diff, row, true);
    struct row_side now = row_side(writing->diff, row, false);
    struct link_changes changes = {
        .diff = writing->diff, .then = then.block, .now = now.block};
    struct link_change change;
    while (then.block && now.block && link_changes_next(&changes, &change)) {
        const struct edition_link *link =
            change.new_link ? change.new_link : change.old_link;
        struct row_side side = change.new_link ? now : then;
        add_html(writing, "<p>Link ");
        if (link->end > link->word) {
            add_html(writing, "<q dir=\"auto\">");
            add_text(writing, run_text(side.edition, side.block, link->word,
                                       link->end - link->word, false));
            add_html(writing, "</q>: ");
        }
        add_address(writing, change.old_link, true);
        add_html(writing, " ");
        add_address(writing, change.new_link, false);
        add_html(writing, "</p>\n");
    }
}

static void add_file_rows(struct writing *writing, struct row_side side, bool removed)
{
    for (uint32_t i = 0; side.block && i < side.block->media_count; i++) {
        const struct edition_media *media =
            &side.edition->media[side.block->first_media + i];
        add_html(writing, media->is_picture ? "<p>Picture " : "<p>File ");
        add_changed(writing, media->name.len ? media->name : media->text, removed);
        if (media->held) {
            add_html(writing, " <span class=\"soft\">SHA-256 ");
            digest_add_hex(writing->out, media->sha256, 8);
            add_html(writing, "\xe2\x80\xa6</span>");
        }
        add_html(writing, "</p>\n");
    }
}

/* What changes no word: addresses, files, markup. */
static void add_other_row(struct writing *writing, const struct diff_row *row)
{
    struct row_side shown = row_shown(writing->diff, row);
    add_html(writing, "<div class=\"change\">\n<div class=\"side\">\n");
    if (shown.block->word_count) {
        open_words(writing, shown);
        add_text(writing, edition_text(shown.edition, shown.block));
        add_html(writing, "</p>\n");
    }
    if (row->changes & CHANGE_BIT(CHANGE_LINKS)) {
        add_link_rows(writing, row);
    }
    if (row->changes & CHANGE_BIT(CHANGE_FILES)) {
        add_file_rows(writing, row_side(writing->diff, row, true), true);
        add_file_rows(writing, row_side(writing->diff, row, false), false);
    }
    if (row->changes & CHANGE_BIT(CHANGE_MARKUP)) {
        buf_add_format(writing->out,
                       "<p class=\"soft\">Only the markup of this %s %s.</p>\n",
                       block_kind_name(shown.block->kind),
                       row->old_block == EDITION_NONE   ? "is new"
                       : row->new_block == EDITION_NONE ? "is gone"
                                                        : "changed");
    }
    add_html(writing, "</div>\n</div>\n");
}

static bool changes_text(const struct diff_row *row)
{
    return row->change == CHANGE_WORDS || row->change == CHANGE_MOVED;
}

static void add_rows(struct writing *writing, const struct diff_document *document,
                     bool of_text)
{
    writing->told = (struct row_side){0};
    for (size_t i = 0; i < document->row_count; i++) {
        const struct diff_row *row = &writing->diff->rows[document->first_row + i];
        bool told_there = row->change == CHANGE_MOVED && row->new_block == EDITION_NONE;
        if (row->change == CHANGE_NONE || told_there || changes_text(row) != of_text) {
            continue;
        }
        add_headings(writing, row_shown(writing->diff, row));
        if (row->change == CHANGE_WORDS) {
            add_words_row(writing, row);
        } else if (row->change == CHANGE_MOVED) {
            add_moved(writing, document, row);
        } else {
            add_other_row(writing, row);
        }
    }
}

/* Documents */

static void add_counted(struct buf *out, bool *any, size_t count, const char *one,
                        const char *many)
{
    if (count) {
        buf_add_text(out, *any ? ", " : "");
        number_add_count(out, count, one, many);
        *any = true;
    }
}

static bool add_other_counts(struct buf *out, const struct diff_counts *counts, bool any)
{
    add_counted(out, &any, counts->links, "link changed", "links changed");
    add_counted(out, &any, counts->blocks[CHANGE_FILES], "picture or file",
                "pictures or files");
    add_counted(out, &any, counts->blocks[CHANGE_MARKUP], "markup only", "markup only");
    return any;
}

static void add_counts(struct buf *out, const struct diff_document *document)
{
    const struct diff_counts *counts = &document->counts;
    bool any = false;
    if (document->old_document == EDITION_NONE || document->new_document == EDITION_NONE) {
        buf_add_text(out, document->old_document == EDITION_NONE ? "added" : "removed");
        any = true;
    }
    if (document->renamed) {
        buf_add_text(out, "renamed");
        any = true;
    }
    if (document->reordered) {
        buf_add_text(out,
                     any ? ", another place in the order" : "another place in the order");
        any = true;
    }
    add_counted(out, &any, counts->words_added, "word added", "words added");
    add_counted(out, &any, counts->words_removed, "word removed", "words removed");
    add_counted(out, &any, counts->blocks[CHANGE_MOVED], "paragraph moved",
                "paragraphs moved");
    (void)add_other_counts(out, counts, any);
}

static bool has_text_rows(const struct diff_document *document)
{
    return document->counts.blocks[CHANGE_WORDS] || document->counts.blocks[CHANGE_MOVED];
}

static void add_folded(struct writing *writing, const struct diff_document *document)
{
    const struct diff_counts *counts = &document->counts;
    if (!counts->blocks[CHANGE_LINKS] && !counts->blocks[CHANGE_FILES] &&
        !counts->blocks[CHANGE_MARKUP]) {
        return;
    }
    add_html(writing, writing->view->all ? "<details open><summary>Other changes: "
                                         : "<details><summary>Other changes: ");
    (void)add_other_counts(writing->out, counts, false);
    add_html(writing, "</summary>\n");
    add_rows(writing, document, false);
    add_html(writing, "</details>\n");
}

static void add_document(struct writing *writing, const struct diff_document *document,
                         size_t number)
{
    const struct edition_document *shown = document_shown(writing->diff, document);
    bool whole =
        document->old_document != EDITION_NONE && document->new_document != EDITION_NONE;
    buf_add_format(writing->out,
                   "<section id=\"document-%zu\" aria-labelledby=\"title-%zu\">\n"
                   "<h2 id=\"title-%zu\"",
                   number, number, number);
    add_language(writing, shown);
    add_html(writing, ">");
    add_text(writing, shown->title);
    add_html(writing, "</h2>\n<p class=\"soft\"><bdi>");
    add_text(writing, shown->address);
    add_html(writing, "</bdi>");
    if (document->renamed) {
        add_html(writing, " (was <bdi>");
        add_text(writing,
                 writing->diff->old_edition->documents[document->old_document].address);
        add_html(writing, "</bdi>)");
    }
    add_html(writing, ": ");
    add_counts(writing->out, document);
    add_html(writing, "</p>\n");
    if (has_text_rows(document)) {
        if (!whole) {
            add_html(writing, writing->view->all
                                  ? "<details open><summary>Its text</summary>\n"
                                  : "<details><summary>Its text</summary>\n");
        }
        add_html(writing, "<div class=\"heads\" aria-hidden=\"true\"><span>Old</span>"
                          "<span>New</span></div>\n");
        add_rows(writing, document, true);
        add_html(writing, whole ? "" : "</details>\n");
    }
    add_folded(writing, document);
    add_html(writing, "</section>\n");
}

/* The page */

static void add_edition(struct writing *writing, const char *label,
                        const struct edition *edition)
{
    buf_add_format(writing->out, "<dt>%s</dt><dd><bdi>", label);
    add_text(writing, edition->name);
    add_html(writing, "</bdi>");
    if (edition->date.len) {
        add_html(writing, ", ");
        add_text(writing, edition->date);
    }
    if (edition->revision.len) {
        add_html(writing, ", revision ");
        add_text(writing, str_sub(edition->revision, 0, 12));
    }
    add_html(writing, "</dd>\n");
}

static void add_head(struct writing *writing, struct str generator)
{
    uint8_t digest[SHA256_BYTES];
    digest_sha256(str_from(diff_html_style), digest);
    add_html(writing,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
             "'none'; style-src 'sha256-");
    buf_add_base64(writing->out, str_make((const char *)digest, sizeof digest),
                   base64_plain);
    add_html(writing, "'; base-uri 'none'; form-action 'none'\">\n<title>What changed: ");
    add_text(writing, writing->diff->new_edition->name);
    add_html(writing, "</title>\n<meta name=\"viewport\" content=\"width=device-width, "
                      "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
                      "dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                      "<meta name=\"generator\" content=\"");
    add_text(writing, generator);
    buf_add_format(writing->out, "\">\n<style>%s</style>\n</head>\n", diff_html_style);
}

static void add_summary(struct writing *writing)
{
    const struct diff *diff = writing->diff;
    bool any = false;
    add_html(writing, "<header>\n<h1>What changed</h1>\n<dl>\n");
    add_edition(writing, "Old", diff->old_edition);
    add_edition(writing, "New", diff->new_edition);
    add_html(writing, "</dl>\n<p>");
    add_counted(writing->out, &any, diff->changed, "document changed", "documents changed");
    add_counted(writing->out, &any, diff->added, "document added", "documents added");
    add_counted(writing->out, &any, diff->removed, "document removed", "documents removed");
    add_counted(writing->out, &any, diff->renamed, "document renamed", "documents renamed");
    add_counted(writing->out, &any, diff->counts.words_added, "word added", "words added");
    add_counted(writing->out, &any, diff->counts.words_removed, "word removed",
                "words removed");
    add_counted(writing->out, &any, diff->counts.blocks[CHANGE_MOVED], "paragraph moved",
                "paragraphs moved");
    any = add_other_counts(writing->out, &diff->counts, any);
    add_html(writing, any ? ".</p>\n</header>\n" : "Nothing.</p>\n</header>\n");
}

static void add_list(struct writing *writing)
{
    const struct diff *diff = writing->diff;
    bool any = false;
    for (size_t i = 0; i < diff->document_count; i++) {
        const struct diff_document *document = &diff->documents[i];
        if (!document_changed(document)) {
            continue;
        }
        add_html(writing, any ? "" : "<nav aria-label=\"Documents that changed\">\n<ol>\n");
        any = true;
        buf_add_format(writing->out, "<li><a href=\"#document-%zu\"><bdi>", i + 1);
        add_text(writing, document_shown(diff, document)->title);
        add_html(writing, "</bdi></a> <span class=\"soft\">");
        add_counts(writing->out, document);
        add_html(writing, "</span></li>\n");
    }
    add_html(writing, any ? "</ol>\n</nav>\n" : "");
}

void diff_write_html(const struct diff *diff, const struct diff_view *view,
                     struct str generator, struct buf *out)
{
    struct writing writing = {.diff = diff, .view = view, .out = out};
    add_head(&writing, generator);
    add_html(&writing, "<body>\n");
    add_summary(&writing);
    add_list(&writing);
    add_html(&writing, "<main>\n");
    for (size_t i = 0; i < diff->document_count; i++) {
        if (document_changed(&diff->documents[i])) {
            add_document(&writing, &diff->documents[i], i + 1);
        }
    }
    add_html(&writing, "</main>\n<footer><p>Made with ");
    add_text(&writing, generator);
    add_html(&writing, ".</p></footer>\n</body>\n</html>\n");
}
