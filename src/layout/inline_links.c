/* Links among inlines: their words, what a PDF's reader is told of them, and what paper
 * shows of where they lead: a page, the number of an address, a file's name. */
#include "base/gate.h"
#include "base/path.h"
#include "layout/inline.h"

#define URL_NUMBER_TRIED 888 /* as wide as they get */

static struct str link_text(struct maker *maker, const struct node *node)
{
    struct buf text = {.kept_in = maker->run->scratch};
    node_plain_text(node, &text);
    return str_trim(arena_take(maker->run->scratch, &text));
}

/* "(p. 000)", in the language of the document. */
static struct str page_text(struct maker *maker)
{
    size_t digits = maker->run->page_digits < 8 ? maker->run->page_digits : 8;
    struct buf text = {.kept_in = maker->run->scratch}, zeros = {.part_of = &text};
    for (size_t i = 0; i < digits; i++) {
        phrase_add_plain(&zeros, maker_language(maker), 0);
    }
    buf_add_byte(&text, '(');
    phrase_add(&text, maker_language(maker), PHRASE_PAGE_SHORT, buf_str(&zeros));
    buf_add_byte(&text, ')');
    buf_clear(&zeros);
    return arena_take(maker->run->scratch, &text);
}

/* "(p. 21)" after a link inside; the digits are a place holder of the right width. */
static bool add_page_number(struct inline_run *run, const struct inline_state *around)
{
    const struct theme *theme = run->maker->run->theme;
    struct inline_state state = inline_serving(run, *around, theme->span.reference_percent);
    state.style.keep_together = state.style.joined = true;
    state.color = theme->color.quiet;
    state.element = maker_phrase_element(run->maker, state.element);
    struct str text = page_text(run->maker);
    bool from_right = letters_of(text).right;
    struct context_note note = {.page_number = true};
    if (!state.element ||
        !inline_add_text(run, STR(" "), &state, note, (struct place){0})) {
        return false;
    }
    state = inline_state_scoped(run->maker, state,
                                from_right ? TEXT_FROM_RIGHT : TEXT_FROM_LEFT, false);
    return inline_add_text(run, text, &state, note, (struct place){0});
}

/* The number of a web address in the document's list. */
static bool add_url_number(struct inline_run *run, const struct inline_state *around,
                           struct str url)
{
    struct maker *maker = run->maker;
    const struct theme *theme = maker->run->theme;
    struct inline_state state =
        inline_state_offset(inline_serving(run, *around, 100), theme->span.url_number);
    state.style.keep_together = state.style.joined = true;
    size_t number = run->trial ? URL_NUMBER_TRIED : url_number(maker, url);
    struct str text =
        arena_format(maker->run->scratch, " %.*s", STR_ARG(maker_number(maker, number)));
    struct inline_state joint = state; /* a narrow space keeps number and word apart */
    joint.style.size = sp_percent(state.style.size, theme->span.url_joint_percent);
    state = inline_apart(run, state);
    return span_add(maker, run->out, str_sub(text, 0, 1), &joint) &&
           span_add(maker, run->out, str_skip(text, 1), &state);
}

/* Paper does not show what stands for a picture. */
static bool holds_picture(const struct node *node)
{
    struct walk walk;
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        if (walk.node->kind == NODE_IMAGE && node_file(walk.node)) {
            return true;
        }
    }
    return false;
}

static bool shows_own_address(const struct link *link, struct str text)
{
    struct str url = link->url;
    return !holds_picture(link->node) && str_find(url, text, 0) != STR_NONE &&
           text.len + 9 >= url.len;
}

/* "here, https://example.org/" */
static struct str contents_of(const struct maker *maker, struct str text, struct str more)
{
    struct str comma = maker_phrase(maker, PHRASE_COMMA, NULL);
    return arena_format(maker->run->arena, "%.*s%.*s%.*s", STR_ARG(text), STR_ARG(comma),
                        STR_ARG(more));
}

static struct layout_link describe_link(struct maker *maker, const struct link *link,
                                        struct str text, struct element *element)
{
    struct arena *scratch = maker->run->scratch;
    struct layout_link out = {
        .element = element, .target = link->url, .outside = link->url.len > 0};
    text = gate_isolated(scratch, gate_line(scratch, text, NULL, (struct place){0}, NULL));
    switch (link->class) {
    case LINK_INTERNAL:
        out.outside = false;
        out.target = destination_name(maker->run->arena, link->document, link->target);
        out.contents = arena_str(maker->run->arena, text);
        out.language = maker_language_kept(maker);
        break;
    case LINK_FILE:
        out.contents = contents_of(maker, text, maker_phrase(maker, PHRASE_FILE, NULL));
        break;
    case LINK_LIVE:
    case LINK_EXTERNAL:
    case LINK_MAIL:
    case LINK_BROKEN: out.contents = contents_of(maker, text, link->url); break;
    }
    return out;
}

/* A file that goes along in the bundle: its name, so that it is found there. */
static bool add_file_name(struct inline_run *run, const struct inline_state *around,
                          const struct link *link)
{
    const struct theme *theme = run->maker->run->theme;
    struct inline_state state = inline_serving(run, *around, theme->span.reference_percent);
    state.color = theme->color.quiet;
    struct arena *arena = run->maker->run->scratch;
    struct place none = {0};
    struct str name =
        gate_line(arena, path_name(link->file->source), "the file's name", none, NULL);
    name = gate_isolated(arena, name);
    return span_add(run->maker, run->out, arena_format(arena, " (%.*s)", STR_ARG(name)),
                    &state);
}

/* The words of a link that leads nowhere in the PDF. */
static bool add_unlinked(struct inline_run *run, const struct node *node,
                         struct inline_state state, size_t depth)
{
    const struct link *link = node_link(node);
    struct inline_state inside = state;
    if (link && link->class == LINK_BROKEN) {
        inside.color = run->maker->run->theme->color.broken;
    }
    return inline_add_children(run, node, inside, depth + 1) &&
           (!link || link->class != LINK_FILE || add_file_name(run, &state, link));
}

static const struct node *node_behind(const struct node *node)
{
    while (node && !node->next) {
        node = node->parent;
    }
    return node ? node->next : NULL;
}

/* Whether the element that the link was made of goes on: one around blocks is a link in
 * each of them, and one with a note's reference ends before it. Where it leads is told
 * behind all of it. */
static bool goes_on(const struct node *link)
{
    const struct node *node = node_behind(link);
    while (node && node->kind != NODE_LINK) {
        bool blank = node->kind == NODE_SOFT_BREAK ||
                     node->kind == NODE_FOOTNOTE_REFERENCE ||
                     (node->kind == NODE_TEXT && str_trim(node->text).len == 0);
        if (!blank && !node_is_container(node)) {
            return false;
        }
        node = node->first ? node->first : node_behind(node);
    }
    return node && node->spot.file == link->spot.file &&
           node->spot.line == link->spot.line && node->spot.column == link->spot.column &&
           str_eq(node_info(node), node_info(link));
}

/* What follows a link's words, so that paper tells where it leads. */
static bool add_reference(struct inline_run *run, const struct link *link, struct str text,
                          const struct inline_state *inside)
{
    if (link->class == LINK_INTERNAL) {
        return link->document == run->maker->chapter->document ||
               add_page_number(run, inside);
    }
    bool told = link->class == LINK_MAIL && !run->maker->run->theme->medium.tells_mail;
    return told || shows_own_address(link, text) || add_url_number(run, inside, link->url);
}

/* The words of a link that a click in the PDF must not follow, and where it leads. */
static bool add_unopened(struct inline_run *run, const struct node *node,
                         struct inline_state state, size_t depth)
{
    const struct link *link = node_link(node);
    struct str text = link_text(run->maker, node);
    if (!run->trial) {
        report_note(run->maker->run->report, inline_place(run, node), "link-pdf",
                    "'%.*s' is no link in the PDF, which opens the web and mail alone: its "
                    "address stands there as text",
                    STR_ARG(link->url));
    }
    struct str bare = str_skip(link->url, str_find_byte(link->url, ':', 0) + 1);
    return inline_add_children(run, node, state, depth + 1) &&
           (str_find(text, bare, 0) != STR_NONE || add_url_number(run, &state, link->url));
}

/* Below its words, where no colour tells them. */
static void mark_link(const struct run *run, bool inside, struct inline_state *state)
{
    enum link_mark mark = !run->marks_links ? LINK_UNMARKED
                          : inside          ? run->theme->mark.inside
                                            : run->theme->mark.outside;
    state->dotted = mark == LINK_DOTS;
    state->underline = state->underline || mark == LINK_LINE;
}

bool inline_add_link(struct inline_run *run, const struct node *node,
                     struct inline_state state, size_t depth)
{
    struct maker *maker = run->maker;
    const struct link *link = node_link(node);
    bool leads = link && link->class != LINK_BROKEN &&
                 (link->class == LINK_INTERNAL || link->url.len > 0);
    if (!leads) {
        return add_unlinked(run, node, state, depth);
    }
    if (link->class != LINK_INTERNAL && !address_opens(link->url)) {
        return add_unopened(run, node, state, depth);
    }
    struct str text = link_text(maker, node);
    struct inline_state inside = state;
    inside.element = maker_element(maker, state.element, ROLE_LINK);
    inside.color = link->class == LINK_INTERNAL ? maker->run->theme->color.inside
                                                : maker->run->theme->color.outside;
    inside.link = maker_link(maker, describe_link(maker, link, text, inside.element));
    if (!inside.element || !inside.link) {
        return false;
    }
    struct inline_state words =
        shows_own_address(link, text) ? inline_apart(run, inside) : inside;
    mark_link(maker->run, link->class == LINK_INTERNAL, &words);
    return inline_add_children(run, node, words, depth + 1) &&
           (goes_on(node) || add_reference(run, link, text, &inside));
}
