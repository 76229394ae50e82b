/* The title of a document, decided once for cover, contents, outline, running head and
 * bundle: the one it is given, else its only level 1 heading, else the heading that it
 * begins with, else what its name says, else its first heading. The heading that says the
 * title is shown once: as the title above the text, or, where that would move it away from
 * what it heads, in its own place. A paragraph that says it, where the text begins, is that
 * heading. Relies on headings without permalinks (heading.c). */
#include "doc/parts.h"

#include "base/slug.h"

#define LEAD_WORD_LIMIT 25 /* before a heading that is set above them as the title */
#define LEAD_IMAGE_LIMIT 5 /* before one of a lower level: badges are many */

/* A heading's place when it could be the title's: beside text, not in a quote or a list. */
static bool stands_free(const struct node *heading)
{
    const struct node *around = heading->parent;
    while (around && around->kind == NODE_DIV) {
        around = around->parent;
    }
    return !around || around->kind == NODE_DOCUMENT;
}

struct candidates {
    const struct node *first, *only; /* beside text, with words; only: of level 1 */
    const struct node *any;          /* the first wherever it stands */
    size_t tops;                     /* headings of level 1 beside text */
    size_t lead_words, lead_images;  /* before `first` */
};

static void note_lead(struct candidates *found, const struct node *node)
{
    if (!found->first && node->kind == NODE_IMAGE) {
        found->lead_images++;
    } else if (!found->first && !node_is_container(node)) {
        found->lead_words += node_word_count(node);
    }
}

static void note_heading(struct arena *arena, struct candidates *found,
                         const struct node *heading)
{
    size_t words = node_word_count(heading);
    if (words == 0 || (words == 1 && heading_is_mute(heading_text(arena, heading)))) {
        return;
    }
    found->any = found->any ? found->any : heading;
    if (stands_free(heading)) {
        found->first = found->first ? found->first : heading;
        found->only = heading->level > 1 ? found->only : found->tops ? NULL : heading;
        found->tops += heading->level == 1;
    } else if (!found->first) {
        found->lead_words += words;
    }
}

static struct candidates find_candidates(struct arena *arena,
                                         const struct document *document)
{
    struct candidates found = {0};
    struct walk walk;
    walk_init(&walk, document->root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        bool heading = node->kind == NODE_HEADING;
        if (heading || node->kind == NODE_FOOTNOTE || node->kind == NODE_TOC_BLOCK) {
            walk_skip_children(&walk);
        }
        if (heading) {
            note_heading(arena, &found, node);
        } else if (node->kind != NODE_FOOTNOTE && node->kind != NODE_TOC_BLOCK) {
            note_lead(&found, node);
        }
    }
    return found;
}

/* A title that is given stands above all that comes before the heading that repeats it;
 * another only above a few words or images. What stands below other headings stays there.
 */
static bool is_set_above(const struct candidates *found, const struct node *heading,
                         bool given)
{
    if (heading != found->first) {
        return false;
    }
    bool near = heading->level == 1
                    ? found->lead_words < LEAD_WORD_LIMIT
                    : found->lead_words == 0 && found->lead_images < LEAD_IMAGE_LIMIT;
    return given || near;
}

/* "Title {#id}", where the dialect knows no ids. */
static struct str without_id(struct str text)
{
    size_t brace = str_ends(text, "}") ? str_find(text, STR("{#"), 0) : STR_NONE;
    return brace == STR_NONE ? text : str_sub(text, 0, brace);
}

/* Authors write titles twice, not alike: in another case, with other signs and marks. */
static bool says(struct arena *arena, const struct node *heading, struct str title)
{
    struct str text = without_id(heading_text(arena, heading));
    struct str said = slug_make(arena, text, SLUG_DEFAULT, true);
    struct str wanted = slug_make(arena, title, SLUG_DEFAULT, true);
    return wanted.len ? str_eq(said, wanted) : str_eq(text, title); /* signs alone */
}

static const struct node *find_repeated(struct arena *arena, const struct candidates *found,
                                        struct str title)
{
    const struct node *const headings[] = {found->first, found->only, found->any};
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        if (headings[i] && says(arena, headings[i], title)) {
            return headings[i];
        }
    }
    return NULL;
}

/* What the text begins with, in whatever blocks of HTML stand around it. */
static struct node *find_begin(const struct document *document)
{
    struct node *node = document->root->first;
    while (node && node->kind == NODE_DIV && node->first) {
        node = node->first;
    }
    return node;
}

static bool holds_more_than_words(const struct node *heading)
{
    struct walk walk;
    walk_init(&walk, heading);
    while (walk_next(&walk)) {
        if (walk.node->kind == NODE_LINK || walk.node->kind == NODE_IMAGE ||
            walk.node->kind == NODE_FOOTNOTE_REFERENCE) {
            return true;
        }
    }
    return false;
}

/* The title that is given, said by words that are no heading, as pages have it in a block
 * of its own ("<div class='title'>"): they become one. By these words alone: "Home / Title"
 * and what is a link leads somewhere. NULL: there are none. */
static const struct node *take_paragraph(struct arena *arena, struct candidates *found,
                                         const struct document *document, struct str title)
{
    struct node *begin = find_begin(document);
    if (!begin || begin->kind != NODE_PARAGRAPH || holds_more_than_words(begin) ||
        !str_eq_ignore_case(heading_text(arena, begin), title)) {
        return NULL;
    }
    begin->kind = NODE_HEADING;
    begin->level = 1;
    found->first = begin;
    return begin;
}

/* Of "index.md" and "README.md" in a site without a title. */
static bool names_nothing(struct str name)
{
    name = str_trim(name);
    return name.len == 0 || str_eq_ignore_case(name, STR("index")) ||
           str_eq_ignore_case(name, STR("readme"));
}

/* A lower heading that is all a link, as lists of posts have them, names what it leads to. */
static bool names_another(const struct node *heading)
{
    const struct node *link = heading->first;
    while (link && link->kind == NODE_TEXT && str_trim(link->text).len == 0) {
        link = link->next;
    }
    const struct node *behind = link ? link->next : NULL;
    while (behind && behind->kind == NODE_TEXT && str_trim(behind->text).len == 0) {
        behind = behind->next;
    }
    return heading->level > 1 && link && !behind && link->kind == NODE_LINK &&
           node_info(link).len && !str_starts(node_info(link), "#");
}

/* The heading that names a document without a title. A lower one that text comes before
 * heads a part of it: where the document has a name, that says more. What another is called
 * says less than any name. */
static const struct node *find_naming(const struct candidates *found, bool named)
{
    const struct node *heading = found->only    ? found->only
                                 : found->first ? found->first
                                                : found->any;
    bool part = heading && heading->level > 1 && !is_set_above(found, heading, false);
    bool foreign = heading && names_another(heading);
    return foreign || (part && named) ? NULL : heading;
}

static bool has_number(struct str text, struct str digits)
{
    size_t at = str_find(text, digits, 0);
    while (at != STR_NONE) {
        size_t end = at + digits.len;
        if ((at == 0 || !ascii_is_alnum(text.ptr[at - 1])) &&
            (end == text.len || !ascii_is_alnum(text.ptr[end]))) {
            return true;
        }
        at = str_find(text, digits, end);
    }
    return false;
}

/* "Blog (2)": its first part is called the same, unless it is numbered already. */
static void number_part(struct arena *arena, struct document *document)
{
    struct str digits = document->part > 1 ? arena_format(arena, "%zu", document->part)
                                           : (struct str){0};
    if (digits.len && !has_number(document->title, digits)) {
        document->title =
            arena_format(arena, "%.*s (%.*s)", STR_ARG(document->title), STR_ARG(digits));
    }
}

void document_settle_title(struct arena *arena, struct document *document)
{
    struct candidates found = find_candidates(arena, document);
    struct str given = text_collapse(arena, document->title);
    const struct node *heading =
        given.len ? find_repeated(arena, &found, given)
                  : find_naming(&found, !names_nothing(document->name_title));
    if (!heading && given.len) {
        heading = take_paragraph(arena, &found, document, given);
    }
    struct str said =
        heading ? heading_text(arena, heading) : text_collapse(arena, document->name_title);
    document->title = given.len ? given : said;
    document->title_heading = heading;
    document->title_in_place = heading && !is_set_above(&found, heading, given.len > 0);
    number_part(arena, document);
    document->title_in_heading =
        heading && (str_eq(said, document->title) || holds_more_than_words(heading));
}
