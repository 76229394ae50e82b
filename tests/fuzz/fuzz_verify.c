/* A list of files as a bag, and two of them as a signed file and its proofs: what is said
 * of them follows from what is told. */
#include "files.h"
#include "room.h"

#include "site_folder.h"
#include "verify/verify.h"

#include <stdio.h>

#define KEY "RWQQY0P/UJTIaErxHEBx5B8Jx4hg90obJpYIv4wu62w4ok6EtGT6nKzO"
#define AUTHORITY "ca.pem"

static void check_item(const struct checked *item)
{
    bool good = true, listed = false;
    for (size_t i = 0; i < item->finding_count; i++) {
        const struct finding *finding = &item->findings[i];
        must(finding->text.len > 0 && finding_class_name(finding->class) != NULL);
        must(i == 0 || item->findings[i - 1].class <= finding->class);
        good &= !finding->error;
    }
    for (size_t i = 0; i < item->proof_count; i++) {
        const struct proof *proof = &item->proofs[i];
        must(proof->proves.len > 0 && proof->not_proved && proof_kind_name(proof->kind));
        listed |= proof->kind == PROOF_CHECKSUMS && proof->holds;
    }
    must(item->good == good);
    must(item->kind != CHECKED_BAG || !good || listed);
    must(item->kind != CHECKED_FILE || !good ||
         item->proof_count + item->finding_count > 0);
}

static void look(struct room *room, const char *path, const struct verify_options *options)
{
    struct checked *items;
    size_t count;
    bool ok = verify_path(&room->arena, path, options, &items, &count, room->report);
    must_tell(room, ok);
    must(!ok || count > 0);
    for (size_t i = 0; ok && i < count; i++) {
        check_item(&items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    static const char *folder;
    char file[400], authority[400];
    struct files files = files_read(input(data, size));
    if (files.count == 0) {
        return -1;
    }
    folder = folder ? folder : site_folder_new();
    (void)snprintf(file, sizeof file, "%s/f", folder);
    (void)snprintf(authority, sizeof authority, "%s/" AUTHORITY, folder);
    for (size_t i = 0; i < files.count; i++) {
        site_folder_put(folder, files.items[i].path, files.items[i].bytes);
    }
    room_enter(&room);
    look(&room, folder, &(struct verify_options){0});
    site_folder_put(folder, STR(AUTHORITY), STR("-----BEGIN CERTIFICATE-----\n"));
    look(&room, file, &(struct verify_options){.key = KEY, .authority = authority});
    room_leave(&room);
    site_folder_empty(folder);
    return 0;
}
