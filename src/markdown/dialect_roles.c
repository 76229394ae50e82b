/* MyST's roles: "{name}`text`" is a code span behind a name in braces. A table row each
 * says what the text is; of unknown ones the words stay, without the name. */
#include "markdown/dialect_tree.h"

#define LABEL_REACH_BYTES ((size_t)200) /* a label ends within */

enum role_kind {
    ROLE_WORDS, /* the text itself, or what stands before "<...>" */
    ROLE_CODE,
    ROLE_PAGE,  /* a link to a page */
    ROLE_LABEL, /* a link to a label of this page */
    ROLE_SUB,
    ROLE_SUP,
    ROLE_DOWNLOAD,
    ROLE_BRACKETS, /* citations */
    ROLE_NOTHING,  /* pictures of an icon font */
};

static const struct {
    const char *name;
    enum role_kind kind;
} roles[] = {
    {"doc", ROLE_PAGE},
    {"ref", ROLE_LABEL},
    {"numref", ROLE_LABEL},
    {"eq", ROLE_LABEL},
    {"prf:ref", ROLE_LABEL},
    {"sub", ROLE_SUB},
    {"subscript", ROLE_SUB},
    {"sup", ROLE_SUP},
    {"superscript", ROLE_SUP},
    {"term", ROLE_WORDS},
    {"abbr", ROLE_WORDS},
    {"guilabel", ROLE_WORDS},
    {"menuselection", ROLE_WORDS},
    {"dfn", ROLE_WORDS},
    {"underline", ROLE_WORDS},
    {"download", ROLE_DOWNLOAD},
    {"cite", ROLE_BRACKETS},
    {"cite:p", ROLE_BRACKETS},
    {"cite:t", ROLE_BRACKETS},
    {"cite:ps", ROLE_BRACKETS},
    {"footcite", ROLE_BRACKETS},
    {"octicon", ROLE_NOTHING},
    {"fas", ROLE_NOTHING},
    {"fab", ROLE_NOTHING},
    {"far", ROLE_NOTHING},
    {"bdg", ROLE_WORDS},
    {"button", ROLE_WORDS},
};

static enum role_kind role_of(struct str name)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (str_is(name, roles[i].name)) {
            return roles[i].kind;
        }
    }
    return ROLE_CODE;
}

/* "{name}" at the text's end: where it begins; STR_NONE: there is none. */
static size_t role_start(struct str text)
{
    size_t at = str_ends(text, "}") ? text.len - 1 : 0;
    while (at > 0 &&
           (ascii_is_alnum(text.ptr[at - 1]) || ascii_set_has("-_:.", text.ptr[at - 1]))) {
        at--;
    }
    return at > 0 && at + 1 < text.len && text.ptr[at - 1] == '{' ? at - 1 : STR_NONE;
}

/* Of this page or another one. */
static bool find_label(struct dialect *dialect, struct str label, struct str *address,
                       struct str *title)
{
    for (size_t i = 0; i < dialect->box_count; i++) {
        if (label.len && str_eq(dialect->boxes[i].label, label)) {
            *address = arena_format(dialect->arena, "#%.*s", STR_ARG(label));
            return true;
        }
    }
    const struct markdown_host *host = dialect->options->host;
    struct str name = arena_format(dialect->arena, "#%.*s", STR_ARG(label));
    return host && host->find && host->find(host->data, name, address, title);
}

/* The node becomes a link with that text; without, its place says it in the end. */
static void make_link(struct dialect *dialect, struct node *node, struct str address,
                      struct str text)
{
    node->kind = NODE_LINK;
    node_set_info(dialect->arena, node, address);
    node->text = (struct str){0};
    if (text.len) {
        (void)node_add_text(dialect->arena, node, text, node->spot);
    }
}

static void make_text(struct node *node, struct str text)
{
    node->kind = NODE_TEXT;
    node->text = text;
}

static void make_script(struct dialect *dialect, struct node *node, enum node_kind kind)
{
    struct str text = node->text;
    node->kind = (uint8_t)kind;
    node->text = (struct str){0};
    (void)node_add_text(dialect->arena, node, text, node->spot);
}

/* "Text <target>": both, or the text alone. */
static struct str split_target(struct str text, struct str *target)
{
    size_t open = str_ends(text, ">") ? str_find_byte(text, '<', 0) : STR_NONE;
    *target = open == STR_NONE ? text : str_sub(text, open + 1, text.len - 1);
    return open == STR_NONE ? text : str_trim(str_sub(text, 0, open));
}

static void apply(struct dialect *dialect, struct node *code, enum role_kind kind)
{
    const struct markdown_host *host = dialect->options->host;
    struct str target, text = split_target(code->text, &target), address, title = {0};
    bool own_words = !str_eq(text, target);
    switch (kind) {
    case ROLE_CODE: break;
    case ROLE_NOTHING: make_text(code, (struct str){0}); break;
    case ROLE_WORDS: make_text(code, text.len ? text : code->text); break;
    case ROLE_BRACKETS:
        make_text(code, arena_format(dialect->arena, "[%.*s]", STR_ARG(code->text)));
        break;
    case ROLE_SUB: make_script(dialect, code, NODE_SUBSCRIPT); break;
    case ROLE_SUP: make_script(dialect, code, NODE_SUPERSCRIPT); break;
    case ROLE_DOWNLOAD: make_link(dialect, code, target, text); break;
    case ROLE_LABEL:
        if (find_label(dialect, target, &address, &title)) {
            struct str other = str_starts(address, "#") ? title : title.len ? title : text;
            make_link(dialect, code, address, own_words ? text : other);
        } else {
            make_text(code, text);
        }
        break;
    case ROLE_PAGE:
        if (host && host->find && host->find(host->data, target, &address, &title)) {
            make_link(dialect, code, address, own_words ? text : title.len ? title : text);
        } else {
            make_text(code, text);
        }
        break;
    }
}

/* What the other page's place is called, else that page; empty: nothing is known. */
static struct str title_of_page(struct dialect *dialect, struct str path)
{
    const struct markdown_host *host = dialect->options->host;
    size_t hash = str_find_byte(path, '#', 0);
    struct str page = str_sub(path, 0, hash == STR_NONE ? path.len : hash);
    struct str label = str_skip(path, page.len), address, title = {0};
    if (!host || !host->find || page.len == 0) {
        return title;
    }
    if (!label.len || !host->find(host->data, label, &address, &title) || !title.len) {
        (void)host->find(host->data, page, &address, &title);
    }
    return title;
}

/* "project:a.md#b" and "path:x.pdf" are paths; what stands in another project's inventory
 * is text here. */
static void read_address(struct dialect *dialect, struct node *link)
{
    struct node *words = link->first;
    bool bare_project = words && !words->next && words->kind == NODE_TEXT &&
                        str_eq(words->text, node_info(link)) &&
                        str_starts(node_info(link), "project:");
    if (bare_project) {
        node_unlink(words); /* "<project:#x>" */
    }
    struct str rest = str_skip(node_info(link), str_find_byte(node_info(link), ':', 0) + 1);
    struct str address, title = {0};
    bool bare = node_info(link).len && str_find_byte(node_info(link), '#', 0) == STR_NONE &&
                str_find_byte(node_info(link), '.', 0) == STR_NONE;
    struct str label = str_starts(node_info(link), "#") ? str_skip(node_info(link), 1)
                       : bare                           ? node_info(link)
                                                        : (struct str){0};
    /* A label may look like a path, or like a scheme. */
    if (label.len && find_label(dialect, label, &address, &title)) {
        node_set_info(dialect->arena, link, address);
    } else if (str_starts(node_info(link), "project:") ||
               str_starts(node_info(link), "path:")) {
        node_set_info(dialect->arena, link, rest);
    } else if (str_starts(node_info(link), "inv:")) {
        link->kind = NODE_SPAN;
        link->text = STR("span");
        node_drop_address(link);
    }
    if (!link->first && link->kind == NODE_LINK && !title.len) {
        title = title_of_page(dialect, node_info(link));
    }
    if (!link->first && link->kind == NODE_LINK && title.len) {
        (void)node_add_text(dialect->arena, link, title, link->spot);
    }
}

/* "<#label>" in a text is a link without words. */
static void read_bare(struct dialect *dialect, struct node *text)
{
    for (size_t at = 0; text && (at = str_find(text->text, STR("<#"), at)) != STR_NONE;) {
        struct str reach = str_sub(text->text, 0, at + LABEL_REACH_BYTES);
        size_t end = str_find_byte(reach, '>', at);
        struct str label = str_sub(reach, at + 1, end == STR_NONE ? at + 1 : end);
        bool plain = label.len > 1 && str_find_byte(label, ' ', 0) == STR_NONE;
        struct node *link = plain ? node_new(dialect->arena, NODE_LINK, text->spot) : NULL;
        if (!link) {
            at += 2;
            continue;
        }
        node_set_info(dialect->arena, link, label);
        text = dialect_replace_part(dialect, text, at, end + 1, link);
        at = 0;
    }
}

bool dialect_read_roles(struct dialect *dialect, struct node *root)
{
    size_t count;
    struct node **images = dialect_find_nodes(dialect, root, NODE_IMAGE, &count);
    for (size_t i = 0; i < count; i++) {
        if (str_starts(node_info(images[i]), "#")) { /* it shows what stands there */
            make_link(dialect, images[i], node_info(images[i]), images[i]->text);
        }
    }
    struct node **texts = dialect_find_nodes(dialect, root, NODE_TEXT, &count);
    dialect_join_texts(dialect, texts, count);
    for (size_t i = 0; i < count; i++) {
        if (texts[i]->parent) {
            read_bare(dialect, texts[i]);
        }
    }
    struct node **links = dialect_find_nodes(dialect, root, NODE_LINK, &count);
    for (size_t i = 0; i < count; i++) {
        read_address(dialect, links[i]);
    }
    struct node **codes = dialect_find_nodes(dialect, root, NODE_CODE, &count);
    for (size_t i = 0; i < count; i++) {
        struct node *before = node_previous(codes[i]);
        size_t at =
            before && before->kind == NODE_TEXT ? role_start(before->text) : STR_NONE;
        if (at != STR_NONE) {
            struct str name = str_sub(before->text, at + 1, before->text.len - 1);
            before->text = str_sub(before->text, 0, at);
            apply(dialect, codes[i], role_of(name));
        }
    }
    return true;
}
