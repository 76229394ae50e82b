/* A bag, step by step: how it is kept, what it says of itself, what it lists, and each
 * file. */
#include "verify/parts.h"

#include "base/path.h"

static void tell_faults(struct check *check)
{
    size_t count;
    const struct bag_fault *faults = bag_faults(check->bag, &count);
    bool sound = true;
    for (size_t i = 0; i < count; i++) {
        sound &= !faults[i].grave;
        if (!bag_is_zip(check->bag)) {
            struct str top = bag_top(check->bag), path = faults[i].path;
            path = path_is_below(path, str_without_end(top, '/')) ? str_skip(path, top.len)
                                                                  : path;
            check_tell_unreadable(check, path, arena_cstr(check->scratch, faults[i].text));
            continue;
        }
        finding_add(check->arena, check->checked, FINDING_ZIP, faults[i].grave,
                    (struct told){.path = faults[i].path}, "%.*s", STR_ARG(faults[i].text));
    }
    if (bag_is_zip(check->bag)) {
        proof_add(check->arena, check->checked,
                  (struct proof){
                      .kind = PROOF_ZIP,
                      .holds = sound,
                      .proves = STR("whatever unpacks it finds the same files, below one "
                                    "folder, with nothing hidden between them"),
                      .not_proved = "that they are harmless to open",
                  });
    }
}

/* Those below data/, which stand together. */
static void find_payload(struct check *check)
{
    check->files = bag_files(check->bag, &check->count);
    while (check->payload_at < check->count &&
           str_compare(check->files[check->payload_at].path, STR("data/")) < 0) {
        check->payload_at++;
    }
    check->payload_end = check->payload_at;
    while (check->payload_end < check->count &&
           str_starts(check->files[check->payload_end].path, "data/")) {
        check->payload_end++;
    }
}

static bool check_all(struct check *check)
{
    tell_faults(check);
    find_payload(check);
    if (check->count == 0) {
        if (check->checked->good) {
            finding_add(check->arena, check->checked, FINDING_DECLARATION, true,
                        (struct told){0}, "it is empty: no bag");
        }
        return true;
    }
    return check_declaration(check) && check_info(check) && check_fetch(check) &&
           (!bag_holds_bag(check->bag) ||
            (manifests_read(check) && check_sums(check) && check_origins(check)));
}

bool check_bag(struct arena *arena, const char *path, struct checked *checked,
               struct report *report)
{
    struct arena scratch;
    arena_init_within(&scratch, 0, arena->budget);
    struct check check = {
        .arena = arena, .scratch = &scratch, .checked = checked, .report = report};
    check.unreadable = value_map_new(&scratch);
    check.bag = bag_look(&scratch, path, report);
    bool ok = check.bag && check_all(&check);
    bag_close(check.bag);
    ok = ok && (!arena_failed(&scratch) || report_out_of_memory(report));
    arena_clear(&scratch);
    return ok;
}
