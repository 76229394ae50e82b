/* Forms in a page's own text: without the fields, which no document has, labels and buttons
 * are left that say nothing. What is written between them for readers, forms around whole
 * pages, and those that are all of a page stay. */
#include "collect/collect.h"
#include "collect/run.h"

#define LABEL_WORDS 12 /* a block of more is text */
#define FORM_WORDS 80  /* of all labels of a form */

static bool is_form(const struct node *node)
{
    return node->kind == NODE_DIV && str_is(node->text, "form");
}

/* Words of one block: those of its children that are blocks are theirs. */
static size_t own_words(const struct node *block)
{
    size_t words = 0;
    for (const struct node *child = block->first; child; child = child->next) {
        words += node_is_inline(child) ? node_word_count(child) : 0;
    }
    return words;
}

/* A page's heading is no label, whatever stands around it. */
static bool is_text(const struct node *node)
{
    return node->kind == NODE_IMAGE || node->kind == NODE_CODE_BLOCK ||
           node->kind == NODE_TABLE || (node->kind == NODE_HEADING && node->level == 1) ||
           own_words(node) > LABEL_WORDS;
}

/* Whether it has nothing but labels. */
static bool is_labels(const struct node *form)
{
    size_t words = 0;
    struct walk walk;
    for (walk_init(&walk, form); walk_next(&walk);) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        if (is_text(node)) {
            return false;
        }
        words += node_is_container(node) ? 0 : node_word_count(node);
    }
    return words > 0 && words <= FORM_WORDS;
}

bool collect_drop_forms(struct collection_run *run, const struct page *page,
                        struct document *document)
{
    struct node **forms = NULL;
    size_t count = 0, capacity = 0, words = 0;
    struct edit_walk walk;
    for (edit_walk_init(&walk, document->root); edit_walk_next(&walk);) {
        if (!walk.entering || !is_form(walk.node) || !is_labels(walk.node)) {
            continue;
        }
        edit_walk_skip_children(&walk);
        if (!arena_grow(&run->passing, &forms, count, &capacity, sizeof(struct node *))) {
            return report_out_of_memory(run->report);
        }
        forms[count++] = walk.node;
        words += node_word_count(walk.node);
    }
    bool rest = count && words < node_word_count(document->root);
    for (size_t i = 0; i < count && rest; i++) {
        struct spot spot = forms[i]->spot;
        struct place place = {document->file_count ? document->files[spot.file]
                                                   : page->source,
                              spot.line, spot.column, 0};
        report_note(run->report, place, "form-left-out",
                    "a form is left out, with its labels: a document has no fields");
        while (forms[i]->first) {
            node_unlink(forms[i]->first);
        }
        if (!node_id(forms[i]).len) { /* else links may lead there */
            node_unlink(forms[i]);
        }
    }
    return true;
}
