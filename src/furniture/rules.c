/* What furniture is by itself, on any page: by its names, and by what its links lead to.
 * Each rule has a name, which the report shows. None takes what holds too much of a page:
 * there its name means something else. */
#include "furniture/parts.h"

#define MENU_LINKS 5 /* fewest of what is nothing but a menu */
#define SIBLINGS_MOST 200 /* of a list that are looked at */

/* Shares, in percent */

static bool is_mostly_links(const struct part *part, uint32_t percent)
{
    return part->words && (uint64_t)part->linked * 100 >= (uint64_t)part->words * percent;
}

static bool says(const struct part *part, uint32_t what)
{
    return (part->says & what) != 0;
}

static bool is_in_main(const struct view *view, size_t index)
{
    return view_is_within(view, view->parts[index].parent, SAYS_MAIN);
}

/* Whether all its links are such, and it has any. */
static bool has_only(const struct view *view, size_t index, uint32_t fewest,
                     bool (*is)(const struct view *view, struct str address))
{
    uint32_t count = 0;
    for (size_t i = index; i < view->parts[index].end; i++) {
        const struct node *node = view->parts[i].node;
        if (node->kind == NODE_LINK) {
            if (!is(view, node_info(node))) {
                return false;
            }
            count++;
        }
    }
    return count >= fewest;
}

static bool has_any_link(const struct view *view, size_t index,
                         bool (*is)(const struct view *view, struct str address))
{
    for (size_t i = index; i < view->parts[index].end; i++) {
        const struct node *node = view->parts[i].node;
        if (node->kind == NODE_LINK && is(view, node_info(node))) {
            return true;
        }
    }
    return false;
}

static bool is_anchor(struct str address)
{
    return str_starts(address, "#") && address.len > 1;
}

static bool is_heading(const struct view *view, struct str address)
{
    return is_anchor(address) && view_has_heading(view, str_skip(address, 1));
}

static bool has_any(struct str address, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_find(address, str_from(parts[i]), 0) != STR_NONE) {
            return true;
        }
    }
    return false;
}

static bool is_sharing(const struct view *view, struct str address)
{
    (void)view;
    static const char *const parts[] = {"twitter.com/intent",
                                        "twitter.com/share",
                                        "x.com/intent",
                                        "facebook.com/share",
                                        "linkedin.com/share",
                                        "reddit.com/submit",
                                        "pinterest.com/pin/create",
                                        "plus.google.com/share",
                                        "news.ycombinator.com/submitlink",
                                        "bsky.app/intent",
                                        "t.me/share",
                                        "api.whatsapp.com/send",
                                        "b.hatena.ne.jp/entry",
                                        "b.hatena.ne.jp/add",
                                        "social-plugins.line.me",
                                        "getpocket.com/save",
                                        "getpocket.com/edit",
                                        "telegram.me/share",
                                        "tumblr.com/share",
                                        "tumblr.com/widgets/share",
                                        "vk.com/share",
                                        "service.weibo.com/share",
                                        "xing.com/spi/share",
                                        "threads.net/intent"};
    return has_any(address, parts, sizeof parts / sizeof parts[0]);
}

/* A letter to nobody is one more way to share, beside others. */
static bool is_telling(const struct view *view, struct str address)
{
    return is_sharing(view, address) || str_starts(address, "mailto:?");
}

/* Rules */

static size_t links_within(const struct view *view, size_t index)
{
    size_t count = 0;
    for (size_t i = index; i < view->parts[index].end; i++) {
        count += view->parts[i].node->kind == NODE_LINK;
    }
    return count;
}

static bool is_skip_link(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    return part->node->kind == NODE_LINK && is_anchor(node_info(part->node)) &&
           says(part, SAYS_SKIP | SAYS_UNSEEN);
}

static bool is_navigation(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    return (says(part, SAYS_NAV_ELEMENT) && is_mostly_links(part, 50)) ||
           (says(part, SAYS_NAVIGATION) && is_mostly_links(part, 80));
}

/* Nothing but ways on, beside a page that may say less. */
static bool is_menu(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    return says(part, SAYS_NAV_ELEMENT) && is_mostly_links(part, 80) &&
           part->words - part->linked <= 2 && !is_in_main(view, index) &&
           links_within(view, index) >= MENU_LINKS;
}

/* A heading that no other page has. */
static bool has_title(const struct view *view, size_t index)
{
    for (size_t i = index; i < view->parts[index].end; i++) {
        if (view->parts[i].node->kind == NODE_HEADING && view->parts[i].fresh) {
            return true;
        }
    }
    return false;
}

static bool is_header(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_HEADER) && !is_in_main(view, index) &&
           is_mostly_links(&view->parts[index], 50) && !has_title(view, index);
}

static bool is_footer(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_FOOTER) && !is_in_main(view, index);
}

static bool is_aside(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    return says(part, SAYS_ASIDE) && !is_in_main(view, index) &&
           (is_mostly_links(part, 50) || part->fresh * 2 < part->words);
}

static bool is_cookie_note(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_COOKIES);
}

static bool is_form(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    return says(part, SAYS_FORM) && (part->words <= 40 || str_is(part->node->text, "form"));
}

/* What is called so within the text, or stands there for each of some people, may be where
 * these are found. */
static bool is_share_bar(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool found = (is_in_main(view, index) && part->fresh * 2 > part->words) ||
                 view_has_more_bars(view, part);
    bool text = found && !has_any_link(view, index, is_sharing);
    return (says(part, SAYS_SHARE) && part->words <= 40 && !text) ||
           (part->words <= 20 && has_only(view, index, 1, is_telling) &&
            has_any_link(view, index, is_sharing));
}

/* Nothing but ways to share, which may be longer than what a short page says. */
static bool is_share_only(const struct view *view, size_t index)
{
    return is_mostly_links(&view->parts[index], 80) && view->parts[index].words <= 20 &&
           has_only(view, index, 1, is_telling) && has_any_link(view, index, is_sharing);
}

static bool is_editing(const struct view *view, struct str address)
{
    (void)view;
    static const char *const parts[] = {"/edit/", "/-/edit/", "prose.io/#", "/_edit"};
    return has_any(address, parts, sizeof parts / sizeof parts[0]);
}

/* What stands beside it leads to the page's source, too. */
static bool is_sourcing(const struct view *view, struct str address)
{
    static const char *const parts[] = {"/blob/", "/raw/", "/blame/", "/commits/",
                                        "/issues/new"};
    return is_editing(view, address) ||
           has_any(address, parts, sizeof parts / sizeof parts[0]);
}

/* "Edit me" leads to the file as it is shown, on some sites. */
static bool says_edit(const struct view *view, size_t index)
{
    size_t leaf = index;
    while (leaf < view->parts[index].end &&
           !(part_is_leaf(&view->parts[leaf]) && view->parts[leaf].words)) {
        leaf++;
    }
    struct str text = leaf < view->parts[index].end
                          ? str_trim_left(view->parts[leaf].node->text)
                          : (struct str){0};
    return str_eq_ignore_case(str_sub(text, 0, 5), STR("edit "));
}

bool rules_are_of_page(const struct view *view, struct str address)
{
    return is_sharing(view, address) || is_sourcing(view, address);
}

static bool is_edit_link(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    bool alone = part->fresh <= 2 * part->linked; /* a text may be as short */
    return part->words <= 20 &&
           (says(part, SAYS_EDIT) ||
            (alone && has_only(view, index, 1, is_sourcing) &&
             (has_any_link(view, index, is_editing) || says_edit(view, index))));
}

static bool is_breadcrumbs(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_BREADCRUMBS);
}

static bool is_pager(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_PAGER) &&
           is_mostly_links(&view->parts[index], 40);
}

/* The titles of two pages may be longer than what a short one says. */
static bool is_pair(const struct view *view, size_t index)
{
    return is_pager(view, index) && links_within(view, index) <= 2;
}

/* Of the layout's making: what an author writes into the text, or kramdown's {:toc}, is the
 * text's. */
static bool is_contents(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    return part->node->kind != NODE_LINK && says(part, SAYS_CONTENTS) &&
           !str_is(node_id(part->node), "markdown-toc") && is_mostly_links(part, 60) &&
           has_only(view, index, 2, is_heading);
}

static bool is_control(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_CONTROL) && view->parts[index].words <= 40;
}

static bool is_comments(const struct view *view, size_t index)
{
    return says(&view->parts[index], SAYS_COMMENTS);
}

static bool is_in_article(const struct view *view, size_t index)
{
    while (index != UINT32_MAX && !str_is(view->parts[index].node->text, "article")) {
        index = view->parts[index].parent;
    }
    return index != UINT32_MAX;
}

/* Links, or teasers of what they lead to. */
static bool is_related(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index];
    if (!says(part, SAYS_RELATED) || is_mostly_links(part, 50)) {
        return says(part, SAYS_RELATED);
    }
    size_t links = links_within(view, index);
    return links >= 2 && part->words <= links * TEASER_WORDS && !is_in_article(view, index);
}

static const struct {
    const char *name;
    bool (*fits)(const struct view *view, size_t index);
    uint32_t most; /* percent of the page's fresh words that it may hold */
    bool alike;    /* with all that are called so beside it */
} rules[] = {
    {"skip-link", is_skip_link, 10, false},     {"navigation", is_navigation, 50, false},
    {"navigation", is_menu, 75, false},         {"header", is_header, 30, false},
    {"footer", is_footer, 50, false},           {"aside", is_aside, 50, true},
    {"cookie-note", is_cookie_note, 50, false}, {"form", is_form, 50, false},
    {"share-bar", is_share_bar, 20, false},     {"share-bar", is_share_only, 80, false},
    {"edit-link", is_edit_link, 100, false},    {"control", is_control, 20, false},
    {"breadcrumbs", is_breadcrumbs, 20, false}, {"previous-next", is_pager, 30, false},
    {"previous-next", is_pair, 80, false},      {"page-contents", is_contents, 50, false},
    {"comments", is_comments, 50, false},       {"related", is_related, 40, true},
};

/* Fresh words of all that are called alike beside each other, as lists of one year each or
 * boxes of one meal: they are one. */
static uint64_t fresh_of_alike(const struct view *view, size_t index)
{
    const struct part *part = &view->parts[index], *around = &view->parts[part->parent];
    uint64_t fresh = 0;
    size_t seen = 0;
    for (size_t i = (size_t)(around - view->parts) + 1;
         i < around->end && seen < SIBLINGS_MOST; i = view->parts[i].end, seen++) {
        const struct part *alike = &view->parts[i];
        fresh += i == index || alike->container == part->container ? alike->fresh : 0;
    }
    return fresh > part->fresh ? fresh : part->fresh;
}

const char *rules_find(const struct view *view, size_t index)
{
    uint64_t fresh = view->parts[index].fresh, all = view->parts[0].fresh;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        uint64_t most = all * rules[i].most;
        if (fresh * 100 <= most && rules[i].fits(view, index) &&
            (!rules[i].alike || fresh_of_alike(view, index) * 100 <= most)) {
            return rules[i].name;
        }
    }
    return NULL;
}
