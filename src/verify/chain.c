/* Snapshots of a folder: each but the first names the SHA-512 of the zip before it. What is
 * named must be there, and nothing be named twice. A zip beside them that is called
 * otherwise, as an export is, is none, unless it names one before it or one names it. */
#include "verify/parts.h"

#include "base/path.h"
#include "chain/chain.h"

static const char prefix[] = "sha512:";

static bool is_dated(const struct checked *snapshot)
{
    struct chain_name name;
    return chain_name_read(snapshot->path, &name);
}

/* Snapshots of one name are one chain; of another zip its own. */
static struct str series_of(struct str path)
{
    struct chain_name name;
    return chain_name_read(path, &name) ? name.series : path_stem(path_name(path));
}

static struct str previous_of(const struct checked *snapshot)
{
    struct str previous = snapshot->previous;
    return str_starts(previous, prefix) ? str_skip(previous, strlen(prefix)) : previous;
}

struct chain {
    struct arena *arena;
    struct checked *snapshots, *chain;
    size_t count;
    bool *is_link;                           /* of each */
    bool is_read;                            /* each of them */
    struct value by_digest, named_by, heads; /* indexes */
};

static size_t find(struct value map, struct str key)
{
    struct value index = value_get(map, key);
    return index.kind == VALUE_INTEGER ? (size_t)index.as.integer : SIZE_MAX;
}

static void index_digests(struct chain *chain, bool dated)
{
    for (size_t i = 0; i < chain->count && !arena_failed(chain->arena); i++) {
        if (is_dated(&chain->snapshots[i]) == dated) {
            (void)value_map_set(chain->arena, chain->by_digest, chain->snapshots[i].sha512,
                                value_integer((int64_t)i));
        }
    }
}

/* One without a date in its name that is the copy of one with a date is that, not one more.
 */
static bool is_copy(const struct chain *chain, size_t index)
{
    size_t kept = find(chain->by_digest, chain->snapshots[index].sha512);
    return kept != SIZE_MAX && kept != index && is_dated(&chain->snapshots[kept]);
}

/* Of one digest those with a date count. */
static void find_links(struct chain *chain)
{
    chain->is_link = ARENA_ARRAY(chain->arena, bool, chain->count + 1);
    chain->by_digest = value_map_new(chain->arena);
    index_digests(chain, false);
    index_digests(chain, true);
    for (size_t i = 0; chain->is_link && i < chain->count; i++) {
        const struct checked *snapshot = &chain->snapshots[i];
        struct str previous = previous_of(snapshot);
        size_t other = previous.len ? find(chain->by_digest, previous) : SIZE_MAX;
        bool links = is_dated(snapshot) || (previous.len && !is_copy(chain, i));
        chain->is_link[i] = chain->is_link[i] || links;
        if (links && other != SIZE_MAX) {
            chain->is_link[other] = true;
        }
    }
}

static void tell(struct chain *chain, const struct checked *snapshot, struct str expected,
                 const char *text, struct str other)
{
    finding_add(chain->arena, chain->chain, FINDING_CHAIN, true,
                (struct told){.path = snapshot->path, .expected = expected}, "%s%.*s", text,
                STR_ARG(other));
}

static void follow(struct chain *chain, size_t index)
{
    const struct checked *snapshot = &chain->snapshots[index];
    struct str previous = previous_of(snapshot);
    if (snapshot->sha512.len == 0) {
        finding_add(chain->arena, chain->chain, FINDING_UNREADABLE, true,
                    (struct told){.path = snapshot->path},
                    "which snapshot it follows cannot be read");
    }
    if (previous.len == 0) {
        return;
    }
    if (find(chain->by_digest, previous) == SIZE_MAX) {
        tell(chain, snapshot, previous,
             chain->is_read ? "the snapshot before it is not there, or was changed"
                            : "the snapshot before it is not there, was changed, or is one "
                              "that cannot be read",
             (struct str){0});
    }
    size_t other = find(chain->named_by, previous);
    if (other != SIZE_MAX) {
        tell(chain, snapshot, previous, "the chain forks: the same snapshot is before ",
             chain->snapshots[other].path);
    }
    (void)value_map_set(chain->arena, chain->named_by, previous,
                        value_integer((int64_t)index));
}

/* Of each name one snapshot is the newest, one the first. */
static void check_ends(struct chain *chain, struct value *ends, size_t index, bool is_end,
                       const char *text)
{
    struct checked *snapshot = &chain->snapshots[index];
    struct str series = series_of(snapshot->path);
    size_t other = is_end ? find(*ends, series) : SIZE_MAX;
    if (other != SIZE_MAX) {
        tell(chain, snapshot, (struct str){0}, text, chain->snapshots[other].path);
    }
    if (is_end) {
        (void)value_map_set(chain->arena, *ends, series, value_integer((int64_t)index));
    }
}

void check_chain(struct arena *arena, struct checked *snapshots, size_t count,
                 struct checked *out)
{
    struct chain chain = {
        .arena = arena, .snapshots = snapshots, .chain = out, .count = count};
    struct value newest = value_map_new(arena), first = value_map_new(arena);
    size_t linked = 0;
    find_links(&chain);
    chain.named_by = value_map_new(arena);
    chain.is_read = true;
    for (size_t i = 0; i < count && !arena_failed(arena); i++) {
        linked += chain.is_link[i] && snapshots[i].previous.len > 0;
        out->files += chain.is_link[i];
        chain.is_read = chain.is_read && snapshots[i].sha512.len;
    }
    for (size_t i = 0; i < count && !arena_failed(arena); i++) {
        if (chain.is_link[i]) {
            follow(&chain, i);
        }
    }
    /* What is missing, or a fork, has ends of its own. */
    bool linear = out->finding_count == 0;
    for (size_t i = 0; i < count && linear && !arena_failed(arena); i++) {
        if (!chain.is_link[i]) {
            continue;
        }
        bool named = find(chain.named_by, snapshots[i].sha512) != SIZE_MAX;
        check_ends(&chain, &newest, i, !named,
                   "the chain has two ends: no snapshot comes behind this one nor behind ");
        check_ends(&chain, &first, i, snapshots[i].previous.len == 0,
                   "the chain has two beginnings: this one and ");
    }
    if (linked) {
        proof_add(arena, out,
                  (struct proof){
                      .kind = PROOF_CHAIN,
                      .holds = out->good,
                      .by = STR("sha512"),
                      .proves = STR("each snapshot was made knowing the one before it, and "
                                    "none between was taken away or changed since"),
                      .not_proved = "that none is missing behind the newest, and when each "
                                    "was made",
                  });
    }
}
