/* Each folder is looked at by itself, for inotify does not go down; hidden ones hold nothing
 * that pages are made of, but git's own tells of commits. Editors' files beside the one that
 * is edited are no change, nor are our own before they take their places. */
#define _DEFAULT_SOURCE /* DT_DIR */

#include "command/watch.h"

#include "base/buf.h"
#include "base/path.h"
#include "base/system_error.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define CALM_MS 30    /* a save is several changes */
#define CALM_ROUNDS 50 /* for which it is waited: something may change all the time */
#define DEEPEST 64
#define CHANGES                                                                            \
    (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB)

#define COMINGS (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)

struct visit {
    int fd;
    struct watch *watch;
    struct stat left_out; /* st_ino 0: nothing is */
    struct buf path;      /* ends with NUL */
};

static bool look_at(struct visit *visit, unsigned depth);

/* Those that come and go meanwhile, and those that may not be read, are no fault: the
 * export tells of them. */
static bool is_passed_over(int error)
{
    return error == ENOENT || error == ENOTDIR || error == EACCES || error == ELOOP ||
           error == ENAMETOOLONG;
}

static bool has_pages(const char *name)
{
    return name[0] != '.' && strcmp(name, "node_modules") != 0 &&
           strcmp(name, "_site") != 0;
}

static bool look_into(struct visit *visit, const char *name, unsigned depth)
{
    size_t len = visit->path.len;
    bool git = strcmp(name, ".git") == 0;
    if (!has_pages(name) && !git) {
        return true;
    }
    visit->path.len--; /* the NUL */
    buf_add_format(&visit->path, "/%s", name);
    buf_add_byte(&visit->path, '\0');
    if (!buf_ok(&visit->path)) {
        errno = ENOMEM;
        return false;
    }
    bool looked = look_at(visit, git ? DEEPEST : depth);
    visit->path.len = len;
    visit->path.ptr[len - 1] = '\0';
    return looked;
}

static bool look_below(struct visit *visit, unsigned depth)
{
    DIR *listing = opendir(visit->path.ptr);
    bool looked = true;
    if (!listing) {
        return is_passed_over(errno);
    }
    const struct dirent *item;
    while (looked && (errno = 0, item = readdir(listing))) {
        bool folder = item->d_type == DT_DIR || item->d_type == DT_UNKNOWN;
        looked = !folder || look_into(visit, item->d_name, depth);
    }
    int error = errno;
    looked = looked && (error == 0 || is_passed_over(error));
    (void)closedir(listing);
    errno = error;
    return looked;
}

/* The folder at the path, and those in it. */
static bool look_at(struct visit *visit, unsigned depth)
{
    struct stat found;
    if (lstat(visit->path.ptr, &found) != 0) {
        return is_passed_over(errno);
    }
    if (depth && !S_ISDIR(found.st_mode)) {
        return true;
    }
    bool left_out = visit->left_out.st_ino == found.st_ino &&
                    visit->left_out.st_dev == found.st_dev;
    if (left_out && depth) {
        return true;
    }
    int number = inotify_add_watch(visit->fd, visit->path.ptr, CHANGES | IN_ONLYDIR);
    if (number < 0) {
        return is_passed_over(errno);
    }
    for (size_t i = 0; i < WATCH_FOLDERS; i++) {
        struct watch_door *door = &visit->watch->doors[i];
        door->looked_at = door->looked_at || door->number == number;
    }
    return depth >= DEEPEST || look_below(visit, depth + 1);
}

/* The folder above: a watch goes along with what it looks at, and never sees what is put in
 * its place. "." and ".." are where they are. */
static bool look_at_door(struct visit *visit, const char *folder, struct watch_door *door)
{
    struct str path = str_without_end(str_from(folder), '/'), name = path_name(path);
    *door = (struct watch_door){.number = -1};
    if (name.len == 0 || str_is(name, ".") || str_is(name, "..")) {
        return true;
    }
    buf_clear(&visit->path);
    buf_add(&visit->path, str_sub(path, 0, path.len - name.len));
    buf_add_text(&visit->path, "./");
    buf_add_byte(&visit->path, '\0');
    if (!buf_ok(&visit->path)) {
        errno = ENOMEM;
        return false;
    }
    *door =
        (struct watch_door){.number = inotify_add_watch(visit->fd, visit->path.ptr,
                                                        COMINGS | IN_ONLYDIR | IN_MASK_ADD),
                            .name = name.ptr,
                            .name_len = name.len};
    return door->number >= 0 || is_passed_over(errno);
}

static bool look_at_folder(struct visit *visit, const char *folder)
{
    buf_clear(&visit->path);
    buf_add_text(&visit->path, folder);
    buf_add_byte(&visit->path, '\0');
    if (!buf_ok(&visit->path)) {
        errno = ENOMEM;
        return false;
    }
    return look_at(visit, 0);
}

/* Only where it is known which folder is left out: else an export would see its own outputs
 * come, and never end. */
static bool find_left_out(struct visit *visit)
{
    struct watch *watch = visit->watch;
    watch->lacks_left_out = watch->left_out && stat(watch->left_out, &visit->left_out) != 0;
    return !watch->lacks_left_out || is_passed_over(errno);
}

/* Stops at what fails, so that errno is of that. */
static bool look_at_all(struct visit *visit)
{
    struct watch *watch = visit->watch;
    bool looked = find_left_out(visit);
    for (size_t i = 0; looked && i < WATCH_FOLDERS; i++) {
        looked =
            !watch->folders[i] || look_at_door(visit, watch->folders[i], &watch->doors[i]);
    }
    for (size_t i = 0; looked && i < WATCH_FOLDERS; i++) {
        looked = !watch->folders[i] || look_at_folder(visit, watch->folders[i]);
    }
    return looked;
}

bool watch_begin(struct watch *watch)
{
    struct visit visit = {.fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK), .watch = watch};
    for (size_t i = 0; i < WATCH_FOLDERS; i++) {
        watch->doors[i] = (struct watch_door){.number = -1};
    }
    bool looked = visit.fd >= 0 && look_at_all(&visit);
    int error = errno;
    buf_clear(&visit.path);
    watch_end(watch);
    watch->fd = visit.fd;
    if (!looked) {
        watch_end(watch);
        errno = error;
    }
    return looked;
}

void watch_end(struct watch *watch)
{
    if (watch->fd >= 0) {
        (void)close(watch->fd);
    }
    watch->fd = -1;
}

bool watch_misses_left_out(const struct watch *watch)
{
    return watch->lacks_left_out &&
           (access(watch->left_out, F_OK) == 0 || !is_passed_over(errno));
}

/* Whether it tells only of what else comes and goes beside a folder. */
static bool is_beside(const struct watch *watch, int number, struct str name)
{
    bool beside = false;
    for (size_t i = 0; i < WATCH_FOLDERS; i++) {
        const struct watch_door *door = &watch->doors[i];
        if (door->number == number) {
            beside = true;
            if (door->looked_at || str_eq(name, str_make(door->name, door->name_len))) {
                return false;
            }
        }
    }
    return beside;
}

static bool is_change(const struct watch *watch, const struct inotify_event *event)
{
    const char *name = event->len ? event->name : "";
    size_t len = strlen(name);
    if (event->mask & IN_Q_OVERFLOW) {
        return true; /* there were more than the kernel keeps */
    }
    if (is_beside(watch, event->wd, str_make(name, len))) {
        return false;
    }
    bool aside = name[0] == '.' && strncmp(name, ".git", 4) != 0;
    bool lock = len > 5 && strcmp(name + len - 5, ".lock") == 0; /* git's */
    return !aside && !lock && !(len && name[len - 1] == '~') &&
           !(event->mask & IN_IGNORED);
}

static bool is_again(int error)
{
    return error == EINTR || error == EAGAIN;
}

/* Takes what has come. False: errno says why it cannot be had. */
static bool take_changes(const struct watch *watch, bool *changed)
{
    _Alignas(struct inotify_event) char room[16384];
    ssize_t got;
    while ((got = read(watch->fd, room, sizeof room)) > 0) {
        for (ssize_t at = 0; at < got;) {
            const struct inotify_event *event = (const void *)(room + at);
            *changed = *changed || is_change(watch, event);
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
    return got == 0 || is_again(errno);
}

bool watch_wait(const struct watch *watch)
{
    struct pollfd news = {.fd = watch->fd, .events = POLLIN};
    for (unsigned rounds = 0; rounds < CALM_ROUNDS;) {
        bool changed = rounds > 0;
        int ready = poll(&news, 1, rounds ? CALM_MS : -1);
        if (ready == 0) {
            return true;
        }
        if (ready < 0 ? !is_again(errno) : !take_changes(watch, &changed)) {
            return false;
        }
        rounds += changed;
    }
    return true;
}

const char *watch_error_text(int error)
{
    return error == ENOSPC   ? "there are more folders than the system watches for a user "
                               "(fs.inotify.max_user_watches)"
           : error == EMFILE ? "too many files are open, or too many programs watch "
                               "folders (fs.inotify.max_user_instances)"
                             : system_error_text(error);
}
