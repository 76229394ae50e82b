/* Words that style sheets of sites keep for those who hear a page ("Read more <span
 * class="sr-only">about prices</span>"). Where visible words of their block and link stand
 * beside them, those carry them: paper shows the visible ones, and who hears it is told
 * both. Elsewhere nothing else would say it, and they are shown as any others.
 *
 *     Read more [about prices]         carried by "Read more"
 *     [Posted on] 1 May                carried by "1 May"
 *     <a><img> [about prices]</a>      shown
 */
#include "doc/parts.h"

#define PENDING_LIMIT 8 /* before the words that carry them; more are shown */

/* Bootstrap, GitHub, Tailwind, WordPress, Foundation, Bulma, Angular, Drupal, USWDS,
 * GOV.UK.
 */
bool node_is_only_heard(const struct node *node)
{
    static const char *const classes[] = {
        "sr-only",           "visually-hidden",     "screen-reader-text",
        "visuallyhidden",    "screen-reader-only",  "sr-only-focusable",
        "show-for-sr",       "is-sr-only",          "visually-hidden-focusable",
        "element-invisible", "cdk-visually-hidden", "usa-sr-only",
        "u-visually-hidden", "a11y-hidden",         "govuk-visually-hidden"};
    bool heard = false;
    for (size_t i = 0;
         node_attribute(node, "class") && i < sizeof classes / sizeof classes[0] && !heard;
         i++) {
        heard = node_has_class(node, classes[i]);
    }
    return heard && !node_has_class(node, "not-sr-only");
}

struct hearing {
    bool words;                          /* visible ones stand right before */
    struct node *pending[PENDING_LIMIT]; /* that nothing carries yet */
    size_t pending_count;
};

/* What it says can be told beside other words: nobody could follow a link in it. */
static bool holds_words_alone(const struct node *heard)
{
    bool words = false, alone = node_id(heard).len == 0;
    struct walk walk;
    walk_init(&walk, heard);
    while (walk_next(&walk) && alone) {
        const struct node *node = walk.node;
        bool text = node->kind == NODE_TEXT || node->kind == NODE_SOFT_BREAK;
        words = words || (text && str_trim(node->text).len);
        alone = text || (node_is_container(node) && node->kind != NODE_LINK);
    }
    return words && alone;
}

static void meet_text(struct document *document, struct hearing *hearing,
                      const struct node *text)
{
    if (str_trim(text->text).len) {
        for (size_t i = 0; i < hearing->pending_count; i++) {
            hearing->pending[i]->heard = document->heard = true;
        }
        *hearing = (struct hearing){.words = true};
    }
}

static void meet_heard(struct document *document, struct hearing *hearing,
                       struct node *node)
{
    if (hearing->words) {
        node->heard = document->heard = true;
    } else if (hearing->pending_count < PENDING_LIMIT) {
        hearing->pending[hearing->pending_count++] = node;
    }
}

void document_settle_heard(struct document *document)
{
    struct hearing hearing = {0};
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (node->kind == NODE_TEXT) {
            meet_text(document, &hearing, node);
        } else if (node->kind == NODE_LINK && walk.entering) {
            hearing.words = false; /* those before it are not its own */
        } else if (node->kind == NODE_LINK) {
            hearing.pending_count = 0;
        } else if (!node_is_inline(node) ||
                   (!node_is_container(node) && node->kind != NODE_SOFT_BREAK)) {
            hearing = (struct hearing){0};
        } else if (walk.entering && node->details && node_is_only_heard(node) &&
                   holds_words_alone(node)) {
            meet_heard(document, &hearing, node);
            edit_walk_skip_children(&walk);
        }
    }
}
