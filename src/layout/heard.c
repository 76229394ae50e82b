/* Words that are only heard (doc/heard.c) are not set: the visible word beside them is a
 * Span whose ActualText says both. What is hidden from those who hear a page is told by
 * them alone. Text is extracted as it is shown. */
#include "layout/inline.h"

#include "base/size.h"

/* The inline behind `node` and what is in it, in the same block; or NULL. */
static const struct node *following(const struct node *node)
{
    while (node && !node->next) {
        node = node->parent && node_is_inline(node->parent) ? node->parent : NULL;
    }
    return node ? node->next : NULL;
}

static void add_words(struct inline_run *run, struct buf *out, struct str words)
{
    words = text_collapse(run->maker->run->scratch, words);
    bool goes_on = words.len && str_find_byte(STR(",.:;!?)"), words.ptr[0], 0) != STR_NONE;
    buf_add_text(out, out->len && words.len && !goes_on ? " " : "");
    buf_add(out, words);
}

static void add_heard(struct inline_run *run, struct buf *out, const struct node *heard)
{
    struct buf words = {.kept_in = run->maker->run->scratch};
    node_plain_text(heard, &words);
    add_words(run, out, arena_take(run->maker->run->scratch, &words));
}

/* What is heard right behind a text, with nothing visible between; as doc/heard.c looks
 * for what carries it. */
static void add_heard_behind(struct inline_run *run, struct buf *out,
                             const struct node *text)
{
    const struct node *node = following(text);
    while (node) {
        bool blank = (node->kind == NODE_TEXT && str_trim(node->text).len == 0) ||
                     node->kind == NODE_SOFT_BREAK;
        if (node->heard) {
            add_heard(run, out, node);
            run->told_count++;
        } else if (!blank && (!node_is_container(node) || node->kind == NODE_LINK)) {
            return;
        }
        bool inside = !node->heard && node_is_container(node) && node->first;
        node = inside ? node->first : following(node);
    }
}

static bool is_unheard(const struct node *text)
{
    const struct node *node = text->parent;
    bool unheard = false;
    for (; node && node_is_inline(node) && !unheard; node = node->parent) {
        const struct attribute *hidden = node_attribute(node, "aria-hidden");
        unheard = hidden && str_is(hidden->value, "true");
    }
    return unheard;
}

/* The part of the text that carries what is said: with words before it the first word, with
 * words behind it the last, else all. */
static struct str carrier_of(struct str text, bool before, bool behind)
{
    size_t start = 0, end = text.len;
    while (start < end && ascii_is_space(text.ptr[start])) {
        start++;
    }
    while (end > start && ascii_is_space(text.ptr[end - 1])) {
        end--;
    }
    if (before && !behind) {
        size_t space = start;
        while (space < end && !ascii_is_space(text.ptr[space])) {
            space++;
        }
        end = space;
    } else if (behind && !before) {
        size_t space = end;
        while (space > start && !ascii_is_space(text.ptr[space - 1])) {
            space--;
        }
        start = space;
    }
    return str_sub(text, start, end);
}

static struct inline_state saying(struct inline_run *run, struct inline_state state,
                                  struct str said)
{
    struct maker *maker = run->maker;
    struct element *span = maker_element(maker, state.element, ROLE_SPAN);
    struct element_more *more = span ? element_add_more(maker->run->arena, span) : NULL;
    if (more) {
        more->actual_text = said;
        state.element = span;
    }
    return state;
}

static bool add_part(struct inline_run *run, const struct node *node, struct str text,
                     const struct inline_state *state)
{
    return text.len == 0 || inline_add_text(run, text, state, (struct context_note){0},
                                            inline_place(run, node));
}

bool inline_add_words(struct inline_run *run, const struct node *node,
                      const struct inline_state *state)
{
    struct arena *arena = run->maker->run->arena;
    bool words = run->maker->chapter->document->heard && str_trim(node->text).len;
    struct buf behind = {.kept_in = arena}, said = {.kept_in = arena};
    struct str before = words ? run->told_before : (struct str){0};
    if (words) {
        run->told_before = (struct str){0};
        add_heard_behind(run, &behind, node);
    }
    if ((before.len == 0 && behind.len == 0) || run->trial || !state->element) {
        buf_clear(&behind);
        return add_part(run, node, node->text, state);
    }
    bool unheard = is_unheard(node);
    struct str part = unheard ? str_trim(node->text)
                              : carrier_of(node->text, before.len > 0, behind.len > 0);
    size_t start = (size_t)(part.ptr - node->text.ptr);
    add_words(run, &said, before);
    add_words(run, &said, unheard ? (struct str){0} : part);
    add_words(run, &said, buf_str(&behind));
    struct inline_state inner = saying(run, *state, arena_take(arena, &said));
    buf_clear(&behind);
    return add_part(run, node, str_sub(node->text, 0, start), state) &&
           add_part(run, node, part, &inner) &&
           add_part(run, node, str_skip(node->text, start + part.len), state);
}

void inline_meet_heard(struct inline_run *run, const struct node *heard)
{
    if (run->told_count) {
        run->told_count--;
        return;
    }
    struct arena *arena = run->maker->run->arena;
    struct buf words = {.kept_in = arena};
    add_words(run, &words, run->told_before);
    add_heard(run, &words, heard);
    run->told_before = arena_take(arena, &words);
}
