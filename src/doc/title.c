/* The title of a document, decided once for cover, contents, outline, running head and
 * bundle: the one it is given, else its only level 1 heading, else its first heading, else
 * what its name says. The heading that says the title is not shown again, unless it begins
 * a section far below. Relies on headings without permalinks (permalink.c). */
#include "doc/parts.h"

#include "base/slug.h"

#define LEAD_WORD_LIMIT 25 /* before a first heading that is the title */
#define IMAGE_WORDS 5      /* what an image counts among them: badges are many */

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
    size_t lead_words;               /* before `first` */
    bool lead_text;                  /* not only images stand there */
};

static void note_candidate(struct candidates *found, const struct node *heading)
{
    if (node_word_count(heading) == 0) {
        return;
    }
    found->any = found->any ? found->any : heading;
    if (stands_free(heading)) {
        found->first = found->first ? found->first : heading;
        found->only = heading->level > 1 ? found->only : found->tops ? NULL : heading;
        found->tops += heading->level == 1;
    }
}

static void note_lead(struct candidates *found, const struct node *node)
{
    if (!found->first && !node_is_container(node)) {
        bool image = node->kind == NODE_IMAGE;
        size_t words = image ? IMAGE_WORDS : node_word_count(node);
        found->lead_words += words;
        found->lead_text = found->lead_text || (!image && words > 0);
    }
}

static struct candidates find_candidates(const struct document *document)
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
            note_candidate(&found, node);
        } else if (node->kind != NODE_FOOTNOTE && node->kind != NODE_TOC_BLOCK) {
            note_lead(&found, node);
        }
    }
    return found;
}

/* The first heading, unless it is a section's that stays where it is: far below the
 * beginning, or of a lower level with text before it. */
static const struct node *early_heading(const struct candidates *found)
{
    bool early = found->lead_words < LEAD_WORD_LIMIT && found->first &&
                 (found->first->level == 1 || !found->lead_text);
    return early ? found->first : NULL;
}

/* Authors write titles twice, not alike: in another case, with other signs and marks. */
static bool says(struct arena *arena, const struct node *heading, struct str title)
{
    struct str said = slug_make(arena, heading_text(arena, heading), SLUG_DEFAULT, true);
    struct str wanted = slug_make(arena, title, SLUG_DEFAULT, true);
    return wanted.len ? str_eq(said, wanted)
                      : str_eq(heading_text(arena, heading), title); /* signs alone */
}

static const struct node *find_repeated(struct arena *arena, const struct candidates *found,
                                        struct str title)
{
    if (found->only && says(arena, found->only, title)) {
        return found->only;
    }
    bool early = found->first && found->lead_words < LEAD_WORD_LIMIT;
    return early && says(arena, found->first, title) ? found->first : NULL;
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

void document_settle_title(struct arena *arena, struct document *document)
{
    struct candidates found = find_candidates(document);
    struct str given = text_collapse(arena, document->title);
    const struct node *heading = given.len    ? find_repeated(arena, &found, given)
                                 : found.only ? found.only
                                              : early_heading(&found);
    const struct node *saying = heading ? heading : found.first ? found.first : found.any;
    struct str said =
        saying ? heading_text(arena, saying) : text_collapse(arena, document->name_title);
    document->title = given.len ? given : said;
    document->title_heading = heading;
    document->title_in_heading =
        heading && (str_eq(said, document->title) || holds_more_than_words(heading));
}
