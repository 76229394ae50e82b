#include "cmocka_offprint.h"
#include "source/git_loose.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static const struct {
    const char *name, *header; /* with the NUL behind it */
    size_t body_len, cut;      /* bytes of the body; of the file that are left out */
    const char *behind;        /* what follows the file's own bytes */
    bool sound;
} cases[] = {
    {"a blob", "blob 5", 5, 0, "", true},
    {"an empty one", "blob 0", 0, 0, "", true},
    {"one of many chunks", "commit 100000", 100000, 0, "", true},
    {"a body that is longer than the header says", "blob 3", 5, 0, "", false},
    {"much longer", "blob 3", 100000, 0, "", false},
    {"shorter", "blob 6", 5, 0, "", false},
    {"a size that overflows", "blob 99999999999999999999", 5, 0, "", false},
    {"a size with a zero before it", "blob 05", 5, 0, "", false},
    {"no size", "blob ", 0, 0, "", false},
    {"a sign", "blob -1", 1, 0, "", false},
    {"no type of git", "blop 5", 5, 0, "", false},
    {"a header without an end", "blob 11111111111111111111111111111111111", 5, 0, "",
     false},
    {"a file that is cut off", "blob 5", 5, 1, "", false},
    {"bytes behind it", "blob 5", 5, 0, "x", false},
};

static int write_object(size_t index, FILE *file)
{
    static char text[100100];
    static unsigned char packed[100200];
    uLongf len = sizeof packed;
    size_t head = strlen(cases[index].header) + 1;
    memset(text, 'x', sizeof text);
    memcpy(text, cases[index].header, head);
    int result = compress(packed, &len, (const Bytef *)text, head + cases[index].body_len);
    bool ok = result == Z_OK && fwrite(packed, 1, len - cases[index].cut, file) > 0 &&
              fputs(cases[index].behind, file) >= 0 && fflush(file) == 0;
    return ok ? fileno(file) : -1;
}

static void tells_whole_objects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FILE *file = tmpfile();
        assert_non_null(file);
        int fd = write_object(i, file);
        assert_int_equal(lseek(fd, 0, SEEK_SET), 0);

        int error;
        bool sound = git_loose_is_sound(fd, &error);
        assert_int_equal(error, 0);

        if (sound != cases[i].sound) {
            fail_msg("%s: %s", cases[i].name, sound ? "let through" : "refused");
        }
        if (sound) {
            assert_int_equal(lseek(fd, 0, SEEK_CUR), 0);
        }
        (void)fclose(file);
    }
}

static void knows_their_paths(void **state)
{
    (void)state;
    assert_true(
        git_is_loose_path("/r/.git/objects/12/34567890abcdef1234567890abcdef12345678"));
    assert_true(
        git_is_loose_path("objects/objects/12/34567890abcdef1234567890abcdef12345678"));
    assert_false(git_is_loose_path("/objects/12/34567890abcdef1234567890abcdef1234567"));
    assert_false(git_is_loose_path("/objects/1x/34567890abcdef1234567890abcdef12345678"));
    assert_false(
        git_is_loose_path("/objects/pack/pack-1234567890abcdef1234567890abcdef.idx"));
    assert_false(git_is_loose_path(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_whole_objects),
        cmocka_unit_test(knows_their_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
