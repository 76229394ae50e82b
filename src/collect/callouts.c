/* Callouts that are no syntax of their dialect but a class: kramdown's "{: .warning }", the
 * boxes of Bootstrap, Minimal Mistakes, Just the Docs, Sphinx and their kin, in Markdown
 * and in HTML. And GitHub's alerts in Jekyll's pages: their authors mean them, though
 * Jekyll prints the mark. Runs on the tree that html/ left. */
#include "collect/run.h"

#include "base/callout.h"
#include "base/phrases.h"

static const char *callout_title(struct str language, enum callout callout)
{
    enum phrase phrase = (enum phrase)(PHRASE_CALLOUT_NOTE + (callout - CALLOUT_NOTE));
    return phrase_in(language, phrase, NULL);
}

/* The classes of one block, one after the other. */
static bool next_class(struct str *rest, struct str *class)
{
    *rest = str_trim_left(*rest);
    size_t end = 0;
    while (end < rest->len && !ascii_is_space(rest->ptr[end])) {
        end++;
    }
    *class = str_sub(*rest, 0, end);
    *rest = str_skip(*rest, end);
    return class->len > 0;
}

/* What a callout's class begins with when its kind follows. */
static struct str kind_behind(struct str class)
{
    static const char *const starts[] = {
        "alert-",      "alert--",     "notice-",         "notice--",
        "callout-",    "callout--",   "message-",        "message--",
        "admonition-", "bs-callout-", "markdown-alert-", "box-",
        "panel-",      "flash-",      "note--",          "hint--",
    };
    struct str kind = {0};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct str start = str_from(starts[i]);
        if (str_starts(class, starts[i]) && class.len - start.len > 0) {
            kind = str_skip(class, start.len);
        }
    }
    return kind;
}

/* Words that say of a block in any text that it is a callout; the table of names has some
 * that are classes of other things. */
static bool is_plain_kind(struct str class)
{
    static const char *const kinds[] = {"note",    "info",      "tip",
                                        "hint",    "important", "danger",
                                        "warning", "caution",   "attention"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_is(class, kinds[i])) {
            return true;
        }
    }
    return false;
}

static bool is_shell(struct str class)
{
    return str_is(class, "alert") || str_is(class, "notice") || str_is(class, "callout") ||
           str_is(class, "admonition") || str_is(class, "markdown-alert") ||
           str_is(class, "custom-block") || str_is(class, "bs-callout");
}

/* What a block's classes say of it. */
struct sign {
    bool found, named; /* a callout; of a kind that is named */
    bool titled;       /* its first block is its title ("note-title") */
    struct str class;  /* that says so, without "-title" */
    enum callout callout;
};

static void read_class(struct value configured, struct str class, bool shell,
                       struct sign *sign)
{
    static const char end[] = "-title";
    bool titled = str_ends(class, end);
    struct str bare = titled ? str_sub(class, 0, class.len - (sizeof end - 1)) : class;
    struct str kind = kind_behind(bare);
    enum callout callout = CALLOUT_BLOCK;
    bool own = value_get(configured, bare).kind == VALUE_MAP;
    bool known = kind.len                              ? callout_find(kind, &callout)
                 : own || shell || is_plain_kind(bare) ? callout_find(bare, &callout)
                                                       : false;
    if (sign->named || (titled && shell) || !(known || own)) {
        return;
    }
    *sign = (struct sign){true, known && !is_shell(bare), titled, bare, callout};
}

static struct sign sign_of(struct value configured, const struct node *node)
{
    const struct attribute *classes = node_attribute(node, "class");
    struct sign sign = {0};
    bool shell = false;
    struct str rest = classes ? classes->value : (struct str){0}, class;
    for (struct str at = rest; next_class(&at, &class);) {
        shell = shell || is_shell(class);
    }
    while (next_class(&rest, &class)) {
        read_class(configured, class, shell, &sign);
    }
    return sign;
}

/* One that "info" only colours is a part of the page. */
static bool holds_heading(const struct node *node)
{
    struct walk walk;
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        if (walk.node->kind == NODE_HEADING) {
            return true;
        }
    }
    return false;
}

static bool is_title_class(const struct node *node)
{
    static const char *const names[] = {
        "admonition-title",   "callout-title", "alert-heading",       "alert-title",
        "custom-block-title", "notice-title",  "markdown-alert-title"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (node_has_class(node, names[i])) {
            return true;
        }
    }
    return false;
}

/* Whether its text begins with its kind already, or with words that stand out as a title
 * does. */
static bool tells_itself(struct arena *arena, const struct node *box, struct str title)
{
    const struct node *first = box->first;
    if (!first || first->kind == NODE_HEADING ||
        (first->kind == NODE_PARAGRAPH && first->first &&
         first->first->kind == NODE_STRONG)) {
        return true;
    }
    struct buf text = {.kept_in = arena};
    node_plain_text(first, &text);
    struct str start = str_sub(str_trim(buf_str(&text)), 0, title.len);
    bool tells = title.len && str_eq_ignore_case(start, title);
    buf_clear(&text);
    return tells;
}

/* The block itself, or, of a paragraph, one around it. */
static struct node *make_box(struct arena *arena, struct node *node)
{
    if (node->kind != NODE_PARAGRAPH) {
        node->kind = NODE_ADMONITION;
        return node;
    }
    struct node *box = node_new(arena, NODE_ADMONITION, node->spot);
    if (box) {
        box->direction_given = node->direction_given;
        node_insert_before(node, box);
        node_unlink(node);
        node_append(box, node);
    }
    return box;
}

static bool add_title(struct arena *arena, struct node *box, struct str text)
{
    struct node *title = node_new(arena, NODE_CAPTION, box->spot);
    if (!title || !node_add_text(arena, title, text, box->spot)) {
        return false;
    }
    if (box->first) {
        node_insert_before(box->first, title);
    } else {
        node_append(box, title);
    }
    return true;
}

static bool make_callout(struct arena *arena, struct value configured, struct node *node,
                         const struct sign *sign)
{
    struct node *box = make_box(arena, node);
    if (!box) {
        return false;
    }
    struct node *first = box->first;
    struct value row = value_get(configured, sign->class);
    struct value own = value_get(row, STR("title"));
    box->level = (uint8_t)sign->callout;
    if (first && first->kind == NODE_PARAGRAPH &&
        (is_title_class(first) || (sign->titled && first->next))) {
        first->kind = NODE_CAPTION;
        return true;
    }
    struct str title = own.kind == VALUE_STRING ? own.as.string
                       : sign->callout == CALLOUT_BLOCK
                           ? (struct str){0}
                           : str_from(callout_title(STR("en"), sign->callout));
    return title.len == 0 || tells_itself(arena, box, title) ||
           add_title(arena, box, title);
}

/* What was found, before the tree changes. */
struct found_callout {
    struct node *node;
    struct sign sign;
};

static bool find_callouts(struct arena *arena, struct value configured, struct node *root,
                          struct found_callout **found, size_t *count)
{
    struct edit_walk walk;
    size_t capacity = 0;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        bool block = node->kind == NODE_PARAGRAPH || node->kind == NODE_QUOTE ||
                     node->kind == NODE_DIV;
        if (!walk.entering || !block || !node_attributes(node)) {
            continue;
        }
        struct sign sign = sign_of(configured, node);
        if (!sign.found || !node->first ||
            (is_plain_kind(sign.class) && holds_heading(node))) {
            continue;
        }
        if (!arena_grow(arena, found, *count, &capacity, sizeof **found)) {
            return false;
        }
        (*found)[(*count)++] = (struct found_callout){node, sign};
    }
    return true;
}

void collect_find_callouts(struct collection_run *run, struct document *document)
{
    struct value configured = value_get(site_config(run->site), STR("callouts"));
    struct found_callout *found = NULL;
    size_t count = 0;
    bool ok = find_callouts(&run->passing, configured, document->root, &found, &count);
    for (size_t i = 0; ok && i < count; i++) {
        ok = make_callout(&run->passing, configured, found[i].node, &found[i].sign);
    }
}

bool collect_find_alerts(struct collection_run *run, const struct page *page,
                         struct node *root)
{
    return page->format != PAGE_MARKDOWN || page->markdown.dialect != MARKDOWN_KRAMDOWN ||
           github_alerts_find(&run->passing, root) || report_out_of_memory(run->report);
}

/* The title that a reader of Markdown gave a callout without one, or NULL. */
static struct node *own_title(const struct node *node)
{
    struct node *caption = node->kind == NODE_ADMONITION ? node->first : NULL;
    struct node *text = caption && caption->kind == NODE_CAPTION ? caption->first : NULL;
    enum callout callout = callout_of(node);
    return text && !text->next && text->kind == NODE_TEXT && callout != CALLOUT_BLOCK &&
                   str_is(text->text, callout_title(STR("en"), callout))
               ? text
               : NULL;
}

static struct str language_around(const struct document *document, const struct node *node)
{
    const struct attribute *language = NULL;
    for (; node && !language; node = node->parent) {
        language = node_attribute(node, "lang");
    }
    return language ? language->value : document->language;
}

/* The caption of a callout of a kind that its colour alone would tell: of notes, which are
 * the plain kind, nothing is missing. NULL: it is none. */
static struct node *titled(const struct node *node)
{
    struct node *caption = node->kind == NODE_ADMONITION ? node->first : NULL;
    enum callout callout = callout_of(node);
    return caption && caption->kind == NODE_CAPTION && callout != CALLOUT_BLOCK &&
                   callout != CALLOUT_NOTE
               ? caption
               : NULL;
}

static bool next_word(struct str *rest, struct str *word)
{
    size_t from = 0, to;
    while (from < rest->len && !ascii_is_alpha(rest->ptr[from])) {
        from++;
    }
    for (to = from; to < rest->len && ascii_is_alpha(rest->ptr[to]);) {
        to++;
    }
    *word = str_sub(*rest, from, to);
    *rest = str_skip(*rest, to);
    return word->len > 0;
}

/* Whether a title has the word itself, or one that names the kind ("Danger!"), or is the
 * name of any kind. */
static bool names_kind(struct str title, enum callout callout, struct str language)
{
    enum callout other;
    struct str word, rest = title, named = str_from(callout_title(language, callout));
    bool names = callout_find(title, &other) || title.len == 0;
    for (size_t i = CALLOUT_NOTE; !names && i < CALLOUT_COUNT; i++) {
        names =
            str_eq_ignore_case(title, str_from(callout_title(language, (enum callout)i)));
    }
    while (!names && next_word(&rest, &word)) {
        names = callout_find(word, &other) && other == callout;
    }
    for (size_t at = 0; !names && at + named.len <= title.len; at++) {
        names = str_eq_ignore_case(str_sub(title, at, at + named.len), named);
    }
    return names;
}

/* "Warning: " before a title that does not say so. */
static bool add_kind(struct arena *arena, struct str language, const struct node *node,
                     struct node *caption)
{
    struct buf title = {.kept_in = arena};
    node_plain_text(caption, &title);
    bool told = names_kind(str_trim(buf_str(&title)), callout_of(node), language);
    buf_clear(&title);
    if (told || !caption->first) {
        return true;
    }
    struct node *kind = node_new(arena, NODE_TEXT, caption->spot);
    if (!kind) {
        return false;
    }
    kind->text = arena_format(arena, "%s%s", callout_title(language, callout_of(node)),
                              phrase_in(language, PHRASE_COLON, NULL));
    node_insert_before(caption->first, kind);
    return true;
}

void collect_name_callouts(struct collection_run *run, struct document *document)
{
    struct edit_walk walk;
    bool ok = true;
    edit_walk_init(&walk, document->root);
    while (ok && edit_walk_next(&walk)) {
        struct node *node = walk.entering ? walk.node : NULL;
        struct node *title = node ? own_title(node) : NULL;
        struct node *caption = node && !title ? titled(node) : NULL;
        struct str language =
            title || caption ? language_around(document, node) : (struct str){0};
        if (title) {
            title->text = str_from(callout_title(language, callout_of(node)));
        }
        ok = !caption || add_kind(run->arena, language, node, caption);
    }
}
