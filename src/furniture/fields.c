/* Fields: names that all pages have, with values that are one page's alone, as headings
 * have sections. */
#include "furniture/parts.h"

#define NAME_WORDS 3   /* most that names a value */
#define NAMED_PARTS 40 /* most of a value with its name */
#define FACT_WORDS 5   /* most of one of some facts, as a day or a place */
#define FACTS_WORDS 60 /* of all of them */
#define FACTS_LEAST 3
#define FULLWIDTH_COLON "\xef\xbc\x9a"

/* "Status:", in print of its own, or in an element: it names a value. */
static enum field name_of(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool strong = false;
    for (size_t i = index; i < part->end; i++) {
        const struct part *within = &view->parts[i];
        struct str text = str_trim(within->node->text);
        strong = strong || within->node->kind == NODE_STRONG;
        if (part_is_leaf(within) && within->words) {
            bool apart = strong || view->parts[within->parent].words == within->words;
            bool name = str_ends(text, ":") || str_ends(text, FULLWIDTH_COLON);
            return !apart || !name                ? FIELD_NONE
                   : within->words == part->words ? FIELD_NAME
                                                  : FIELD_WHOLE;
        }
    }
    return FIELD_NONE;
}

enum field fields_begin(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    const struct part *around = index ? &view->parts[part->parent] : part;
    around = around->words <= VALUE_WORDS && around->parent != UINT32_MAX
                 ? &view->parts[around->parent]
                 : around;
    bool may = part->words && part->words <= VALUE_WORDS && around != part &&
               around->fresh && !node_is_inline(part->node) && !part_is_leaf(part) &&
               !view_is_within(view, index, SAYS_AROUND);
    return may ? name_of(view, index) : FIELD_NONE;
}

/* Names and values of fields: "Licence" stands on all pages, and may be the same link on
 * many, but both belong to what is this page's own among them. Whole menus stand in tables
 * that are there for looks. */
bool fields_hold(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    const struct part *around = part;
    if (part->words > VALUE_WORDS) {
        return false;
    }
    while (around->node->kind != NODE_TABLE && around->node->kind != NODE_DEFINITION_LIST &&
           around->parent != UINT32_MAX) {
        around = &view->parts[around->parent];
    }
    return around->fresh > 0 && around->parent != UINT32_MAX;
}

/* What names in a word or two what is behind it, which is this page's alone: "Speaker", or
 * a picture that says so. What all pages link to is no name. */
bool fields_are_named(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool small = part->fresh && !part->near && part->words <= VALUE_WORDS &&
                 part->words - part->fresh <= NAME_WORDS &&
                 part->end - index <= NAMED_PARTS && !(part->says & SAYS_AROUND);
    bool first = false, named = false;
    for (size_t i = index; small && i < part->end; i++) {
        const struct part *within = &view->parts[i];
        bool known = part_is_leaf(within) && within->words && !within->fresh;
        named = named || (known && !first);
        first = first || (part_is_leaf(within) && within->words);
        small = !(within->node->kind == NODE_LINK && within->words && !within->fresh) &&
                !(within->node->kind == NODE_HEADING && within->node->level == 1);
    }
    return small && named;
}

/* A heading that others have, too, over what is this page's alone. Where that goes, so does
 * the heading. */
bool fields_are_headed(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool heading = part->node->kind == NODE_HEADING && part->node->level > 1;
    size_t end = heading ? view->parts[part->parent].end : 0;
    for (size_t i = part->end; i < end; i = view->parts[i].end) {
        if (view->parts[i].fresh || view->parts[i].node->kind == NODE_HEADING) {
            return view->parts[i].node->kind != NODE_HEADING;
        }
    }
    return false;
}

/* One of some short facts beside each other, of which most are no links: the day of a talk
 * leads to the schedule, its hour and its length lead nowhere. */
bool fields_are_facts(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    const struct part *around = index ? &view->parts[part->parent] : part;
    size_t facts = 0;
    if (around == part || !part->words || part->words > FACT_WORDS || part->everywhere ||
        !around->fresh || around->words > FACTS_WORDS ||
        around->linked * 2 > around->words || part->node->kind == NODE_HEADING ||
        view_is_within(view, index, SAYS_AROUND)) {
        return false;
    }
    size_t first = (size_t)(around - view->parts) + 1;
    for (size_t i = first, seen = 0; i < around->end && seen < NAMED_PARTS; seen++) {
        facts += !node_is_inline(view->parts[i].node) && view->parts[i].words &&
                 view->parts[i].words <= FACT_WORDS;
        i = view->parts[i].end;
    }
    return facts >= FACTS_LEAST;
}
