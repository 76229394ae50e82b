/* Jekyll's rules: which files of a site are pages, posts, documents of a collection or
 * static files, by the names of their folders and the configuration's patterns. */
#include "base/glob.h"
#include "base/path.h"
#include "site/rules.h"

bool rules_is_special(struct str name)
{
    return name.len && (name.ptr[0] == '_' || name.ptr[0] == '.' || name.ptr[0] == '#' ||
                        name.ptr[name.len - 1] == '~');
}

static bool is_included(const struct config *config, struct str path, struct str name)
{
    for (size_t i = 0; i < value_count(config->include); i++) {
        struct str pattern = value_at(config->include, i).as.string;
        if (glob_match_path(pattern, path) || glob_match(pattern, name) ||
            rules_begins_with(path, pattern)) {
            return true;
        }
    }
    return false;
}

static const struct collection *find_collection(const struct config *config,
                                                struct str folder)
{
    for (size_t i = 0; i < config->collection_count; i++) {
        if (str_starts(folder, "_") && !str_is(folder, "_posts") &&
            str_eq(str_skip(folder, 1), config->collections[i].label)) {
            return &config->collections[i];
        }
    }
    return NULL;
}

/* Drafts are posts without a date, where the configuration asks for them. */
static bool is_post_folder(const struct config *config, struct str name)
{
    return str_is(name, "_posts") ||
           (str_is(name, "_drafts") &&
            value_is_true(value_get(config->values, STR("show_drafts"))));
}

/* Below a collection's folder, only the first name and the last are looked at. */
static bool is_within(const struct config *config, const struct classified *class,
                      struct str path, size_t at, bool folder)
{
    struct str above = at ? str_sub(path, 0, at - 1) : (struct str){0};
    bool first = class->class == CLASS_POST ? is_post_folder(config, path_name(above))
                                            : path.len - at == class->below.len;
    return class->class != CLASS_SKIP && folder && !first;
}

/* Looks at the folders from the top; false: the file is not part of the site. */
static bool walk_folders(const struct config *config, struct str path,
                         struct classified *out)
{
    struct str rest = path, base = config->collections_folder;
    size_t start = 0;
    if (base.len && glob_match_path(base, path) && path.len > base.len) {
        start = base.len + 1;
    }
    for (size_t at = start; at <= path.len;) {
        size_t end = str_find_byte(path, '/', at);
        bool folder = end != STR_NONE;
        struct str name = str_sub(path, at, folder ? end : path.len);
        struct str so_far = str_sub(path, 0, folder ? end : path.len);
        rest = folder ? str_skip(path, end + 1) : rest;
        if (out->class == CLASS_SKIP && folder && is_post_folder(config, name) &&
            (base.len == 0 || start > 0)) {
            out->class = CLASS_POST;
            out->draft = str_is(name, "_drafts");
            out->above = at > start ? str_sub(path, start, at - 1) : (struct str){0};
        } else if (out->class == CLASS_SKIP && folder && at == start &&
                   (out->collection = find_collection(config, name)) != NULL) {
            out->class = CLASS_DOCUMENT;
            out->below = rest;
        } else if (rules_is_special(name) && !is_included(config, so_far, name) &&
                   !is_within(config, out, path, at, folder)) {
            return false;
        }
        at = folder ? end + 1 : path.len + 1;
    }
    return true;
}

static struct classified classify(const struct config *config, struct str path)
{
    struct classified out = {.class = CLASS_SKIP};
    bool text = rules_is_page(config, path);
    if (str_eq(path, config->name) || str_is(path, "offprint.yml") ||
        path_is_below(path, config->destination) || !walk_folders(config, path, &out) ||
        (rules_match(config->exclude, path) && !rules_match(config->include, path))) {
        return (struct classified){.class = CLASS_SKIP};
    }
    if (out.class == CLASS_SKIP) {
        out.class = text ? CLASS_PAGE : CLASS_STATIC;
    } else if (!text) {
        out.class = out.class == CLASS_POST ? CLASS_SKIP : CLASS_STATIC;
    }
    return out;
}

/* What `include` names, itself or on the way to it; ".*" names all. */
static bool wants_hidden(const struct config *config, struct str name)
{
    for (size_t i = 0; i < value_count(config->include); i++) {
        struct str pattern = value_at(config->include, i).as.string;
        for (size_t at = 0; at < pattern.len;) {
            size_t end = str_find_byte(pattern, '/', at);
            end = end == STR_NONE ? pattern.len : end;
            struct str part = str_sub(pattern, at, end);
            if (str_starts(part, ".") && glob_match(part, name)) {
                return true;
            }
            at = end + 1;
        }
    }
    return false;
}

static bool is_folder_page(struct str name)
{
    (void)name;
    return false; /* permalinks say so */
}

const struct site_rules rules_jekyll = {
    .name = "jekyll",
    .processor = "kramdown",
    .extensions = "markdown,mkdown,mkdn,mkd,md",
    .classify = classify,
    .wants_hidden = wants_hidden,
    .is_folder_page = is_folder_page,
    .read_front_matter = front_matter_read,
    .has_data = true,
    .has_liquid = true,
};
