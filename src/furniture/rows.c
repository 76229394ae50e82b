/* Rows: parts that follow each other and are made alike, as cards, items and the entries of
 * archives are. Of those that show what is this page's alone each is content, with what it
 * tells besides its names, and with the link to what it is about. */
#include "furniture/parts.h"

#define ROW_LEAST 3     /* parts that follow each other, to be a row */
#define TOLD_WORDS 3    /* of what one of a row tells, where it leads nowhere */
#define NAME_WORDS 2    /* of a link that names what it leads to, as "more" does not */
#define LOOKED_MOST 200 /* parts of one that are looked at */

static bool is_block(const struct part *part)
{
    return !node_is_inline(part->node) && !part_is_leaf(part);
}

static bool may_be_listed(const struct part *part)
{
    return part->node->kind == NODE_DIV || part->node->kind == NODE_ITEM ||
           part->node->kind == NODE_FIGURE;
}

static void mark_row(struct view *view, size_t first, size_t end, size_t count,
                     size_t fresh)
{
    bool listed = count >= ROW_LEAST && fresh * 2 >= count;
    for (size_t i = first; i < end && listed; i = view->parts[i].end) {
        view->parts[i].listed = may_be_listed(&view->parts[i]);
    }
}

static struct str class_of(const struct part *part)
{
    const struct attribute *class = node_attribute(part->node, "class");
    return class ? class->value : (struct str){0};
}

/* Each may have an id of its own. */
static bool are_alike(const struct part *part, const struct part *other)
{
    return part->path == other->path && str_eq(class_of(part), class_of(other));
}

/* Rows of blocks with the same name and classes: cards, items, entries of an archive. */
static void mark_rows_in(struct view *view, size_t around)
{
    size_t first = around + 1, count = 0, fresh = 0, i;
    const struct part *like = NULL;
    for (i = first; i < view->parts[around].end; i = view->parts[i].end) {
        const struct part *part = &view->parts[i];
        if (!is_block(part) || part->rule) {
            continue;
        }
        bool other = !may_be_listed(part) || (like && !are_alike(part, like));
        if (count && other) {
            mark_row(view, first, i, count, fresh);
            count = fresh = 0;
        }
        first = count ? first : i;
        like = part;
        count++;
        fresh += part->fresh > 0;
    }
    mark_row(view, first, i, count, fresh);
}

void rows_mark(struct view *view, size_t around)
{
    for (size_t i = around; i < view->parts[around].end; i++) {
        mark_rows_in(view, i);
    }
}

/* A link with words that all pages have. */
static bool is_known_link(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool known = part->node->kind == NODE_LINK && part->words >= NAME_WORDS;
    for (size_t i = index; known && i < part->end; i++) {
        known = !part_is_leaf(&view->parts[i]) || view->parts[i].everywhere;
    }
    return known;
}

/* What tells in a few words of what a link leads to that all pages have at this place, and
 * begins with that. */
static bool is_known_teaser(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    if (!is_block(part) || part->own || part->holds_own || part->words > TEASER_WORDS) {
        return false;
    }
    for (size_t i = index; i < part->end && i < index + LOOKED_MOST; i++) {
        if (view->parts[i].fresh || is_known_link(view, i)) {
            return !view->parts[i].fresh;
        }
    }
    return false;
}

static void fade(struct view *view, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        view->parts[i].fresh = 0;
        view->parts[i].everywhere = true;
    }
}

/* "Recent posts" beside each page: a generator may cut their texts in more than one way. */
static void fade_rows_in(struct view *view, size_t around)
{
    size_t first = around + 1, count = 0, i;
    for (i = first; i < view->parts[around].end; i = view->parts[i].end) {
        const struct part *part = &view->parts[i], *before = &view->parts[first];
        bool known = is_known_teaser(view, i);
        bool goes_on = count && known && part->node->kind == before->node->kind &&
                       are_alike(part, before);
        if (count >= ROW_LEAST && !goes_on) {
            fade(view, first, i);
        }
        first = goes_on ? first : i;
        count = goes_on ? count + 1 : known;
    }
    if (count >= ROW_LEAST) {
        fade(view, first, i);
    }
}

void rows_fade(struct view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        if (!part_is_leaf(&view->parts[i]) && is_block(&view->parts[i])) {
            fade_rows_in(view, i);
        }
    }
}

/* What follows the last leaf of the page's own text. Text around it may be this page's
 * alone, too. */
static size_t text_end(const struct view *view)
{
    size_t end = 0;
    for (size_t i = 0; i < view->count;) {
        const struct part *part = &view->parts[i];
        bool passed = (part->says & SAYS_AROUND & ~(uint32_t)SAYS_HEADER) != 0;
        end = !passed && part_is_leaf(part) && part->fresh ? i + 1 : end;
        i = passed ? part->end : i + 1;
    }
    return end;
}

void rows_pass_footers(struct view *view)
{
    size_t end = text_end(view);
    struct part *last = NULL; /* the footer before, with text of the page's own behind it */
    bool text = false;
    for (size_t i = 0; i < view->count;) {
        struct part *part = &view->parts[i];
        if (!(part->says & SAYS_FOOTER)) {
            text = text || (part_is_leaf(part) && part->fresh);
            i++;
            continue;
        }
        bool like = last && text && last->container == part->container;
        bool passed = part->scarce && (like || i < end);
        part->says &= passed ? ~(uint32_t)SAYS_FOOTER : UINT32_MAX;
        last = part;
        text = false;
        i = part->end;
    }
}

/* The link in a part; SIZE_MAX: there is none, or more than one. */
static size_t only_link(const struct view *view, size_t index)
{
    size_t found = SIZE_MAX;
    for (size_t i = index; i < view->parts[index].end; i++) {
        bool link = view->parts[i].node->kind == NODE_LINK;
        if (link && found != SIZE_MAX) {
            return SIZE_MAX;
        }
        found = link ? i : found;
    }
    return found;
}

static bool leads_to(const struct view *view, size_t from, size_t end, struct str address)
{
    for (size_t i = from; i < end; i++) {
        const struct node *node = view->parts[i].node;
        if (node->kind == NODE_LINK && str_eq(node_info(node), address)) {
            return true;
        }
    }
    return false;
}

/* Whether a part is the way to where nothing near to it leads: neither what stands before
 * it in its row nor the ones behind the one that it is in. */
static bool is_only_way(const struct view *view, size_t listed, size_t index)
{
    bool small = view->parts[index].end - index <= LOOKED_MOST;
    size_t row = view->parts[listed].parent;
    size_t link = small ? only_link(view, index) : SIZE_MAX;
    if (link == SIZE_MAX) {
        return false;
    }
    struct str address = node_info(view->parts[link].node);
    size_t from = link > LOOKED_MOST + row ? link - LOOKED_MOST : row + 1;
    size_t behind = view->parts[listed].end, end = view->parts[row].end;
    end = end - behind > LOOKED_MOST ? behind + LOOKED_MOST : end;
    return !leads_to(view, from, link, address) && !leads_to(view, behind, end, address);
}

/* In words, or by a link that has one, as a picture that all of a row show does not. */
static bool says_any(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    uint32_t words = 0, least = part->linked ? 1 : TOLD_WORDS;
    for (size_t i = index; i < part->end && words < least; i++) {
        words += view->parts[i].node->kind == NODE_TEXT ? view->parts[i].words : 0;
    }
    return words >= least;
}

bool rows_tell(const struct view *view, size_t listed, size_t index)
{
    return says_any(view, index) || is_only_way(view, listed, index);
}
