/* The order of pruning: what repeats is marked; what is furniture by itself goes; the main
 * part is the smallest element that holds nearly all of the rest; and within it goes what
 * only repeats. */
#include "furniture/parts.h"

#include "base/buf.h"

#define MAIN_PERCENT 90 /* of the fresh words */
#define HEAD_WORDS 60   /* most that a title with what belongs to it has */
#define EMPTIED ""      /* a rule without a name */
#define REPEATS "repeats"
#define SERIES_LEAST 3   /* other pages of one */
#define CUT_WORDS 12     /* shown of what is taken out */
#define PICTURES_LEAST 3 /* of a section of links, to be more than a menu */

struct pruning {
    const struct furniture *furniture;
    const struct furniture_page *page;
    struct view view;
    size_t main;
};

static bool may_go(const struct part *part)
{
    return !part->own && !part->holds_own;
}

static enum repetition repetition_of(const struct pruning *pruning, const struct part *leaf)
{
    return leaf->own ? REPEATS_NOT
                     : learned_repetition(pruning->furniture, pruning->page->group,
                                          &pruning->view, leaf);
}

/* Marks what repeats. */
static void mark_leaves(struct pruning *pruning)
{
    struct view *view = &pruning->view;
    for (size_t i = 0; i < view->count; i++) {
        struct part *part = &view->parts[i];
        part->everywhere = part->scarce = true;
        if (part_is_leaf(part)) {
            enum repetition repetition = repetition_of(pruning, part);
            part->fresh = repetition == REPEATS_NOT ? part->words : 0;
            part->everywhere = repetition == REPEATS_EVERYWHERE || !part->words;
            part->scarce = learned_is_scarce(pruning->furniture, part);
        }
    }
}

/* Counts the rest. */
static void count_fresh(struct view *view)
{
    for (size_t i = view->count; i-- > 0;) {
        struct part *part = &view->parts[i];
        part->fields =
            part->fields || (part->node->kind == NODE_DEFINITION_LIST && part->fresh);
        if (part->parent != UINT32_MAX) {
            struct part *above = &view->parts[part->parent];
            above->fresh += part->fresh;
            above->everywhere = above->everywhere && part->everywhere;
            above->scarce = above->scarce && part->scarce;
            above->fields = above->fields || part->fields;
        }
    }
}

/* What the author takes out. False: the page has nothing of it. */
static bool drop_chosen(struct pruning *pruning, const struct selector *drop)
{
    struct view *view = &pruning->view;
    size_t steps = selectors_steps(view);
    bool any = false;
    for (size_t i = 1; drop && i < view->count;) {
        struct part *part = &view->parts[i];
        bool gone = may_go(part) && selectors_fit(drop, part->node, &steps);
        if (gone) {
            view_drop(view, i, "drop");
        }
        any = any || gone;
        i = gone ? part->end : i + 1;
    }
    return any;
}

/* All but what the author keeps. False: the page has nothing of it. */
static bool keep_chosen(struct pruning *pruning, const struct selector *content)
{
    struct view *view = &pruning->view;
    size_t steps = selectors_steps(view), count = 0;
    for (size_t i = 0; content && i < view->count; i++) {
        struct part *part = &view->parts[i];
        part->chosen = (part->parent != UINT32_MAX && view->parts[part->parent].chosen) ||
                       selectors_fit(content, part->node, &steps);
        count += part->chosen;
    }
    for (size_t i = view->count; i-- > 1;) {
        struct part *above = &view->parts[view->parts[i].parent];
        above->holds_chosen =
            above->holds_chosen || view->parts[i].chosen || view->parts[i].holds_chosen;
    }
    for (size_t i = 1; count && i < view->count;) {
        struct part *part = &view->parts[i];
        bool kept = part->chosen || part->holds_chosen || part->own || part->holds_own;
        if (!kept && !part->rule) {
            view_drop(view, i, "content");
        }
        i = part->rule || part->chosen || part->own ? part->end : i + 1;
    }
    return count > 0;
}

/* What a rule took no longer counts for what is left of it. */
static void count_everywhere(struct view *view)
{
    for (size_t i = view->count; i-- > 0;) {
        struct part *part = &view->parts[i];
        part->everywhere = part->everywhere || part->rule || !part_is_leaf(part);
    }
    for (size_t i = view->count; i-- > 1;) {
        struct part *above = &view->parts[view->parts[i].parent];
        above->everywhere = above->rule || (above->everywhere && view->parts[i].everywhere);
    }
}

static void apply_rules(struct pruning *pruning)
{
    struct view *view = &pruning->view;
    for (size_t i = 1; i < view->count;) {
        struct part *part = &view->parts[i];
        bool asked = !part->rule && may_go(part) && !part_is_leaf(part);
        const char *rule = asked ? rules_find(view, i) : NULL;
        if (rule) {
            view_drop(view, i, rule);
        }
        i = part->rule ? part->end : i + 1;
    }
}

static bool is_block(const struct part *part)
{
    return !node_is_inline(part->node) && !part_is_leaf(part);
}

/* The child that holds enough; SIZE_MAX: none does. */
static size_t heavy_child(const struct view *view, size_t index, uint64_t all)
{
    for (size_t i = index + 1; i < view->parts[index].end; i = view->parts[i].end) {
        const struct part *part = &view->parts[i];
        bool enough = (uint64_t)part->fresh * 100 >= all * MAIN_PERCENT;
        if (enough && is_block(part) && !part->rule) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* A paragraph that says nearly all, or a table that does, is part of what stands around
 * it, unless that is the page. */
static bool may_be_main(const struct view *view, size_t index)
{
    uint32_t parent = view->parts[index].parent;
    enum node_kind kind = view->parts[index].node->kind;
    return parent == UINT32_MAX || kind == NODE_DIV || kind == NODE_CELL ||
           view->parts[parent].parent == UINT32_MAX;
}

static void find_main(struct pruning *pruning)
{
    const struct view *view = &pruning->view;
    uint64_t all = view->parts[0].fresh;
    size_t at = 0;
    for (size_t next = all ? heavy_child(view, 0, all) : SIZE_MAX; next != SIZE_MAX;
         next = heavy_child(view, at, all)) {
        at = next;
    }
    while (!may_be_main(view, at)) {
        at = view->parts[at].parent;
    }
    pruning->main = at;
}

static bool is_mostly_links(const struct part *part)
{
    return part->linked * 2 > part->words;
}

static bool holds_blocks(const struct view *view, size_t index)
{
    for (size_t i = index + 1; i < view->parts[index].end; i = view->parts[i].end) {
        if (is_block(&view->parts[i])) {
            return true;
        }
    }
    return false;
}

/* "This method is deprecated" stands on some pages alike, and says something of each. What
 * the site tells all who come stands on most. */
static bool is_heeded(const struct part *part)
{
    return (part->says & SAYS_CALLOUT) && part->scarce && !is_mostly_links(part);
}

static bool is_around_main(const struct pruning *pruning, size_t index)
{
    return index <= pruning->main && pruning->main < pruning->view.parts[index].end;
}

/* What some pages say alike amid what is this one's alone, as "not recorded" beside the day
 * of a talk. */
static bool is_told_amid(const struct pruning *pruning, size_t index)
{
    const struct part *part = &pruning->view.parts[index];
    bool apart = part->parent != UINT32_MAX && !is_around_main(pruning, part->parent);
    return apart && part->words && part->scarce && !part->linked &&
           pruning->view.parts[part->parent].fresh &&
           !view_is_within(&pruning->view, index, SAYS_AROUND);
}

/* Beside the main part titles, summaries, bylines and cards with addresses may stand, which
 * no other page has; what else no other page has there are links to pages that are near to
 * this one. */
static bool is_beside(const struct pruning *pruning, size_t index)
{
    const struct part *part = &pruning->view.parts[index];
    bool repeats = !part->fresh && (part->everywhere || part->words > HEAD_WORDS);
    bool leads = part->fresh ? part->near * 2 > part->words : is_mostly_links(part);
    return (repeats || leads) && !fields_hold(&pruning->view, index);
}

/* Sponsors and the like, under a heading of theirs. A menu only leads on, and a banner is a
 * heading of the first level, or no more than headings. */
static bool is_section(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    const uint32_t around = SAYS_HEADER | SAYS_FOOTER | SAYS_ASIDE | SAYS_NAVIGATION;
    size_t headings = 0, heading_words = 0, pictures = 0;
    for (size_t i = index; i < part->end; i++) {
        const struct part *within = &view->parts[i];
        bool heading = within->node->kind == NODE_HEADING;
        if (heading && within->node->level == 1) {
            return false;
        }
        headings += heading;
        heading_words += heading ? within->words : 0;
        pictures += within->node->kind == NODE_IMAGE;
    }
    bool shows = pictures >= PICTURES_LEAST;
    return headings && !(part->says & around) && (heading_words < part->words || shows) &&
           (!is_mostly_links(part) || shows);
}

/* A front page shows what all pages do, or leads to them: it is the place for that. */
static bool is_at_home(const struct pruning *pruning, size_t index)
{
    const struct part *part = &pruning->view.parts[index];
    return pruning->page->front && part->words &&
           (part->fresh * 2 >= part->words || is_section(&pruning->view, index));
}

/* A title with what stands beside it, which may be a date that other pages have, too. */
static bool is_head(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool title = false;
    for (size_t i = index; i < part->end && part->words <= HEAD_WORDS && !title; i++) {
        const struct part *within = &view->parts[i];
        title =
            within->node->kind == NODE_HEADING && within->node->level == 1 && within->fresh;
    }
    return title && !is_mostly_links(part);
}

/* What says something of the page, though it stands beside its main part. */
static bool tells_of_page(const struct pruning *pruning, size_t index)
{
    const struct view *view = &pruning->view;
    const struct part *part = &view->parts[index];
    return part->own || is_head(view, index) || is_heeded(part) ||
           is_at_home(pruning, index) || fields_are_named(view, index) ||
           fields_are_headed(view, index) || is_told_amid(pruning, index) ||
           fields_are_facts(view, index);
}

static void drop_outside(struct pruning *pruning)
{
    struct view *view = &pruning->view;
    size_t value = SIZE_MAX; /* what stands behind its name */
    for (size_t at = 0; at < view->count;) {
        struct part *part = &view->parts[at];
        bool around = is_around_main(pruning, at);
        bool apart = !around && !part->fresh && !is_around_main(pruning, part->parent);
        enum field field = apart ? fields_begin(view, at) : FIELD_NONE;
        value = field == FIELD_NAME ? part->end : value;
        if (at == pruning->main) {
            at = part->end;
        } else if (around || part->holds_own) {
            at++;
        } else if (part->rule || field || at == value || tells_of_page(pruning, at)) {
            at = part->end;
        } else if ((part->words || !part->said) && !part->fields &&
                   is_beside(pruning, at)) {
            view_drop(view, at, "outside");
            at = part->end;
        } else {
            at = holds_blocks(view, at) ? at + 1 : part->end;
        }
    }
}

/* The first leaf with fresh words, and what follows the last. */
static void find_fresh(const struct pruning *pruning, size_t *first, size_t *end)
{
    const struct view *view = &pruning->view;
    *first = *end = pruning->main;
    for (size_t i = pruning->main; i < view->parts[pruning->main].end; i++) {
        if (view->parts[i].rule) {
            i = view->parts[i].end - 1;
        } else if (part_is_leaf(&view->parts[i]) && view->parts[i].fresh) {
            *first = *first == pruning->main ? i : *first;
            *end = i + 1;
        }
    }
}

/* Blocks of the main part that show the same on other pages: links, and what stands before
 * or behind all that is this page's alone. Others say what that is: headings, heads of
 * tables, names and values of fields; and one of a list is what the others are, with what
 * it says besides its links. A heading of the first level before all that is a banner. */
static void drop_repeated(struct pruning *pruning)
{
    struct view *view = &pruning->view;
    size_t first, end, listed = SIZE_MAX; /* the outermost one of a list around it */
    size_t value = SIZE_MAX;              /* what stands behind its name */
    find_fresh(pruning, &first, &end);
    rows_mark(view, pruning->main);
    for (size_t i = pruning->main + 1; i < view->parts[pruning->main].end;) {
        struct part *part = &view->parts[i];
        bool repeats = is_block(part) && may_go(part) && part->words && !part->fresh;
        listed = listed != SIZE_MAX && i < view->parts[listed].end ? listed : SIZE_MAX;
        bool beside = part->end <= first || i >= end;
        bool heeded = is_heeded(part), kept = heeded || fields_hold(view, i);
        bool told = is_mostly_links(part) || (beside && part->everywhere);
        bool heading = part->node->kind == NODE_HEADING;
        bool banner = heading && part->node->level == 1 && part->end <= first;
        enum field field = repeats ? fields_begin(view, i) : FIELD_NONE;
        bool stays =
            repeats &&
            (part->listed || field || i == value || (told && is_at_home(pruning, i)) ||
             (listed != SIZE_MAX && told && rows_tell(view, listed, i)));
        bool gone =
            part->rule || (repeats && told && !kept && !stays && (!heading || banner));
        if (gone && !part->rule) {
            view_drop(view, i, REPEATS);
        }
        listed = part->listed && listed == SIZE_MAX ? i : listed;
        value = field == FIELD_NAME ? part->end : value;
        i = gone || heeded || stays ? part->end : i + 1;
    }
}

/* A list of links to the pages of a series says no more of the one that shows it than its
 * title: without the others it goes, too. */
static void drop_left_over(struct view *view, size_t around)
{
    size_t gone = 0, left = 0, last = around;
    for (size_t i = around + 1; i < view->parts[around].end; i = view->parts[i].end) {
        const char *rule = view->parts[i].rule;
        bool stays = !rule && is_block(&view->parts[i]);
        gone += rule && str_is(str_from(rule), REPEATS);
        left += stays;
        last = stays ? i : last;
    }
    const struct part *part = &view->parts[last];
    bool titled = !part->linked || part->fresh * 2 <= part->words;
    bool item = part->node->kind == NODE_ITEM && part->words <= VALUE_WORDS && may_go(part);
    if (gone >= SERIES_LEAST && left == 1 && item && titled) {
        view_drop(view, last, REPEATS);
    }
}

/* Whether anything of a leaf is seen. */
static bool is_kept(const struct part *leaf)
{
    return !leaf->rule && (leaf->words || leaf->node->kind == NODE_IMAGE ||
                           leaf->node->kind == NODE_FOOTNOTE_REFERENCE);
}

static void count_kept(struct view *view, size_t *kept)
{
    size_t gone_until = 0;
    for (size_t i = 0; i < view->count; i++) {
        struct part *part = &view->parts[i];
        gone_until = part->rule && part->end > gone_until ? part->end : gone_until;
        part->before = (uint32_t)*kept;
        *kept += i >= gone_until && part_is_leaf(part) && is_kept(part);
    }
}

static size_t kept_within(const struct view *view, size_t from, size_t end, size_t all)
{
    return (end < view->count ? view->parts[end].before : all) - view->parts[from].before;
}

/* A heading that others have, too, and of whose section nothing is left, says nothing. What
 * stands behind it up to the next heading is its section. */
static void drop_bared(struct view *view, size_t around, size_t all)
{
    size_t heading = around, end = view->parts[around].end; /* `around`: none yet */
    for (size_t i = around + 1; i <= end; i = i < end ? view->parts[i].end : end + 1) {
        bool next = i == end || view->parts[i].node->kind == NODE_HEADING;
        if (!next) {
            continue;
        }
        const struct part *part = &view->parts[heading];
        if (heading != around && !part->rule && !part->fresh && may_go(part)) {
            bool said = false;
            for (size_t k = part->end; k < i; k = view->parts[k].end) {
                said = said || view->parts[k].said;
            }
            if (said && kept_within(view, part->end, i, all) == 0) {
                view_drop(view, heading, REPEATS);
            }
        }
        heading = i;
    }
}

static void drop_all_bared(struct view *view)
{
    size_t kept = 0;
    count_kept(view, &kept);
    for (size_t i = 0; i < view->count; i++) {
        if (!view->parts[i].rule && !part_is_leaf(&view->parts[i])) {
            drop_bared(view, i, kept);
        }
    }
}

/* Elements of which nothing is left go, too; they count for no cut of their own. */
static void drop_emptied(struct view *view)
{
    size_t kept = 0;
    count_kept(view, &kept);
    for (size_t i = 1; i < view->count; i++) {
        struct part *part = &view->parts[i];
        size_t after = part->end < view->count ? view->parts[part->end].before : kept;
        bool emptied = part->said && after == part->before && may_go(part);
        if (!part->rule && !part_is_leaf(part) && emptied) {
            part->rule = EMPTIED;
        }
    }
}

/* Taking out */

static struct str first_words(struct arena *arena, const struct node *node)
{
    struct buf text = {.kept_in = arena};
    node_plain_text(node, &text);
    struct str all = text_collapse(arena, arena_take(arena, &text));
    size_t end = 0;
    for (size_t words = 0; end < all.len; end++) {
        if (all.ptr[end] == ' ' && ++words == CUT_WORDS) {
            break;
        }
    }
    return str_sub(all, 0, end);
}

static bool note_range(struct arena *arena, const struct view *view,
                       const struct part *part, struct furniture_cuts *cuts)
{
    struct spot end = {0};
    if (part->end < view->count) {
        end = view->parts[part->end].node->spot;
    }
    if (!arena_grow(arena, &cuts->ranges, cuts->range_count, &cuts->range_capacity,
                    sizeof *cuts->ranges)) {
        return false;
    }
    cuts->ranges[cuts->range_count++] = (struct spot_range){part->node->spot, end};
    return true;
}

bool furniture_cuts_hold(const struct furniture_cuts *cuts, struct spot spot)
{
    size_t low = 0, high = cuts->range_count; /* the last that begins before it */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool begins = !spot_is_before(spot, cuts->ranges[middle].from);
        low = begins ? middle + 1 : low;
        high = begins ? high : middle;
    }
    return low > 0 && (cuts->ranges[low - 1].to.line == 0 ||
                       spot_is_before(spot, cuts->ranges[low - 1].to));
}

static bool note_cut(struct arena *arena, const struct view *view, const struct part *part,
                     struct furniture_cuts *cuts)
{
    if (!cuts) {
        return true;
    }
    if (!note_range(arena, view, part, cuts)) {
        return false;
    }
    if (!part->said) {
        return true;
    }
    if (!arena_grow(arena, &cuts->items, cuts->count, &cuts->capacity,
                    sizeof *cuts->items)) {
        return false;
    }
    cuts->items[cuts->count++] =
        (struct furniture_cut){part->rule, first_words(arena, part->node), part->said,
                               part->led * 2 > part->said, part->node->spot};
    return true;
}

static bool take_out(struct arena *arena, const struct pruning *pruning, struct node *root,
                     struct furniture_cuts *cuts)
{
    struct node **gone = ARENA_ARRAY(arena, struct node *, pruning->view.count);
    size_t count = 0, index = 0;
    struct edit_walk walk;
    bool ok = gone != NULL;
    for (edit_walk_init(&walk, root); ok && edit_walk_next(&walk);) {
        if (!walk.entering) {
            continue;
        }
        const struct part *part = &pruning->view.parts[index++];
        if (part->rule) {
            gone[count++] = walk.node;
        }
        if (part->rule && *part->rule) {
            ok = note_cut(arena, &pruning->view, part, cuts);
            if (!part_is_leaf(part)) {
                edit_walk_skip_children(&walk);
            }
            index = part->end;
        }
    }
    for (size_t i = 0; ok && i < count; i++) {
        node_unlink(gone[i]);
    }
    return ok;
}

/* What only told what is furniture; links keep the label that they are named by. */
static void forget_layout(struct node *root)
{
    static const char *const names[] = {"aria-label", "rel", "role"};
    struct edit_walk walk;
    for (edit_walk_init(&walk, root); edit_walk_next(&walk);) {
        for (size_t i = walk.node->kind == NODE_LINK; walk.entering && i < 3; i++) {
            node_drop_attribute(walk.node, node_attribute(walk.node, names[i]));
        }
    }
}

bool furniture_prune(const struct furniture *furniture, struct arena *arena,
                     const struct furniture_page *page, struct node *root,
                     const struct furniture_rules *rules, struct furniture_cuts *cuts)
{
    struct pruning pruning = {.furniture = furniture, .page = page};
    if (!view_make(arena, root, page->own, &pruning.view)) {
        return false;
    }
    mark_leaves(&pruning);
    rows_fade(&pruning.view);
    count_fresh(&pruning.view);
    view_count_near(&pruning.view, page->home);
    bool dropped = drop_chosen(&pruning, rules ? rules->drop : NULL);
    bool kept = keep_chosen(&pruning, rules ? rules->content : NULL);
    if (cuts) {
        cuts->drop_fit = dropped;
        cuts->content_fit = kept;
    }
    if (!kept) {
        rows_pass_footers(&pruning.view);
        apply_rules(&pruning);
        count_everywhere(&pruning.view);
        find_main(&pruning);
        drop_outside(&pruning);
        drop_repeated(&pruning);
        for (size_t i = 0; i < pruning.view.count; i++) {
            drop_left_over(&pruning.view, i);
        }
        drop_all_bared(&pruning.view);
    }
    drop_emptied(&pruning.view);
    bool ok = take_out(arena, &pruning, root, cuts);
    forget_layout(root);
    return ok;
}
